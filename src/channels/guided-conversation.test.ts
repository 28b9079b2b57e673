import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../test/support/app.ts'
import type { CallWebhook } from '../../test/support/fake-http.ts'
import {
  type FakeTelegram,
  startFakeTelegram,
  TELEGRAM_SECRET,
  TELEGRAM_TOKEN,
} from '../../test/support/fake-telegram.ts'
import {
  type FakeWhatsApp,
  startFakeWhatsApp,
  WHATSAPP_APP_SECRET,
  WHATSAPP_PHONE_ID,
  WHATSAPP_TOKEN,
  WHATSAPP_VERIFY_TOKEN,
} from '../../test/support/fake-whatsapp.ts'
import { type FakeX, startFakeX, X_KEYS, X_USER_ID } from '../../test/support/fake-x.ts'
import { notifyOfEvent } from '../notifications/index.ts'
import { answerReport, assignReport, readReport } from '../reports/index.ts'
import { openVisitor } from '../web/visitor.fixture.ts'

let lapor: TestApp
let telegram: FakeTelegram
let whatsApp: FakeWhatsApp
let x: FakeX
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  const call: CallWebhook = (request) => lapor.app.inject(request)
  telegram = await startFakeTelegram(call)
  whatsApp = await startFakeWhatsApp(call)
  x = await startFakeX(call)
  lapor = await createTestApp({
    LAPOR_TELEGRAM_TOKEN: TELEGRAM_TOKEN,
    LAPOR_TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET,
    LAPOR_TELEGRAM_API_URL: telegram.url,
    LAPOR_WHATSAPP_TOKEN: WHATSAPP_TOKEN,
    LAPOR_WHATSAPP_PHONE_ID: WHATSAPP_PHONE_ID,
    LAPOR_WHATSAPP_APP_SECRET: WHATSAPP_APP_SECRET,
    LAPOR_WHATSAPP_VERIFY_TOKEN: WHATSAPP_VERIFY_TOKEN,
    LAPOR_WHATSAPP_TEMPLATE: 'kabar_laporan',
    LAPOR_WHATSAPP_API_URL: `${whatsApp.url}/v25.0`,
    LAPOR_X_API_KEY: X_KEYS.apiKey,
    LAPOR_X_API_SECRET: X_KEYS.apiSecret,
    LAPOR_X_ACCESS_TOKEN: X_KEYS.accessToken,
    LAPOR_X_ACCESS_SECRET: X_KEYS.accessSecret,
    LAPOR_X_USER_ID: X_USER_ID,
    LAPOR_X_RECEIVE: 'webhook',
    LAPOR_X_API_URL: x.url,
  })
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(async () => {
  for (const server of [lapor, telegram, whatsApp, x]) await server[Symbol.asyncDispose]()
})

const numberIn = (text: string) => /\d{10}/.exec(text.replaceAll(' ', ''))?.[0] ?? ''
const recordOf = (number: string) => readReport(lapor.context.db, number)
const stateOf = async (number: string) => (await recordOf(number))?.report

/** Tell of the newest event of a report, as the worker does. */
async function notifyOfLast(number: string): Promise<void> {
  const record = await recordOf(number)
  const last = record?.events.at(-1)
  if (record === null || last === undefined) throw new Error('no event')
  await notifyOfEvent(
    { ...lapor.context, baseUrl: 'https://lapor.example.go.id' },
    { report_id: record.report.id, seq: last.seq },
  )
  await lapor.workChannels()
}

async function onTelegram(chat: number, message: Record<string, unknown>) {
  const person = { id: chat, first_name: 'Siti' }
  await telegram.update({
    message: {
      message_id: 1,
      date: 1,
      chat: { ...person, type: 'private' },
      from: { ...person, is_bot: false },
      ...message,
    },
  })
  await lapor.workChannels()
  return telegram.sent.filter(({ chat_id }) => chat_id === String(chat)).at(-1)
}

async function tapOnTelegram(chat: number, label: RegExp) {
  const shown = telegram.sent.filter(({ chat_id }) => chat_id === String(chat)).at(-1)
  const button = shown?.buttons.find(({ text }) => label.test(text))
  if (button?.data == null) throw new Error(`no button ${label} among ${JSON.stringify(shown?.buttons)}`)
  await telegram.update({
    callback_query: {
      id: 'tap',
      from: { id: chat, is_bot: false, first_name: 'Siti' },
      chat_instance: '1',
      data: button.data,
      message: { message_id: 1, date: 1, chat: { id: chat, type: 'private' } },
    },
  })
  await lapor.workChannels()
  return telegram.sent.filter(({ chat_id }) => chat_id === String(chat)).at(-1)
}

async function onWhatsApp(from: string, message: Record<string, unknown>) {
  await whatsApp.message(from, message)
  await lapor.workChannels()
  return whatsApp.sent.filter(({ to }) => to === from).at(-1)
}

