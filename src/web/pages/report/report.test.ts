import { expect, test } from 'vitest'
import { createTestApp, REPORTER } from '../../../../test/support/app.ts'
import { followCookie } from '../../../http/index.ts'
import {
  answerReport,
  archiveReport,
  assignReport,
  confirmReport,
  followUpReport,
  holdReport,
} from '../../../reports/index.ts'
import { fieldValues, hiddenValue, openVisitor, PNG } from '../../visitor.fixture.ts'

const DAY_HOURS = 24

async function openReport(input: Parameters<Awaited<ReturnType<typeof createTestApp>>['report']>[0] = {}) {
  const lapor = await createTestApp()
  const report = await lapor.report(input)
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const unit = await lapor.staff('unit_officer', 'pkl-dpupr')
  const owner = openVisitor(lapor.app)
  owner.cookies.set(followCookie(report.trackingNumber), report.followSecret)
  return {
    lapor,
    owner,
    stranger: openVisitor(lapor.app),
    number: report.trackingNumber,
    secret: report.followSecret,
    city: city.actor,
    unit: unit.actor,
    assign: () =>
      assignReport(lapor.context, city.actor, report.trackingNumber, { institution_code: 'pkl-dpupr' }),
    answer: () =>
      answerReport(lapor.context, unit.actor, report.trackingNumber, {
        text: 'Lampu sudah kami ganti tadi malam dan menyala kembali.',
      }),
  }
}

test('before it is handed on, the public sees only the state, its reporter everything', async () => {
  const { lapor, owner, stranger, number } = await openReport({ name: 'Siti Nur Rahma' })
  await using _ = lapor
  const open = await stranger.get(`/laporan/${number}`)
  expect(open.statusCode).toBe(200)
  expect(open.body).toContain('Menunggu verifikasi')
  expect(open.body).not.toContain('Lampu penerangan')
  expect(open.body).not.toContain('Siti')
  const own = await owner.get(`/laporan/${number}`)
  expect(own.body).toContain('Lampu penerangan')
  expect(own.body).toContain('id="batal"')
})

test('after it is handed on, everybody sees who has it and until when, and the short name of the reporter', async () => {
  const { lapor, stranger, number, assign } = await openReport({ name: 'Siti Nur Rahma' })
  await using _ = lapor
  await assign()
  const { body } = await stranger.get(`/laporan/${number}`)
  expect(body).toContain('Sudah diteruskan ke')
  expect(body).toContain('Tenggat tindak lanjut pertama')
  expect(body).toContain('Siti N. R.')
  expect(body).not.toContain('Siti Nur')
  expect(body).not.toContain('action="/laporan/')
})

test('a deadline that was missed is said openly', async () => {
  const { lapor, stranger, number, assign } = await openReport()
  await using _ = lapor
  await assign()
  lapor.clock.advanceHours(30 * DAY_HOURS)
  const { body } = await stranger.get(`/laporan/${number}`)
  expect(body).toContain('Lewat sejak')
  expect(body).toContain('Keterlambatan ini tercatat')
})

test('a secret or unknown number is the same 404, which shows the way in by code', async () => {
  const { lapor, owner, stranger, number } = await openReport({ secret: true })
  await using _ = lapor
  const secret = await stranger.get(`/laporan/${number}`)
  const unknown = await stranger.get(`/laporan/${lapor.context.numberReports(123_456)}`)
  const nonsense = await stranger.get('/laporan/123')
  expect([secret.statusCode, unknown.statusCode, nonsense.statusCode]).toEqual([404, 404, 404])
  const without = (html: string) => html.replaceAll(/value="[^"]*"|\/laporan\/\d+/g, '')
  expect(without(secret.body)).toBe(without(unknown.body))
  expect(secret.body).toContain('href="/laporan/akses"')
  expect((await owner.get(`/laporan/${number}`)).statusCode).toBe(200)
})

test('the follow link makes this browser the reporter and leaves the address; a wrong one does not', async () => {
  const { lapor, stranger, number, secret } = await openReport({ secret: true })
  await using _ = lapor
  const wrong = await stranger.get(`/laporan/${number}?kunci=salah`)
  expect(wrong.statusCode).toBe(303)
  expect((await stranger.follow(wrong)).statusCode).toBe(404)
  const right = await stranger.get(`/laporan/${number}?kunci=${secret}`)
  expect(right.headers.location).toBe(`/laporan/${number}`)
  expect((await stranger.follow(right)).body).toContain('Lampu penerangan')
})

test('the reporter adds information with a file, once, however often it is sent', async () => {
  const { lapor, owner, number } = await openReport()
  await using _ = lapor
  const page = await owner.get(`/laporan/${number}`)
  const form = { text: 'Tiang nomor 14, depan warung.', request_key: hiddenValue(page.body, 'request_key') }
  const file = [{ name: 'tiang.png', bytes: PNG }]
  const done = await owner.post(`/laporan/${number}/tambah`, form, file)
  expect(done.headers.location).toBe(`/laporan/${number}?kabar=tambah`)
  const again = await owner.post(`/laporan/${number}/tambah`, form, file)
  expect(again.statusCode).toBe(303)
  const { body } = await owner.follow(done)
  expect(body).toContain('Keterangan Anda sudah terkirim')
  expect(body.match(/Tiang nomor 14/g)).toHaveLength(1)
  const events = await lapor.context.db
    .selectFrom('report_events')
    .select('type')
    .where('type', '=', 'add_information')
    .execute()
  expect(events).toHaveLength(1)
})

