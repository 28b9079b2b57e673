import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, REPORTER, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { bearer, signedIn } from '../../../../test/support/signed-in.ts'
import { notifyOfEvent } from '../../../notifications/index.ts'
import {
  answerReport,
  assignReport,
  confirmReport,
  disputeReport,
  expireReports,
  followUpReport,
  SURVEY_ELEMENTS,
} from '../../../reports/index.ts'
import { countAllChanges } from '../../../statistics/index.ts'
import { openVisitor } from '../../visitor.fixture.ts'

let lapor: TestApp
let city: TestStaff
let unit: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  unit = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** A report that was answered and whose reporter says that it is solved. */
async function closedReport(input: Parameters<TestApp['report']>[0] = {}) {
  const report = await lapor.report(input)
  const { trackingNumber: number } = report
  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await followUpReport(lapor.context, unit.actor, number, { text: 'Kami periksa.', visibility: 'public' })
  await answerReport(lapor.context, unit.actor, number, { text: 'Lampunya sudah kami ganti.' })
  await confirmReport(lapor.context, REPORTER, number, { rating: 5 })
  return report
}

async function followerOf({ trackingNumber, followSecret }: Awaited<ReturnType<typeof closedReport>>) {
  const visitor = openVisitor(lapor.app)
  await visitor.follow(await visitor.get(`/laporan/${trackingNumber}?kunci=${followSecret}`))
  return visitor
}

const all = (points: number) => Object.fromEntries(SURVEY_ELEMENTS.map((element) => [element, `${points}`]))

test('nobody is asked until the institution switches the survey on, and that is noted', async () => {
  const report = await closedReport()
  const visitor = await followerOf(report)
  const path = `/laporan/${report.trackingNumber}/survei`
  expect((await visitor.get(path)).body).toContain('tidak dibuka')
  expect((await visitor.post(path, all(4))).statusCode).toBe(409)
  const admin = await signedIn(lapor, city)
  expect((await admin.get('/petugas/pemantauan/aturan')).body).toContain('Sekarang tidak diadakan')
  const switched = await admin.post('/petugas/pemantauan/aturan/survei', { survey: 'ya' })
  expect((await admin.follow(switched)).body).toContain('Diadakan sejak 10 November 2026')
  const { body } = await visitor.get(`/laporan/${report.trackingNumber}`)
  expect(body).toContain(`href="${path}"`)
  const noted = await lapor.context.db.selectFrom('change_log').selectAll().orderBy('id', 'desc').execute()
  expect(noted[0]).toMatchObject({ area: 'survey', action: 'switched_on', subject: 'kota-pekalongan' })
})

test('the message of the closing leads to the survey, which one answer is enough for', async () => {
  const report = await lapor.report()
  const { trackingNumber: number, id } = report
  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await followUpReport(lapor.context, unit.actor, number, { text: 'Kami periksa.', visibility: 'public' })
  await answerReport(lapor.context, unit.actor, number, { text: 'Lampunya sudah kami ganti.' })
  lapor.clock.advanceHours(24 * 20)
  await expireReports(lapor.context)
  const { db, sealer } = lapor.context
  const { seq } = await db
    .selectFrom('report_events')
    .select('seq')
    .where('report_id', '=', id)
    .where('type', '=', 'close_silent')
    .executeTakeFirstOrThrow()
  await notifyOfEvent({ ...lapor.context, baseUrl: 'https://lapor.example.go.id' }, { report_id: id, seq })
  const message = await db
    .selectFrom('notifications')
    .selectAll()
    .where('report_id', '=', id)
    .where('event_seq', '=', seq)
    .where('channel', '=', 'sms')
    .executeTakeFirstOrThrow()
  const body = sealer.open(message.body_sealed)
  const link = new RegExp(`https://lapor.example.go.id(/s/${number}/\\w+)$`).exec(body)?.[1] ?? ''
  // The address stays whole where a channel cuts the text.
  expect(sealer.open(message.link_sealed ?? Buffer.of())).toBe(`https://lapor.example.go.id${link}`)

  const visitor = openVisitor(lapor.app)
  const page = await visitor.follow(await visitor.get(link))
  expect(page.body).toContain('sopan dan ramahkah')
  const refused = await visitor.post(`/laporan/${number}/survei`, {})
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('paling sedikit satu pertanyaan')
  const odd = await visitor.post(`/laporan/${number}/survei`, { time: '9', cost: '2' })
  expect(odd.statusCode).toBe(422)
  expect(odd.body).toMatch(/id="cost-2"[^>]*checked/)
  const saved = await visitor.post(`/laporan/${number}/survei`, { time: '3' })
  expect((await visitor.follow(saved)).body).toContain('jawaban Anda sudah tersimpan')
  // Said again, the later holds.
  await visitor.get(`/laporan/${number}/survei`)
  await visitor.post(`/laporan/${number}/survei`, { time: '2', cost: '4' })
  expect((await visitor.get(`/laporan/${number}/survei`)).body).toMatch(/id="time-2"[^>]*checked/)
  expect((await openVisitor(lapor.app).get(`/s/${number}/salah`)).statusCode).toBe(404)
  expect((await openVisitor(lapor.app).get(`/laporan/${number}/survei`)).statusCode).toBe(404)
})

test('figures are told from five people on, each with how many answered, and go when a report is opened again', async () => {
  const read = async (url: string) => (await lapor.app.inject({ url, headers: bearer(city) })).body
  const answer = async (report: Awaited<ReturnType<typeof closedReport>>, said: Record<string, string>) => {
    const visitor = await followerOf(report)
    await visitor.get(`/laporan/${report.trackingNumber}/survei`)
    await visitor.post(`/laporan/${report.trackingNumber}/survei`, said)
  }
  const reports = []
  for (let index = 0; index < 3; index += 1) {
    const report = await closedReport()
    reports.push(report)
    // Of the cost too few say something.
    await answer(report, { ...all(index === 0 ? 4 : 3), cost: '' })
  }
  // Four people, one of whom answered three times.
  for (let index = 0; index < 2; index += 1)
    await answer(await closedReport({ phone: '081277776666' }), all(4))
  await countAllChanges(lapor.context.db)
  const page = await read('/petugas/pemantauan?bagian=survey')
  const cells = (name: string) =>
    [
      ...(page.match(new RegExp(`>${name}<.*?</tr>`, 's'))?.[0] ?? '').matchAll(
        /data-label="([^"]*)"[^>]*>([^<]*)</g,
      ),
    ].map(([, label, value]) => `${label}: ${value}`)
  // 2 of whoever was asked by message, 4, 3, 3 and twice 4.
  expect(cells('Waktu penyelesaian')).toEqual([
    'Nilai rata-rata (1–4): 3,33',
    'Jawaban: 6',
    'Dari laporan selesai: 86\u00a0%',
  ])
  expect(cells('Biaya/tarif')).toEqual(['Nilai rata-rata (1–4): –', 'Jawaban: –', 'Dari laporan selesai: –'])
  expect(page).toContain('Indeks dihitung kalau setiap unsur')
  const open = await lapor.app.inject({ url: '/instansi/kota-pekalongan' })
  expect(open.body).toContain('6 dari 7 laporan selesai dinilai (86\u00a0%)')

  await disputeReport(lapor.context, REPORTER, reports[0]?.trackingNumber ?? '', {
    text: 'Mati lagi semalam.',
  })
  await countAllChanges(lapor.context.db)
  expect(await read('/petugas/pemantauan?bagian=survey')).toContain('Kurang dari lima orang')
})
