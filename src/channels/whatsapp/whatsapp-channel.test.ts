import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../test/support/context.ts'
import {
  type FakeWhatsApp,
  graphError,
  startFakeWhatsApp,
  WHATSAPP_APP_SECRET,
  WHATSAPP_PHONE_ID,
  WHATSAPP_TOKEN,
  WHATSAPP_VERIFY_TOKEN,
} from '../../../test/support/fake-whatsapp.ts'
import type { WhatsAppConfig } from '../../config.ts'
import type { Channel, InboundMessage } from '../channel.ts'
import { NEVER, outbound, serveWebhook, testInbox } from '../outbound.fixture.ts'
import { whatsAppChannel } from './whatsapp-channel.ts'

let lapor: TestContext
let whatsApp: FakeWhatsApp
let channel: Channel
/** When the person of the test last wrote. */
let wroteAt: Date | null = null

const NUMBER = '+6281234567890'
const NOW = new Date('2026-11-10T02:00:00Z')
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)

beforeAll(async () => {
  lapor = await createTestContext()
  whatsApp = await startFakeWhatsApp((request) => served.call(request))
  channel = open({})
  const served = await serveWebhook(channel, testInbox(lapor.context))
})
afterAll(async () => {
  await whatsApp[Symbol.asyncDispose]()
  await lapor[Symbol.asyncDispose]()
})

function open(config: Partial<WhatsAppConfig>): Channel {
  return whatsAppChannel({
    config: {
      token: WHATSAPP_TOKEN,
      phoneId: WHATSAPP_PHONE_ID,
      appSecret: WHATSAPP_APP_SECRET,
      verifyToken: WHATSAPP_VERIFY_TOKEN,
      template: { name: 'kabar_laporan', language: 'id' },
      codeTemplate: { name: 'kode_masuk', language: 'id' },
      apiUrl: `${whatsApp.url}/v25.0`,
      ...config,
    },
    lastWroteAt: async () => wroteAt,
    clock: lapor.clock,
    baseUrl: 'https://lapor.example.go.id',
    listButton: 'Pilih',
  })
}

function send(message: Parameters<typeof outbound>[0], written: Date | null = hoursAgo(1), by = channel) {
  wroteAt = written
  return by.send?.(outbound({ to: NUMBER, ...message }), NEVER)
}

async function understand(message: Record<string, unknown>): Promise<InboundMessage | null> {
  const stored = { message: { id: 'wamid.1', from: '6281234567890', type: 'text', ...message }, name: 'Siti' }
  return channel.receive({ channel: 'whatsapp', externalId: 'wamid.1', payload: stored }, NOW)
}

test('up to three short choices are buttons, more are a list, long ones go on below', async () => {
  const two = [
    { value: 'SELESAI 1234567890', label: 'Sudah selesai' },
    { value: 'BELUM 1234567890', label: 'Belum selesai' },
  ]
  expect(await send({ choices: two })).toMatchObject({ outcome: 'accepted' })
  expect(whatsApp.sent.at(-1)).toMatchObject({
    type: 'interactive',
    to: '6281234567890',
    callbackData: 'kunci-1',
    choices: [
      { id: 'SELESAI 1234567890', title: 'Sudah selesai' },
      { id: 'BELUM 1234567890', title: 'Belum selesai' },
    ],
  })
  const long = [
    { value: 'INSTANSI a', label: 'Dinas Pekerjaan Umum dan Penataan Ruang Kota Pekalongan' },
    ...two,
  ]
  expect(await send({ choices: long })).toMatchObject({ outcome: 'accepted' })
  expect(whatsApp.sent.at(-1)?.choices[0]).toEqual({ id: 'INSTANSI a', title: 'Dinas Pekerjaan Umum da…' })
  const five = [5, 4, 3, 2, 1].map((rating) => ({ value: `NILAI 1 ${rating}`, label: `${rating}` }))
  expect(await send({ choices: five })).toMatchObject({ outcome: 'accepted' })
  expect(whatsApp.sent.at(-1)?.choices).toHaveLength(5)
})

test('a place is asked for by the button that sends it', async () => {
  await send({ choices: [{ value: 'LOKASI', label: 'Kirim lokasi', asks: 'location' }] })
  expect(whatsApp.sent.at(-1)).toMatchObject({ type: 'interactive', choices: [] })
})

test('more than 24 hours after the person wrote, the approved template carries the message and the link', async () => {
  const link = 'https://lapor.example.go.id/k/1234567890/abc'
  const text = `Laporan 1234567890 sudah dijawab.\n\nBuka di ${link}`
  expect(await send({ text, link }, hoursAgo(25))).toMatchObject({ outcome: 'accepted' })
  expect(whatsApp.sent.at(-1)).toMatchObject({
    type: 'template',
    template: {
      name: 'kabar_laporan',
      language: 'id',
      parameters: ['Laporan 1234567890 sudah dijawab. Buka di', link],
    },
  })
  await send({}, null)
  expect(whatsApp.sent.at(-1)?.type).toBe('template')
})

test('when Meta says that the 24 hours are over, the template goes instead', async () => {
  whatsApp.closeWindow('6281234567890')
  expect(await send({})).toMatchObject({ outcome: 'accepted' })
  expect(whatsApp.sent.at(-1)?.type).toBe('template')
})