test('a refused form of the reporter keeps its words and files', async () => {
  const { lapor, owner, number } = await openReport()
  await using _ = lapor
  await owner.get(`/laporan/${number}`)
  const refused = await owner.post(`/laporan/${number}/tambah`, { text: 'ya' }, [
    { name: 'tiang.png', bytes: PNG },
  ])
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('href="#tambah-text"')
  expect(refused.body).toMatch(/<textarea[^>]*id="tambah-text"[^>]*>ya</)
  const kept = fieldValues(refused.body, 'attachments_kept')
  expect(kept).toHaveLength(1)
  const done = await owner.post(`/laporan/${number}/tambah`, {
    text: 'Tiang nomor 14.',
    attachments_kept: kept,
  })
  expect(done.statusCode).toBe(303)
  const files = await lapor.context.db.selectFrom('attachments').select(['id', 'event_seq']).execute()
  expect(files).toEqual([{ id: kept[0], event_seq: 3 }])
})

test('a form that expired keeps its words', async () => {
  const { lapor, owner, number } = await openReport()
  await using _ = lapor
  await owner.get(`/laporan/${number}`)
  const refused = await owner.post(`/laporan/${number}/tambah`, { text: 'Tiang nomor 14.', _csrf: 'palsu' })
  expect(refused.statusCode).toBe(403)
  expect(refused.body).toMatch(/<textarea[^>]*id="tambah-text"[^>]*>Tiang nomor 14\.</)
})

test('only the reporter can act; to others the report does not exist', async () => {
  const { lapor, stranger, number } = await openReport()
  await using _ = lapor
  await stranger.get('/lapor')
  for (const action of ['tambah', 'lengkapi', 'selesai', 'belum-selesai', 'batal']) {
    const answer = await stranger.post(`/laporan/${number}/${action}`, {
      text: 'Saya bukan pelapornya.',
      rating: '1',
    })
    expect([action, answer.statusCode]).toEqual([action, 404])
  }
})

test('the reporter judges an answer, and may say later that it is not solved after all', async () => {
  const { lapor, owner, number, assign, answer } = await openReport()
  await using _ = lapor
  await assign()
  await answer()
  const asked = await owner.get(`/laporan/${number}`)
  expect(asked.body).toContain('Sekarang giliran Anda')
  const unrated = await owner.post(`/laporan/${number}/selesai`, { text: 'Terima kasih' })
  expect(unrated.statusCode).toBe(422)
  expect(unrated.body).toContain('href="#selesai-rating"')
  const rated = await owner.post(`/laporan/${number}/selesai`, { text: 'Terima kasih', rating: '5' })
  expect((await owner.follow(rated)).body).toContain('Terima kasih atas penilaian Anda')
  const disputed = await owner.post(`/laporan/${number}/belum-selesai`, { text: 'Semalam mati lagi.' })
  expect((await owner.follow(disputed)).body).toContain('Laporan dibuka kembali')
  const { state, reopen_count } = await lapor.context.db
    .selectFrom('reports')
    .select(['state', 'reopen_count'])
    .executeTakeFirstOrThrow()
  expect({ state, reopen_count }).toEqual({ state: 'in_progress', reopen_count: 1 })
})

test('a report on hold asks its reporter for what is missing and goes on when it is there', async () => {
  const { lapor, owner, number, city } = await openReport()
  await using _ = lapor
  await holdReport(lapor.context, city, number, { text: 'Mohon sebutkan nomor tiangnya.' })
  const asked = await owner.get(`/laporan/${number}`)
  expect(asked.body).toContain('menunggu keterangan dari Anda')
  expect(asked.body).toMatch(/<details[^>]*id="lengkapi"[^>]*open|<details[^>]*open[^>]*id="lengkapi"/)
  const done = await owner.post(`/laporan/${number}/lengkapi`, { text: 'Tiang nomor 14.' })
  expect((await owner.follow(done)).body).toContain('Menunggu verifikasi')
})

test('the reporter takes a report back', async () => {
  const { lapor, owner, number } = await openReport()
  await using _ = lapor
  await owner.get(`/laporan/${number}`)
  const done = await owner.post(`/laporan/${number}/batal`, { text: '' })
  const { body } = await owner.follow(done)
  expect(body).toContain('Diarsipkan: Dibatalkan oleh pelapor')
})

test('an action that came too late is refused without losing its words', async () => {
  const { lapor, owner, number, city } = await openReport()
  await using _ = lapor
  await owner.get(`/laporan/${number}`)
  await archiveReport(lapor.context, city, number, {
    reason: 'too_general',
    text: 'Tempatnya tidak dapat kami temukan.',
  })
  const refused = await owner.post(`/laporan/${number}/tambah`, { text: 'Tiang nomor 14, depan warung.' })
  expect(refused.statusCode).toBe(409)
  expect(refused.body).toContain('Tiang nomor 14, depan warung.')
})

test('internal notes stay inside', async () => {
  const { lapor, owner, stranger, number, assign, unit } = await openReport()
  await using _ = lapor
  await assign()
  await followUpReport(lapor.context, unit, number, {
    text: 'Cek stok dulu, jangan janji.',
    visibility: 'internal',
  })
  for (const visitor of [owner, stranger]) {
    expect((await visitor.get(`/laporan/${number}`)).body).not.toContain('Cek stok dulu')
  }
})

test('a closed report offers no dispute once its time is over', async () => {
  const { lapor, owner, number, assign, answer } = await openReport()
  await using _ = lapor
  await assign()
  await answer()
  await confirmReport(lapor.context, REPORTER, number, { rating: 4 })
  expect((await owner.get(`/laporan/${number}`)).body).toContain('id="belum-selesai"')
  lapor.clock.advanceHours(20 * DAY_HOURS)
  expect((await owner.get(`/laporan/${number}`)).body).not.toContain('id="belum-selesai"')
})
