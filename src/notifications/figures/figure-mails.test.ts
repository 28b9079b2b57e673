import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../test/support/app.ts'
import { bearer, signedIn } from '../../../test/support/signed-in.ts'
import { assignReport, watchDeadlines } from '../../reports/index.ts'
import { countAllChanges } from '../../statistics/index.ts'
import { openVisitor } from '../../web/visitor.fixture.ts'
import { readNotificationTable, sendWeeklyFigures, tellCrossings } from '../index.ts'
import { saveNotificationTable } from '../notification-table.ts'

let lapor: TestApp
let head: TestStaff
let officer: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  head = await lapor.staff('institution_admin', 'kota-pekalongan')
  officer = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

const deps = () => ({ ...lapor.context, baseUrl: 'https://lapor.example.go.id' })

/** What was written to somebody about figures, the oldest first. */
async function mailsTo({ staff }: TestStaff) {
  const rows = await lapor.context.db
    .selectFrom('notifications')
    .selectAll()
    .where('account_id', '=', staff.accountId)
    .where('report_id', 'is', null)
    .where('event_seq', 'is', null)
    .where('subject', 'like', '%Pekalongan%')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ subject: row.subject, body: lapor.context.sealer.open(row.body_sealed) }))
}

/** The path of the line by which a mail is ended. */
const stopPathOf = (body = '') => /https:\/\/lapor\.example\.go\.id(\/surat\/\S+)/.exec(body)?.[1] ?? ''

