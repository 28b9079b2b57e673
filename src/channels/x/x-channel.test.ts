import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../test/support/context.ts'
import {
  type FakeX,
  NOT_IN_PLAN,
  problem,
  startFakeX,
  X_KEYS,
  X_USER_ID,
} from '../../../test/support/fake-x.ts'
import type { XConfig } from '../../config.ts'
import type { Channel, InboundMessage, RawMessage } from '../channel.ts'
import { countCalls, type Inbox } from '../inbox.ts'
import { NEVER, outbound, serveWebhook, testInbox } from '../outbound.fixture.ts'
import { measurePost } from './measure-post.ts'
import { xChannel } from './x-channel.ts'

let lapor: TestContext
let x: FakeX
let inbox: Inbox
let channel: Channel

beforeAll(async () => {
  lapor = await createTestContext()
  inbox = testInbox(lapor.context)
  x = await startFakeX((request) => served.call(request))
  channel = open({})
  const served = await serveWebhook(channel, inbox)
})
afterAll(async () => {
  await x[Symbol.asyncDispose]()
  await lapor[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await lapor.context.db.deleteFrom('channel_usage').execute()
  await lapor.context.db.deleteFrom('channel_health').execute()
  await lapor.context.db.deleteFrom('inbound_messages').execute()
})

function open(config: Partial<XConfig>): Channel {
  return xChannel({
    config: {
      ...X_KEYS,
      userId: X_USER_ID,
      receive: 'webhook',
      features: ['mentions', 'messages'],
      pollSeconds: 0.02,
      callsPerDay: 1_000,
      apiUrl: x.url,
      ...config,
    },
    countCalls: (calls, cost) => countCalls(lapor.context, 'x', calls, cost),
    clock: lapor.clock,
  })
}

const send = (message: Parameters<typeof outbound>[0], by = channel) =>
  by.send?.(outbound({ to: '501', ...message }), NEVER)

/** What is understood of what lies in the inbox, oldest first. */
async function stored(): Promise<(InboundMessage | null)[]> {
  const rows = await lapor.context.db.selectFrom('inbound_messages').selectAll().orderBy('id').execute()
  return Promise.all(
    rows.map((row) => {
      const payload: unknown = JSON.parse(lapor.context.sealer.open(row.raw_sealed))
      const raw: RawMessage = { channel: 'x', externalId: row.external_id, payload }
      return channel.receive(raw, row.received_at)
    }),
  )
}

/** Poll until the condition holds. */
async function pollUntil(by: Channel, holds: () => Promise<boolean> | boolean): Promise<void> {
  const stop = new AbortController()
  const polling = by.listen?.(inbox, stop.signal)
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
  stop.abort()
  await polling
}

const health = () => lapor.context.db.selectFrom('channel_health').selectAll().executeTakeFirst()

test('a mention by webhook is a public message of its thread, with its picture', async () => {
  const picture = x.keepPicture(Buffer.from('gambar'))
  const post = x.post({
    author: '501',
    text: '@lapor1708 lampu jalan mati https://t.co/abc',
    pictures: [picture],
  })
  expect((await x.deliverPost(post)).statusCode).toBe(200)
  expect((await x.deliverPost(post)).statusCode).toBe(200)
  const [message, ...others] = await stored()
  expect(others).toEqual([])
  expect(message).toMatchObject({
    externalId: `post:${post.id}`,
    sender: { kind: 'x', address: '501', name: 'Siti Nur Rahma' },
    thread: post.id,
    isPublic: true,
    text: 'lampu jalan mati',
  })
  const [photo] = message?.attachments ?? []
  expect(photo && (await channel.fetchAttachment?.(photo, NEVER))).toEqual({
    outcome: 'fetched',
    bytes: Buffer.from('gambar'),
  })
})

test('only pictures of X are fetched on a stranger’s word', async () => {
  const source = 'http://169.254.169.254/latest/meta-data'
  expect(await channel.fetchAttachment?.({ name: 'x', source }, NEVER)).toMatchObject({ outcome: 'refused' })
})

test('a direct message by webhook is private', async () => {
  const picture = x.keepPicture(Buffer.from('bukti'))
  await x.deliverMessage(x.write('501', 'Sudah saya kirim https://t.co/xyz', picture))
  expect(await stored()).toMatchObject([
    {
      sender: { address: '501' },
      thread: null,
      isPublic: false,
      text: 'Sudah saya kirim',
      attachments: [{}],
    },
  ])
})

test('what is not signed by X is refused and counted; its own check is answered by the secret', async () => {
  expect((await x.deliverPost(x.post({ author: '501', text: '@lapor1708 palsu' }), 'salah')).statusCode).toBe(
    401,
  )
  expect(await stored()).toEqual([])
  expect((await health())?.signature_failures).toBe(1)
  // The example of X's own documentation is this computation: HMAC-SHA256 of the token under the API secret, base64.
  const { createHmac } = await import('node:crypto')
  const expected = createHmac('sha256', X_KEYS.apiSecret).update('token-uji').digest('base64')
  expect(JSON.parse((await x.challenge('token-uji')).body)).toEqual({ response_token: `sha256=${expected}` })
})

test('our own posts and replies that only stand under a thread with our name are not for us', async () => {
  const own = x.post({ author: X_USER_ID, text: 'Terima kasih @lapor1708' })
  const bystander = {
    ...x.post({ author: '777', text: '@siti @lapor1708 setuju, di sini juga', replyTo: '501' }),
    display_text_range: [17, 38],
  }
  const named = {
    ...x.post({ author: '778', text: '@siti tolong @lapor1708 dicek', replyTo: '501' }),
    display_text_range: [6, 29],
  }
  const goingOn = {
    ...x.post({ author: '501', text: '@lapor1708 masih mati juga', replyTo: '501' }),
    display_text_range: [11, 26],
  }
  for (const post of [own, bystander, named, goingOn]) await x.deliverPost(post)
  expect((await stored()).map((message) => message?.sender.address ?? null)).toEqual([
    null,
    null,
    '778',
    '501',
  ])
})

test('an answer in public never carries a link, and fits as X counts', async () => {
  const link = 'https://lapor.example.go.id/k/1234567890/rahasia'
  const text = `Terima kasih, laporan Anda kami terima. ${'Kirim pesan langsung kepada kami. '.repeat(12)} ${link}`
  expect(await send({ text, link, inReplyTo: 'post:99', thread: '99' })).toMatchObject({
    outcome: 'accepted',
  })
  const post = x.posts.at(-1)
  expect(post?.inReplyTo).toBe('99')
  expect(post?.text).not.toContain('http')
  expect(measurePost(post?.text ?? '')).toBeLessThanOrEqual(280)
})

test('everything else goes by direct message, with the words to write back', async () => {
  const choices = [{ value: 'SELESAI 1234567890', label: 'Sudah selesai' }]
  expect(await send({ text: 'Sudah dijawab.', choices, thread: '99' })).toMatchObject({ outcome: 'accepted' })
  expect(x.messages.at(-1)).toMatchObject({
    to: '501',
    text: 'Sudah dijawab.\n\n▸ Sudah selesai: SELESAI 1234567890',
  })
})

test('a used-up window is waited for until X says it ends', async () => {
  const now = Math.floor(lapor.clock.now().getTime() / 1_000)
  x.limit({ limit: 15, remaining: 0, reset: now + 240 })
  x.upset(problem(429, 'Too Many Requests'))
  expect(await send({})).toMatchObject({ outcome: 'retry', afterSeconds: 240 })
  x.limit({ limit: 15, remaining: 14, reset: now + 900 })
  x.upset(problem(503, 'Service Unavailable'))
  expect(await send({})).toMatchObject({ outcome: 'retry' })
  x.refuseMessagesTo('404')
  expect(await send({ to: '404' })).toMatchObject({ outcome: 'refused' })
})

test('calls above the day’s cap are not made, and wait for tomorrow', async () => {
  const capped = open({ callsPerDay: 2 })
  const before = x.calls.length
  const results = [
    await send({ text: 'satu' }, capped),
    await send({ text: 'dua' }, capped),
    await send({}, capped),
  ]
  expect(results.map((result) => result?.outcome)).toEqual(['accepted', 'accepted', 'retry'])
  // It is 02.00 UTC.
  expect(results[2]).toMatchObject({
    afterSeconds: 22 * 3_600,
    reason: expect.stringContaining('LAPOR_X_CALLS_PER_DAY'),
  })
  expect(x.calls.length - before).toBe(2)
  expect(
    await lapor.context.db.selectFrom('channel_usage').select(['calls', 'cost_micros']).execute(),
  ).toEqual([
    // Two direct messages by X's price list.
    { calls: 2, cost_micros: 30_000 },
  ])
})

test('polling takes what came since its mark, and nothing of before it first listened', async () => {
  const polling = open({ receive: 'polling' })
  x.post({ author: '501', text: '@lapor1708 dahulu kala' })
  await pollUntil(polling, async () => Object.keys(JSON.parse((await health())?.cursor ?? '{}')).length === 2)
  expect(await stored()).toEqual([])
  x.post({ author: '501', text: '@lapor1708 lampu jalan mati' })
  x.write('502', 'Saya mau lapor')
  const both = async () => (await stored()).length === 2
  await pollUntil(polling, both)
  expect((await stored()).map((message) => message?.text).sort()).toEqual([
    'Saya mau lapor',
    'lampu jalan mati',
  ])
  // Another worker, or the same after a restart, goes on from the stored mark.
  x.post({ author: '503', text: '@lapor1708 jalan berlubang' })
  await pollUntil(open({ receive: 'polling' }), async () => (await stored()).length === 3)
})

test('what the plan does not have is switched off where an operator sees it, and the rest goes on', async () => {
  const polling = open({ receive: 'polling' })
  // The first call is that for mentions.
  x.upset(NOT_IN_PLAN)
  await pollUntil(polling, async () => (await health())?.trouble != null)
  expect((await health())?.trouble).toMatch(/^mentions: 403 Client Forbidden/)
  expect(Object.keys(JSON.parse((await health())?.cursor ?? '{}'))).toEqual(['messages'])
})