test('a code goes by the template for codes, whose button copies it; without one it is refused by the setting’s name', async () => {
  const code = { text: 'Kode LAPOR! Anda: 123456. Jangan berikan kepada siapa pun.', code: '123456' }
  expect(await send(code, null)).toMatchObject({ outcome: 'accepted' })
  expect(whatsApp.sent.at(-1)?.template).toEqual({
    name: 'kode_masuk',
    language: 'id',
    parameters: ['123456', '123456'],
  })
  expect(await send({ ...code, to: '+6281299998888' }, hoursAgo(1))).toMatchObject({ outcome: 'accepted' })
  expect(whatsApp.sent.at(-1)?.text).toBe(code.text)
  expect(await send(code, null, open({ codeTemplate: null }))).toEqual({
    outcome: 'refused',
    reason: expect.stringContaining('LAPOR_WHATSAPP_CODE_TEMPLATE'),
  })
})

test('without a template such a message is refused, by the name of the setting', async () => {
  const result = await send({}, hoursAgo(25), open({ template: null }))
  expect(result).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('LAPOR_WHATSAPP_TEMPLATE'),
  })
})

test('limits, outages and a lapsed token are for later; a number without WhatsApp is for good', async () => {
  whatsApp.upset({ ...graphError(400, 130_429, 'Rate limit hit'), headers: { 'retry-after': '30' } })
  expect(await send({})).toMatchObject({ outcome: 'retry', afterSeconds: 30 })
  whatsApp.upset(graphError(400, 131_056, '(Business Account, Consumer Account) pair rate limit hit'))
  expect(await send({})).toMatchObject({ outcome: 'retry' })
  whatsApp.upset({ status: 503, body: 'overloaded' })
  expect(await send({})).toMatchObject({ outcome: 'retry' })
  expect(await send({}, hoursAgo(1), open({ token: 'lapsed' }))).toMatchObject({ outcome: 'retry' })
  expect(await send({}, hoursAgo(1), open({ apiUrl: 'http://127.0.0.1:1/v25.0' }))).toMatchObject({
    outcome: 'retry',
  })
  whatsApp.upset(graphError(400, 131_026, 'Message undeliverable'))
  expect(await send({})).toMatchObject({ outcome: 'refused' })
})

test('words, places, taps and files are understood; a reaction is not', async () => {
  expect(await understand({ text: { body: 'Lampu jalan mati' } })).toMatchObject({
    sender: { kind: 'whatsapp', address: NUMBER, name: 'Siti' },
    text: 'Lampu jalan mati',
  })
  const place = { latitude: -6.88, longitude: 109.67, name: 'Pasar Banjarsari', address: 'Jl. Sultan Agung' }
  expect(await understand({ type: 'location', location: place })).toMatchObject({
    location: { latitude: -6.88, longitude: 109.67, label: 'Pasar Banjarsari, Jl. Sultan Agung' },
  })
  const tap = { list_reply: { id: 'NILAI 1234567890 5', title: '5' } }
  expect(await understand({ type: 'interactive', interactive: tap })).toMatchObject({
    button: 'NILAI 1234567890 5',
  })
  expect(await understand({ type: 'reaction', reaction: { emoji: '👍' } })).toBeNull()
})

test('a person who hides their number is known and answered by their id', async () => {
  const message = await understand({
    from: undefined,
    from_user_id: 'ID.13491208655302741918',
    text: { body: 'Halo' },
  })
  expect(message?.sender.address).toBe('ID.13491208655302741918')
})

test('a photo is fetched in two steps with the token', async () => {
  const id = whatsApp.keepMedia(Buffer.from('gambar'), 'image/jpeg')
  const message = await understand({
    type: 'image',
    image: { id, mime_type: 'image/jpeg', caption: 'Rusak' },
  })
  expect(message).toMatchObject({ text: 'Rusak', attachments: [{ name: 'image.jpeg', source: id }] })
  const [photo] = message?.attachments ?? []
  expect(photo && (await channel.fetchAttachment?.(photo, NEVER))).toEqual({
    outcome: 'fetched',
    bytes: Buffer.from('gambar'),
  })
})

test('a webhook call with a wrong signature is refused and counted; a true one is stored once', async () => {
  const text = { type: 'text', text: { body: 'Lampu jalan mati' } }
  expect((await whatsApp.message('6281234567890', text, { secret: 'salah' })).statusCode).toBe(401)
  expect((await whatsApp.message('6281234567890', text, { id: 'wamid.a' })).statusCode).toBe(200)
  expect((await whatsApp.message('6281234567890', text, { id: 'wamid.a' })).statusCode).toBe(200)
  const { db } = lapor.context
  expect(await db.selectFrom('inbound_messages').select('external_id').execute()).toEqual([
    { external_id: 'wamid.a' },
  ])
  expect(await db.selectFrom('channel_health').select('signature_failures').executeTakeFirst()).toEqual({
    signature_failures: 1,
  })
})

test('Meta’s check of the webhook is answered only with our own word', async () => {
  expect(await whatsApp.verify(WHATSAPP_VERIFY_TOKEN)).toMatchObject({ statusCode: 200, body: '1158201444' })
  expect((await whatsApp.verify('salah')).statusCode).toBe(403)
})
