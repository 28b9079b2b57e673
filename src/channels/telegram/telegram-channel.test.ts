import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../test/support/context.ts'
import {
  type FakeTelegram,
  startFakeTelegram,
  TELEGRAM_SECRET,
  TELEGRAM_TOKEN,
  telegramTooMany,
} from '../../../test/support/fake-telegram.ts'
import type { Channel, InboundMessage } from '../channel.ts'
import { NEVER, outbound, serveWebhook, testInbox } from '../outbound.fixture.ts'
import { telegramChannel } from './telegram-channel.ts'

let lapor: TestContext
let telegram: FakeTelegram
let channel: Channel

beforeAll(async () => {
  lapor = await createTestContext()
  telegram = await startFakeTelegram((request) => served.call(request))
  channel = telegramChannel({ token: TELEGRAM_TOKEN, webhookSecret: TELEGRAM_SECRET, apiUrl: telegram.url })
  const served = await serveWebhook(channel, testInbox(lapor.context))
})
afterAll(async () => {
  await telegram[Symbol.asyncDispose]()
  await lapor[Symbol.asyncDispose]()
})

const SITI = { id: 42, is_bot: false, first_name: 'Siti', last_name: 'Rahma' }
const CHAT = { id: 42, type: 'private', first_name: 'Siti' }
const send = (message: Parameters<typeof outbound>[0]) =>
  channel.send?.(outbound({ to: '42', ...message }), NEVER)
const said = (message: Record<string, unknown>) => ({
  message: { message_id: 1, date: 1, chat: CHAT, from: SITI, ...message },
})

async function understand(update: Record<string, unknown>): Promise<InboundMessage | null> {
  return channel.receive(
    { channel: 'telegram', externalId: '7', payload: { update_id: 7, ...update } },
    new Date('2026-11-10T02:00:00Z'),
  )
}

test('choices are buttons under the message, which carry the command', async () => {
  const choices = [
    { value: 'SELESAI 1234567890', label: 'Sudah selesai' },
    { value: 'BELUM 1234567890', label: 'Belum selesai' },
  ]
  expect(await send({ text: 'Sudah dijawab.', choices })).toMatchObject({ outcome: 'accepted' })
  expect(telegram.sent.at(-1)).toMatchObject({
    chat_id: '42',
    text: 'Sudah dijawab.',
    buttons: [
      { text: 'Sudah selesai', data: 'SELESAI 1234567890' },
      { text: 'Belum selesai', data: 'BELUM 1234567890' },
    ],
  })
})

test('a phone number and a place are asked for by keyboard buttons', async () => {
  await send({ choices: [{ value: 'LOKASI', label: 'Kirim lokasi', asks: 'location' }] })
  expect(telegram.sent.at(-1)?.buttons).toEqual([{ text: 'Kirim lokasi', data: null, asks: 'location' }])
})

test('Telegram says how long to wait; a person who blocked the bot is not tried again', async () => {
  telegram.upset(telegramTooMany(17))
  expect(await send({})).toMatchObject({ outcome: 'retry', afterSeconds: 17 })
  telegram.upset({ status: 502, body: { ok: false, error_code: 502, description: 'Bad Gateway' } })
  expect(await send({})).toMatchObject({ outcome: 'retry' })
  telegram.block(43)
  expect(await send({ to: '43' })).toEqual({
    outcome: 'refused',
    reason: '403 Forbidden: bot was blocked by the user',
    isReceiverGone: true,
  })
})

test('an outage of Telegram is no exception, and its reason never holds the token', async () => {
  const nowhere = telegramChannel({
    token: TELEGRAM_TOKEN,
    webhookSecret: TELEGRAM_SECRET,
    apiUrl: 'http://127.0.0.1:1',
  })
  const result = await nowhere.send?.(outbound({}), NEVER)
  expect(result).toMatchObject({ outcome: 'retry' })
  expect(JSON.stringify(result)).not.toContain(TELEGRAM_TOKEN)
})

