import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { answerReport, assignReport, holdReport, readReport, switchSurvey } from '../../reports/index.ts'
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

test('who says that it is solved is asked for the survey once, where the institution asks', async () => {
  const { context } = lapor
  await switchSurvey(context.db, city.staff.institutionId, true, context.clock.now())
  const from = '081234500077'
  const received = await send(from, 'PekalonganKota lampu jalan mati di depan pasar Grogolan')
  const number = numberIn(received)
  await assignReport(context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await answerReport(context, works.actor, number, { text: 'Lampu sudah kami ganti kemarin.' })
  const asked = await send(from, 'SELESAI')
  const path = new RegExp(`/s/${number}/\\w+$`).exec(asked)?.[0] ?? ''
  expect((await lapor.app.inject({ url: path })).headers.location).toBe(`/laporan/${number}/survei`)
  expect(await send(from, '4')).not.toContain('/s/')
  await switchSurvey(context.db, city.staff.institutionId, false, context.clock.now())
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

describe('a long SMS in parts', () => {
  const PARTS = [
    'PekalonganKota pagar jembatan di Kraton ',
    'roboh sejak banjir, ',
    'anak sekolah lewat tiap hari',
  ]
  const udh8 = (reference: string, index: number) => `050003${reference}030${index}`
  const udh16 = (reference: string, index: number) => `060804${reference}030${index}`
  const bodiesOf = async (from: string) => {
    const { context } = lapor
    const hash = context.sealer.lookupHash(`phone:+62${from.slice(1)}`)
    const rows = await context.db
      .selectFrom('reports')
      .innerJoin('reporter_contacts', 'reporter_contacts.id', 'reports.contact_id')
      .select('body')
      .where('contact_hash', '=', hash)
      .orderBy('reports.id')
      .execute()
    return rows.map(({ body }) => body)
  }
  const WHOLE = 'pagar jembatan di Kraton roboh sejak banjir, anak sekolah lewat tiap hari'

  test('is one report, in any order and minutes apart, and one answer', async () => {
    const from = '081234500011'
    expect(await send(from, PARTS[2] ?? '', { udh: udh8('A1', 3) })).toBe('')
    lapor.clock.advanceHours(0.1)
    expect(await send(from, PARTS[0] ?? '', { udh: udh8('A1', 1) })).toBe('')
    expect(await bodiesOf(from)).toEqual([])
    lapor.clock.advanceHours(0.2)
    expect(numberIn(await send(from, PARTS[1] ?? '', { udh: udh8('A1', 2) }))).not.toBe('')
    expect(await bodiesOf(from)).toEqual([WHOLE])
  })

  test('with references of 16 bits, two of them mixed up, each is its own', async () => {
    const from = '081234500012'
    const other = PARTS.map((part) => part.replace('pagar jembatan', 'atap pasar'))
    for (const index of [2, 3, 1]) {
      await send(from, PARTS[index - 1] ?? '', { udh: udh16('12AB', index) })
      await send(from, other[index - 1] ?? '', { udh: udh16('12AC', index) })
    }
    expect(await bodiesOf(from)).toEqual([WHOLE, WHOLE.replace('pagar jembatan', 'atap pasar')])
  })

  test('the same part twice is that part once', async () => {
    const from = '081234500013'
    for (const index of [1, 1, 2, 2, 3]) await send(from, PARTS[index - 1] ?? '', { udh: udh8('B2', index) })
    expect(await bodiesOf(from)).toEqual([WHOLE])
  })

  test('whose last part never comes is a report of what is there, after half an hour', async () => {
    const from = '081234500014'
    await send(from, PARTS[0] ?? '', { udh: udh8('C3', 1) })
    await send(from, PARTS[1] ?? '', { udh: udh8('C3', 2) })
    await lapor.workChannels()
    expect(await bodiesOf(from)).toEqual([])
    lapor.clock.advanceHours(0.6)
    await lapor.workChannels()
    expect(await bodiesOf(from)).toEqual(['pagar jembatan di Kraton roboh sejak banjir,'])
  })
})

test('a report in another script comes in whole and is answered', async () => {
  const body = 'ᮏᮜᮔ᮪ ᮛᮥᮊ᮪ᮞᮊ᮪ jalan rusak 😀'
  const bytes = Buffer.from(`PekalonganKota ${body}`, 'utf16le').swap16()
  const text = bytes.toString('hex').replaceAll(/../g, '%$&')
  const url = `/channels/sms/kannel?from=081234500015&to=1708&id=ucs-1&charset=UCS-2&text=${text}`
  const answer = await lapor.app.inject({ url })
  expect(await stateOf(numberIn(answer.body))).toMatchObject({ body })
})