async function tapOnWhatsApp(from: string, title: RegExp) {
  const shown = whatsApp.sent.filter(({ to }) => to === from).at(-1)
  const choice = shown?.choices.find((candidate) => title.test(candidate.title))
  if (choice === undefined) throw new Error(`no choice ${title} in ${JSON.stringify(shown)}`)
  return onWhatsApp(from, { type: 'interactive', interactive: { button_reply: choice } })
}

test('on Telegram: the place is asked for by a button, and the answer is judged by tapping', async () => {
  const asked = await onTelegram(71, { text: 'Lampu jalan mati sejak tiga malam, gelap sekali' })
  const number = numberIn(asked?.text ?? '')
  expect(asked?.buttons.map(({ asks }) => asks)).toContain('location')
  await onTelegram(71, { location: { latitude: -6.8898, longitude: 109.6746 } })
  const place = (await recordOf(number))?.events.find(({ type }) => type === 'add_information')
  expect(place?.text).toContain('-6.889800, 109.674600')

  const national = await lapor.staff('national_admin', 'nasional')
  await assignReport(lapor.context, national.actor, number, { institution_code: 'kota-pekalongan' })
  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await answerReport(lapor.context, works.actor, number, { text: 'Lampunya sudah kami ganti.' })
  await onTelegram(71, { text: 'cek' })
  const why = await tapOnTelegram(71, /belum/i)
  expect(why?.text).toMatch(/belum selesai/i)
  await onTelegram(71, { text: 'masih mati dua di ujung jalan' })
  expect(await stateOf(number)).toMatchObject({ state: 'in_progress', reopen_count: 1 })
  await answerReport(lapor.context, works.actor, number, { text: 'Dua lampu terakhir menyala.' })
  await onTelegram(71, { text: '/cek' })
  await tapOnTelegram(71, /sudah selesai/i)
  await tapOnTelegram(71, /4/)
  expect(await stateOf(number)).toMatchObject({ state: 'closed', close_kind: 'reporter', rating: 4 })
})

test('on WhatsApp: an institution is chosen from what was meant, and a place is a pin', async () => {
  const asked = await onWhatsApp('6281300000071', {
    type: 'text',
    text: { body: 'Pekalongan jalan berlubang di depan pasar, sudah memakan korban' },
  })
  const received = await tapOnWhatsApp('6281300000071', /kota/i)
  expect(asked?.choices.length).toBeGreaterThan(1)
  const number = numberIn(received?.text ?? '')
  expect(await stateOf(number)).toMatchObject({ state: 'submitted', channel: 'whatsapp' })
  await onWhatsApp('6281300000071', {
    type: 'location',
    location: { latitude: -6.8898, longitude: 109.6746, name: 'Pasar Banjarsari' },
  })
  const place = (await recordOf(number))?.events.find(({ type }) => type === 'add_information')
  expect(place?.text).toContain('Pasar Banjarsari')
})

test('a WhatsApp number and the same number by SMS are one person with one list of reports', async () => {
  const told = await onWhatsApp('6281300000072', {
    type: 'text',
    text: { body: 'PekalonganKota saluran air mampet di Jalan Merdeka' },
  })
  const number = numberIn(told?.text ?? '')
  const query = new URLSearchParams({
    from: '+6281300000072',
    to: '1708',
    text: `CEK ${number}`,
    id: 'sms-cek',
  })
  const bySms = await lapor.app.inject({ url: `/channels/sms/kannel?${query}` })
  expect(bySms.body).toContain(number)
  expect(bySms.body).toContain('menunggu pemeriksaan')
})

test('a number shared on Telegram makes one person of its reports by phone and by the account', async () => {
  const first = await onTelegram(73, { text: 'PekalonganKota sampah menumpuk di Kelurahan Podosugih' })
  const number = numberIn(first?.text ?? '')
  const query = new URLSearchParams({ from: '081300000073', to: '1708', id: 'sms-73', text: `CEK ${number}` })
  const before = await lapor.app.inject({ url: `/channels/sms/kannel?${query}` })
  expect(before.body).not.toContain('menunggu pemeriksaan')
  const card = { phone_number: '6281300000073', first_name: 'Siti', user_id: 73 }
  expect((await onTelegram(73, { contact: card }))?.text).toContain('tersambung')
  query.set('id', 'sms-74')
  const after = await lapor.app.inject({ url: `/channels/sms/kannel?${query}` })
  expect(after.body).toContain('menunggu pemeriksaan')
})