test('words, commands, places and tapped buttons are understood', async () => {
  expect(await understand(said({ text: 'Lampu jalan mati' }))).toMatchObject({
    sender: { kind: 'telegram', address: '42', name: 'Siti Rahma' },
    text: 'Lampu jalan mati',
    isPublic: false,
  })
  expect((await understand(said({ text: '/status@lapor_uji_bot 1234567890' })))?.text).toBe(
    'status 1234567890',
  )
  expect((await understand(said({ text: '/start' })))?.text).toBe('BANTUAN')
  expect(
    await understand(
      said({
        venue: {
          location: { latitude: -6.88, longitude: 109.67 },
          title: 'Pasar Banjarsari',
          address: 'Jl. Sultan Agung',
        },
      }),
    ),
  ).toMatchObject({
    location: { latitude: -6.88, longitude: 109.67, label: 'Pasar Banjarsari, Jl. Sultan Agung' },
  })
  const tapped = {
    id: '9',
    from: SITI,
    chat_instance: '1',
    data: 'SELESAI 1234567890',
    message: said({}).message,
  }
  expect(await understand({ callback_query: tapped })).toMatchObject({
    button: 'SELESAI 1234567890',
    text: '',
  })
})

test('groups, other bots and edits are not for us', async () => {
  expect(await understand(said({ text: 'halo', chat: { id: -5, type: 'group', title: 'RT 05' } }))).toBeNull()
  expect(await understand(said({ text: 'halo', from: { ...SITI, is_bot: true } }))).toBeNull()
  expect(await understand({ edited_message: said({ text: 'halo' }).message })).toBeNull()
})

test('a shared number counts only when it is the account’s own', async () => {
  const card = { phone_number: '6281234567890', first_name: 'Siti', user_id: 42 }
  expect((await understand(said({ contact: card })))?.shared).toEqual({
    kind: 'phone',
    address: '+6281234567890',
  })
  expect((await understand(said({ contact: { ...card, user_id: 77 } })))?.shared).toBeUndefined()
})

test('the largest size of a photo is fetched', async () => {
  const id = telegram.keepFile(Buffer.from('gambar besar'), 'photos/file_1.jpg')
  const message = await understand(said({ caption: 'Rusak', photo: [{ file_id: 'kecil' }, { file_id: id }] }))
  expect(message).toMatchObject({ text: 'Rusak', attachments: [{ name: 'foto.jpg', source: id }] })
  const [photo] = message?.attachments ?? []
  if (photo === undefined) throw new Error('no photo')
  expect(await channel.fetchAttachment?.(photo, NEVER)).toEqual({
    outcome: 'fetched',
    bytes: Buffer.from('gambar besar'),
  })
  expect(await channel.fetchAttachment?.({ name: 'x', source: 'unknown' }, NEVER)).toMatchObject({
    outcome: 'refused',
  })
})

test('a webhook call without the secret is refused and counted; a true one is stored once', async () => {
  const update = { update_id: 9_001, ...said({ text: 'Lampu jalan mati' }) }
  expect((await telegram.update(update, 'salah')).statusCode).toBe(401)
  expect((await telegram.update(update)).statusCode).toBe(200)
  expect((await telegram.update(update)).statusCode).toBe(200)
  const { db } = lapor.context
  expect(await db.selectFrom('inbound_messages').select('external_id').execute()).toEqual([
    { external_id: '9001' },
  ])
  expect(await db.selectFrom('channel_health').select('signature_failures').executeTakeFirst()).toEqual({
    signature_failures: 1,
  })
})

test('a tapped button is answered at once, so that it does not go on turning', async () => {
  const answer = await telegram.update({
    callback_query: { id: '77', from: SITI, chat_instance: '1', data: 'STATUS' },
  })
  expect(JSON.parse(answer.body)).toEqual({ method: 'answerCallbackQuery', callback_query_id: '77' })
})

test('without settings the channel is off, and can still be played', async () => {
  const off = telegramChannel(null)
  expect(off.send).toBeNull()
  const played = off.simulate({
    externalId: 'main-1',
    address: '42',
    name: 'Siti',
    text: 'Jalan rusak',
    button: null,
    photo: { name: 'a.jpg', bytes: Buffer.from('foto') },
    location: null,
  })
  const message = await off.receive(played, new Date())
  expect(message).toMatchObject({ text: 'Jalan rusak', sender: { address: '42' } })
  const [photo] = message?.attachments ?? []
  expect(photo && (await off.fetchAttachment?.(photo, NEVER))).toEqual({
    outcome: 'fetched',
    bytes: Buffer.from('foto'),
  })
})
