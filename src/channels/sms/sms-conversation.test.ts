import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { answerReport, assignReport, holdReport, readReport } from '../../reports/index.ts'
import { goOnUnanswered, processDepsOf } from '../index.ts'

let lapor: TestApp
let city: TestStaff
let works: TestStaff
let ids = 0

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function send(from: string, text: string, more: Record<string, string> = {}): Promise<string> {
  ids += 1
  const query = new URLSearchParams({ from, to: '1708', text, id: `sms-${ids}`, ...more })
  const answer = await lapor.app.inject({ url: `/channels/sms/kannel?${query}` })
  expect(answer.statusCode).toBe(200)
  return answer.body
}

const numberIn = (text: string) => /\d{10}/.exec(text)?.[0] ?? ''
const stateOf = async (number: string) => (await readReport(lapor.context.db, number))?.report

test('the whole story by SMS: report, question, answer, dispute, answer, rating', async () => {
  const from = '081234500001'
  const received = await send(from, 'PekalonganKota lampu jalan mati di depan pasar Banjarsari')
  const number = numberIn(received)
  expect(await stateOf(number)).toMatchObject({
    state: 'submitted',
    channel: 'sms',
    body: 'lampu jalan mati di depan pasar Banjarsari',
  })
  expect(received.length).toBeLessThanOrEqual(160)

  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await holdReport(lapor.context, works.actor, number, { text: 'Di sebelah mana pasar tepatnya?' })
  await send(from, 'sebelah utara dekat masjid')
  expect(await stateOf(number)).toMatchObject({ state: 'assigned' })
  await answerReport(lapor.context, works.actor, number, { text: 'Lampu sudah kami ganti kemarin.' })
  await send(from, 'Cek')
  await send(from, 'Belum, lampunya masih mati')
  expect(await stateOf(number)).toMatchObject({ state: 'in_progress', reopen_count: 1 })
  await answerReport(lapor.context, works.actor, number, { text: 'Kabel dan lampu sudah diganti.' })
  await send(from, 'SELESAI')
  expect(await stateOf(number)).toMatchObject({ state: 'closed', close_kind: 'reporter', rating: null })
  await send(from, '5')
  expect(await stateOf(number)).toMatchObject({ state: 'closed', rating: 5 })
})

test('the link in the answer opens the report on the web as its reporter, without a code', async () => {
  const answer = await send('081234500002', 'PekalonganKota air PDAM mati dua hari di Kraton')
  const [, path = '', number = ''] = /https?:\/\/[^/]+(\/k\/(\d{10})\/\w{10})/.exec(answer) ?? []
  const opened = await lapor.app.inject({ url: path })
  expect([opened.statusCode, opened.headers.location]).toEqual([303, `/laporan/${number}`])
  const cookie = opened.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const page = await lapor.app.inject({ url: `/laporan/${number}`, headers: { cookie } })
  expect(page.body).toContain('air PDAM mati dua hari')
  expect((await lapor.app.inject({ url: path.slice(0, -1) })).statusCode).toBe(404)
})

test('an institution that was asked for in vain does not hold the report up', async () => {
  const { context } = lapor
  expect(await send('081234500003', 'Pekalongan jembatan bambu hanyut')).toContain('Balas angkanya')
  lapor.clock.advanceHours(1.1)
  expect(await goOnUnanswered(processDepsOf(context, lapor.channels))).toBe(1)
  expect(await goOnUnanswered(processDepsOf(context, lapor.channels))).toBe(0)
  const report = await context.db
    .selectFrom('reports')
    .select(['state', 'tracking_number'])
    .where('body', '=', 'jembatan bambu hanyut')
    .executeTakeFirst()
  expect(report?.state).toBe('submitted')
  const told = await context.db
    .selectFrom('notifications')
    .select('body_sealed')
    .where('channel', '=', 'sms')
    .where('state', '=', 'queued')
    .execute()
  expect(told.map(({ body_sealed }) => context.sealer.open(body_sealed)).join()).toContain(
    report?.tracking_number,
  )
})
