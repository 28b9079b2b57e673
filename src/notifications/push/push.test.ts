import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'
import { openPushDouble, type PushDouble } from '../../../test/support/push-double.ts'
import { answerReport, assignReport } from '../../reports/index.ts'
import { notifyOfEvent, pushKeys, saveNotificationTable } from '../index.ts'
import { hasSubscription, readTarget, saveSubscription } from './subscriptions.ts'

let lapor: TestApp
let works: Awaited<ReturnType<TestApp['staff']>>

beforeAll(async () => {
  lapor = await createTestApp()
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** A report whose reporter's browser takes pushes at the double, answered by its unit. */
async function answered(double: PushDouble) {
  const { context } = lapor
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const { trackingNumber: number, id } = await lapor.report()
  const { reporter_id } = await context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await saveSubscription(
    context,
    { reporterId: reporter_id, reportId: null },
    {
      target: double.subscription,
      at: context.clock.now(),
    },
  )
  await assignReport(context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await answerReport(context, works.actor, number, { text: 'Lampu sudah kami ganti.' })
  const { seq } = await context.db
    .selectFrom('report_events')
    .select('seq')
    .where('report_id', '=', id)
    .where('type', '=', 'answer')
    .executeTakeFirstOrThrow()
  await notifyOfEvent({ ...context, baseUrl: context.config.baseUrl }, { report_id: id, seq })
  return { number, id }
}

const pushesOf = (reportId: number) =>
  lapor.context.db
    .selectFrom('notifications')
    .select(['state', 'last_error'])
    .where('report_id', '=', reportId)
    .where('channel', '=', 'push')
    .execute()

test('an answer reaches the phone, encrypted for it alone and signed by us', async () => {
  await using double = await openPushDouble()
  const { number, id } = await answered(double)
  await lapor.workChannels()
  expect(await pushesOf(id)).toEqual([{ state: 'sent', last_error: null }])
  const [message] = double.pushed
  const shown = JSON.parse(message?.text ?? '{}')
  expect(shown).toMatchObject({ tag: number, url: expect.stringContaining(`/laporan/${number}?kunci=`) })
  expect(shown.title).toMatch(/^Jawaban untuk laporan/)
  // A lock screen is read by others: nothing of what was told or answered stands on it.
  expect(message?.text).not.toContain('Lampu')
  expect(message?.headers).toMatchObject({
    'content-encoding': 'aes128gcm',
    topic: number,
    urgency: 'normal',
  })
  expect(message?.claims.aud).toBe(new URL(double.subscription.endpoint).origin)
  expect(message?.signedBy).toBe((await pushKeys(lapor.context)).publicKey)
})

test.each([404, 410])('a browser that is gone (%i) is forgotten', async (status) => {
  await using double = await openPushDouble()
  double.answerWith(status)
  const { id } = await answered(double)
  await lapor.workChannels()
  expect(await hasSubscription(lapor.context.db, id)).toBe(false)
  expect((await pushesOf(id))[0]?.state).toBe('failed')
})

test('a push service that is down is asked again later', async () => {
  await using double = await openPushDouble()
  double.answerWith(503)
  const { id } = await answered(double)
  await lapor.workChannels()
  expect((await pushesOf(id))[0]?.state).toBe('queued')
  double.answerWith(201)
  lapor.clock.advanceHours(1)
  await lapor.workChannels()
  expect((await pushesOf(id))[0]?.state).toBe('sent')
  expect(await hasSubscription(lapor.context.db, id)).toBe(true)
})

test('a slow push service does not keep the news from another browser', async () => {
  // Each answers only once the other was asked too.
  const bothAsked = Promise.withResolvers<void>()
  let asked = 0
  const meanwhile = () => {
    asked += 1
    if (asked === 2) bothAsked.resolve()
    return bothAsked.promise
  }
  await using phone = await openPushDouble(meanwhile)
  await using desktop = await openPushDouble(meanwhile)
  const { id } = await answered(phone)
  const { reporter_id: reporterId } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const at = lapor.clock.now()
  await saveSubscription(lapor.context, { reporterId, reportId: null }, { target: desktop.subscription, at })
  await lapor.workChannels()
  expect(await pushesOf(id)).toEqual([{ state: 'sent', last_error: null }])
  expect([phone.pushed.length, desktop.pushed.length]).toEqual([1, 1])
})

test('switched off in the table of messages, nothing is sent', async () => {
  await using double = await openPushDouble()
  const { context } = lapor
  await saveNotificationTable(context.db, new Set(), context.clock.now())
  const { id } = await answered(double)
  await saveNotificationTable(context.db, new Set(['answer reporter push']), context.clock.now())
  expect(await pushesOf(id)).toEqual([])
})

test('what is no subscription of a browser is refused', () => {
  const keys = {
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16).toString('base64url'),
  }
  const text = (change: object) => JSON.stringify({ endpoint: 'https://push.example/1', keys, ...change })
  expect(readTarget(text({}), false).endpoint).toBe('https://push.example/1')
  for (const wrong of [
    'no JSON',
    '{}',
    text({ endpoint: 'http://push.example/1' }),
    text({ endpoint: 'file:///etc/passwd' }),
    text({ keys: { ...keys, auth: 'short' } }),
  ]) {
    expect(() => readTarget(wrong, false)).toThrow()
  }
})