test('heads hear once a week what needs them and how the week was, however often and wherever the job runs', async () => {
  const { context, clock } = lapor
  // Two in the week before last, four in the last one; the clock stands on a Tuesday.
  const tuesday = clock.now()
  const tell = async (at: string, count: number) => {
    clock.set(new Date(at))
    for (let index = 0; index < count; index += 1) {
      const { trackingNumber } = await lapor.report()
      if (index > 0) continue
      await assignReport(context, head.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
    }
  }
  await tell('2026-10-28T02:00:00Z', 2)
  await tell('2026-11-04T02:00:00Z', 4)
  clock.set(tuesday)
  await watchDeadlines(context)
  await countAllChanges(context.db)
  await Promise.all([sendWeeklyFigures(deps()), sendWeeklyFigures(deps())])
  await sendWeeklyFigures(deps())
  const [mail, ...others] = await mailsTo(head)
  expect(others).toEqual([])
  expect(mail?.subject).toMatch(/Pekalongan minggu ini: \d+ lewat tenggat, 4 menunggu verifikasi/)
  expect(mail?.body).toContain('- Menunggu verifikasi: 4')
  expect(mail?.body).toContain('2 November 2026 sampai 8 November 2026')
  expect(mail?.body).toContain('- Laporan masuk: 4 (sebelumnya 2)')
  const outbox = await lapor.app.inject({ url: '/petugas/pemberitahuan', headers: bearer(head) })
  expect(outbox.body).toContain('Pekalongan minggu ini')
  // Whoever leads nothing asks for it first.
  expect(await mailsTo(officer)).toEqual([])

  // A week later there is another one, also where the job missed the Monday; not for who ended it from the mail.
  clock.set(new Date('2026-11-18T02:00:00Z'))
  const stop = stopPathOf(mail?.body)
  const reader = openVisitor(lapor.app)
  expect((await reader.get(stop)).body).toContain('Berhenti menerima surat mingguan?')
  // Opening the address changes nothing yet.
  await sendWeeklyFigures(deps())
  expect(await mailsTo(head)).toHaveLength(2)
  await reader.get(stop)
  expect((await reader.post(stop, {})).body).toContain('tidak dikirim lagi')
  expect((await reader.get(`${stop}x`)).statusCode).toBe(404)
  const desk = await signedIn(lapor, officer)
  await desk.get('/petugas/pemberitahuan')
  await desk.post('/petugas/pemberitahuan/angka', { weekly: 'ya' })
  clock.set(new Date('2026-11-23T23:10:00Z'))
  await sendWeeklyFigures(deps())
  expect(await mailsTo(head)).toHaveLength(2)
  const unitMails = await lapor.context.db
    .selectFrom('notifications')
    .select('subject')
    .where('account_id', '=', officer.staff.accountId)
    .where('subject', 'like', '%minggu ini%')
    .execute()
  expect(unitMails).toHaveLength(1)
})

test('a threshold is told once when it is crossed, and again only after the figure was back', async () => {
  const { context } = lapor
  const desk = await signedIn(lapor, head)
  await desk.get('/petugas/pemantauan/aturan')
  const refused = await desk.post('/petugas/pemantauan/aturan/ambang', { measure: 'rating', threshold: '7' })
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('Tulis angka dari 1 sampai 5.')
  const odd = await desk.post('/petugas/pemantauan/aturan/ambang', { measure: 'apa', threshold: '7' })
  expect(odd.statusCode).toBe(422)
  await desk.post('/petugas/pemantauan/aturan/ambang', { measure: 'unverified', threshold: '4' })
  await desk.get('/petugas/pemantauan/aturan')
  await desk.post('/petugas/pemantauan/aturan/ambang', { measure: 'unverified_days', threshold: '10' })
  // Who works in a unit of it asks for them, and has them too.
  const unit = await signedIn(lapor, officer)
  await unit.get('/petugas/pemberitahuan')
  await unit.post('/petugas/pemberitahuan/angka', { alerts: 'ya' })
  const before = (await mailsTo(head)).length
  const told = async () => {
    await countAllChanges(context.db)
    await Promise.all([tellCrossings(deps()), tellCrossings(deps())])
    return (await mailsTo(head)).slice(before).map(({ subject }) => subject)
  }
  // The oldest unverified report came on 28 October; four wait, which is not more than four.
  const oldest = 'Kota Pekalongan: Umur laporan terlama yang belum diverifikasi 27 hari, lebih dari 10 hari'
  expect(await told()).toEqual([oldest])
  await lapor.report()
  const five = 'Kota Pekalongan: Menunggu verifikasi 5, lebih dari 4'
  expect(await told()).toEqual([oldest, five])
  await lapor.report()
  expect(await told()).toEqual([oldest, five])
  expect((await desk.get('/petugas/pemantauan')).body).toContain('2 ambang terlewati')
  const open = await context.db
    .selectFrom('reports')
    .select('tracking_number')
    .where('state', '=', 'submitted')
    .orderBy('id', 'desc')
    .execute()
  for (const { tracking_number } of open.slice(0, 3))
    await assignReport(context, head.actor, tracking_number, { institution_code: 'pkl-dpupr' })
  await told()
  expect((await desk.get('/petugas/pemantauan')).body).not.toContain('Menunggu verifikasi: 5')
  await lapor.report()
  await lapor.report()
  expect(await told()).toEqual([oldest, five, five])
  const toUnit = (await mailsTo(officer)).map(({ subject }) => subject)
  expect(toUnit.filter((subject) => subject?.includes('lebih dari'))).toEqual([oldest, five, five])
})

test('what an operator switches off in the table of messages is judged but told to nobody', async () => {
  const { context } = lapor
  const table = await readNotificationTable(context.db)
  const on = table.filter(({ event }) => event !== 'figures_alert')
  await saveNotificationTable(
    context.db,
    new Set(on.map(({ event, role, channel }) => `${event} ${role} ${channel}`)),
    lapor.clock.now(),
  )
  const desk = await signedIn(lapor, head)
  await desk.get('/petugas/pemantauan/aturan')
  await desk.post('/petugas/pemantauan/aturan/ambang', { measure: 'unverified', threshold: '1' })
  const before = (await mailsTo(head)).length
  await tellCrossings(deps())
  expect((await mailsTo(head)).length).toBe(before)
  expect((await desk.get('/petugas/pemantauan/aturan')).body).toContain('lebih dari 1')
})