test('on X: what is public has no link and no name; its thread is one report, which goes on by direct message', async () => {
  const post = x.post({ author: '575', text: '@lapor1708 PekalonganKota lampu jalan mati di Jalan Merdeka' })
  await x.deliverPost(post)
  await lapor.workChannels()
  const reply = x.posts.at(-1)
  const number = numberIn(reply?.text ?? '')
  expect(reply?.inReplyTo).toBe(post.id)
  expect(reply?.text).not.toMatch(/http|Siti|\/k\//)
  expect(reply?.text).toMatch(/DM|pesan langsung/)
  expect(await stateOf(number)).toMatchObject({ state: 'submitted', channel: 'x' })

  lapor.clock.advanceHours(2)
  const more = x.post({
    author: '575',
    text: '@lapor1708 yang mati ada lima lampu, Kota Pekalongan tolong dicek',
    replyTo: '575',
    conversation: String(post.id),
  })
  await x.deliverPost(more)
  await lapor.workChannels()
  const additions = (await recordOf(number))?.events.filter(({ type }) => type === 'add_information')
  expect(additions?.map(({ text }) => text)).toEqual([
    'yang mati ada lima lampu, Kota Pekalongan tolong dicek',
  ])
  expect(x.messages.filter(({ to }) => to === '575')).toEqual([])

  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await answerReport(lapor.context, works.actor, number, { text: 'Kelima lampu sudah menyala.' })
  await notifyOfLast(number)
  expect(x.messages.filter(({ to }) => to === '575').at(-1)?.text).toContain('/k/')
  await x.deliverMessage(x.write('575', 'selesai'))
  await lapor.workChannels()
  expect(await stateOf(number)).toMatchObject({ state: 'closed', close_kind: 'reporter' })
})

test('who is known by Telegram alone signs in by a link of the conversation, once, and sees every report', async () => {
  const number = numberIn(
    (await onTelegram(78, { text: 'PekalonganKota tiang listrik miring di Jalan Jetayu' }))?.text ?? '',
  )
  const told = await onTelegram(78, { text: 'MASUK' })
  const path = /https?:\/\/[^/]+(\/saya\/kode\/\S+)/.exec(told?.text ?? '')?.[1] ?? ''
  const visitor = openVisitor(lapor.app)
  const page = await visitor.get(path)
  const [address = '', code = ''] = path.split('?kode=')
  expect(page.body).toContain(`value="${code}"`)
  // Whoever only looks at the link, a preview for one, uses nothing up.
  await openVisitor(lapor.app).get(path)
  const entered = await visitor.post(address, { code })
  expect(entered.headers.location).toBe('/saya')
  expect((await visitor.get('/saya')).body).toContain(number)
  const late = openVisitor(lapor.app)
  await late.get(path)
  expect((await late.post(address, { code })).statusCode).toBe(422)
})

test('in public nobody is given a way in; it comes by direct message', async () => {
  const post = x.post({ author: '579', text: '@lapor1708 masuk' })
  await x.deliverPost(post)
  await lapor.workChannels()
  expect(x.posts.at(-1)?.text).toMatch(/DM|pesan langsung/)
  expect(x.posts.at(-1)?.text).not.toContain('http')
  await x.deliverMessage(x.write('579', 'masuk'))
  await lapor.workChannels()
  expect(x.messages.filter(({ to }) => to === '579').at(-1)?.text).toContain('/saya/kode/')
})

test('what a reporter does in a conversation is answered there, and not told a second time', async () => {
  const told = await onTelegram(76, { text: 'PekalonganKota trotoar rusak di Jalan Merdeka' })
  const before = telegram.sent.length
  await notifyOfLast(numberIn(told?.text ?? ''))
  expect(telegram.sent.length).toBe(before)
})

test('a day later WhatsApp gets the template; who stopped the bot is reached by their other contact', async () => {
  const number = numberIn(
    (
      await onWhatsApp('6281300000077', {
        type: 'text',
        text: { body: 'PekalonganKota jembatan retak di Bendan' },
      })
    )?.text ?? '',
  )
  lapor.clock.advanceHours(25)
  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await notifyOfLast(number)
  expect(whatsApp.sent.at(-1)).toMatchObject({ type: 'template', template: { name: 'kabar_laporan' } })

  const other = numberIn(
    (await onTelegram(78, { text: 'PekalonganKota pagar sekolah roboh di Bendan' }))?.text ?? '',
  )
  await onTelegram(78, { contact: { phone_number: '6281300000078', first_name: 'Siti', user_id: 78 } })
  telegram.block(78)
  await assignReport(lapor.context, city.actor, other, { institution_code: 'pkl-dpupr' })
  await notifyOfLast(other)
  await answerReport(lapor.context, works.actor, other, { text: 'Pagar sudah kami pasang lagi.' })
  await notifyOfLast(other)
  const last = await lapor.context.db
    .selectFrom('notifications')
    .select('channel')
    .where('recipient_kind', '=', 'reporter')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  expect(last).toEqual({ channel: 'sms' })
})
