import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { bearer } from '../../../../test/support/signed-in.ts'
import { assignReport, followUpReport, returnReport, watchDeadlines } from '../../../reports/index.ts'
import { countAllChanges } from '../../../statistics/index.ts'

let lapor: TestApp
let city: TestStaff
let officer: TestStaff
let ministry: TestStaff

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  officer = await lapor.staff('unit_officer', 'pkl-dpupr')
  ministry = await lapor.staff('national_admin', 'nasional')
  const { context, clock } = lapor
  const reports = []
  for (let index = 0; index < 6; index += 1) reports.push((await lapor.report()).trackingNumber)
  const [first = '', second = '', third = ''] = reports
  for (const number of [first, second, third])
    await assignReport(context, city.actor, number, { institution_code: 'pkl-dpupr' })
  await returnReport(context, officer.actor, third, { reason: 'Bukan wewenang dinas kami.' })
  clock.advanceHours(30)
  await followUpReport(context, officer.actor, first, {
    text: 'Petugas kami sudah memeriksa lokasi.',
    visibility: 'public',
  })
  clock.advanceHours(24 * 12)
  await watchDeadlines(context)
  await countAllChanges(context.db)
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function read(who: TestStaff, url: string) {
  return lapor.app.inject({ url, headers: bearer(who) })
}

/** The figures of what needs action, with the list each opens. */
function waiting(body: string): { href: string; figure: number; label: string }[] {
  const found = body.matchAll(
    /<a class="stat[^"]*" href="([^"]+)"><span class="stat-figure">(\d+)<\/span><span class="stat-label">([^<]+)</g,
  )
  return [...found].map(([, href = '', figure, label = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    figure: Number(figure),
    label,
  }))
}

test('every figure of what needs action opens a list of just that many reports', async () => {
  const { body } = await read(city, '/petugas/pemantauan')
  const figures = waiting(body).filter(({ href }) => href.startsWith('/petugas/laporan'))
  expect(figures.map(({ label }) => label)).toEqual([
    'Menunggu verifikasi',
    'Lewat tenggat',
    'Dikembalikan, menunggu disposisi',
  ])
  for (const { href, figure, label } of figures) {
    const list = await lapor.app.inject({ url: href, headers: bearer(city) })
    const rows = list.body.match(/data-list-item/g)?.length ?? 0
    expect([label, rows]).toEqual([label, figure])
    expect(figure).toBeGreaterThan(0)
  }
})

test('the monitoring shows what the unit did in time, how long it took, and what it handed back', async () => {
  const { body } = await read(city, '/petugas/pemantauan?bagian=quality')
  const row = /DPUPR<\/a>.*?<\/tr>/s.exec(body)?.[0] ?? ''
  const cell = (label: string) => new RegExp(`data-label="${label}"[^>]*>([^<]*)<`).exec(row)?.[1]
  expect(cell('Diserahkan ke unit')).toBe('3')
  expect(cell('Dikembalikan unit')).toBe('1')
  expect(cell('Petugas aktif')).toBe('0 dari 1')
  const time = await read(city, '/petugas/pemantauan?bagian=time')
  expect(time.body).toMatch(/DPUPR<\/a>.*?data-label="Tindak lanjut pertama tepat waktu"[^>]*>50\u00a0%</s)
})

test('an officer monitors the own unit only, and what lies beside or above is not found', async () => {
  expect((await read(officer, '/petugas/pemantauan')).body).toContain('Pekerjaan Umum')
  expect((await read(officer, '/petugas/pemantauan?simpul=kota-pekalongan')).statusCode).toBe(404)
  expect((await read(city, '/petugas/pemantauan?simpul=kab-pekalongan')).statusCode).toBe(404)
  expect((await read(city, '/petugas/pemantauan?simpul=pkl-dpupr')).statusCode).toBe(200)
  expect((await read(city, '/petugas/pemantauan/instansi')).statusCode).toBe(404)
})

test('the ministry sees all institutions ranked by what is surely so, with the official evaluation', async () => {
  const { body, statusCode } = await read(ministry, '/petugas/pemantauan/instansi?menurut=followed_up')
  expect(statusCode).toBe(200)
  const row = body.match(/Kota Pekalongan<\/a>.*?<\/tr>/gs)?.at(-1) ?? ''
  expect(row).toMatch(/data-label="Laporan diterima"[^>]*>6</)
  expect(row).toContain('Belum baik')
  const cities = await read(ministry, '/petugas/pemantauan/instansi?jenis=city&provinsi=33&laporan=complaint')
  expect(cities.body).toContain('Kota Pekalongan</a>')
  expect(cities.body).not.toContain('simpul=kab-')
})

test('odd periods and unknown parts are refused with what to write', async () => {
  const bad = [
    ['/petugas/pemantauan?dari=2026-13', 'Tulis bulan sebagai tahun dan bulan'],
    ['/petugas/pemantauan?dari=2026-05&sampai=2026-01', 'Bulan awal harus sebelum bulan akhir'],
    ['/petugas/pemantauan?sampai=2031-01', 'Bulan itu belum tiba'],
    ['/petugas/pemantauan?dari=1999-01', 'Belum ada laporan sebelum'],
    [`/petugas/pemantauan?dari=${'9'.repeat(3_000)}`, 'Tulis bulan sebagai tahun dan bulan'],
    ['/petugas/pemantauan?bagian=apa', 'Pilihan ini tidak dikenal'],
    ['/petugas/pemantauan/instansi?menurut=apa', 'Pilihan ini tidak dikenal'],
    ['/petugas/pemantauan/instansi?jenis=planet', 'Jenis instansi ini tidak dikenal'],
    ['/petugas/pemantauan/instansi?provinsi=99', 'Provinsi ini tidak dikenal'],
  ] as const
  for (const [url, told] of bad) {
    const { statusCode, body } = await read(ministry, url)
    expect([url.slice(0, 60), statusCode]).toEqual([url.slice(0, 60), 422])
    expect(body).toContain(told)
  }
})

test('what one looked at is no other’s page, part or month, and a new count is there at once', async () => {
  const unverified = async (who: TestStaff, query = '') =>
    waiting((await read(who, `/petugas/pemantauan${query}`)).body).find(
      ({ label }) => label === 'Menunggu verifikasi',
    )?.figure
  const before = (await unverified(city)) ?? 0
  expect(await unverified(officer)).toBe(0)
  expect(await unverified(city, '?bagian=time')).toBe(before)
  const received = async (query: string) =>
    /Laporan diterima<\/a>.*?data-label="Sekarang"[^>]*>([^<]*)</s.exec(
      (await read(city, `/petugas/pemantauan?${query}`)).body,
    )?.[1]
  expect(await received('')).toBe('6')
  expect(await received('dari=2026-01&sampai=2026-01')).toBe('0')
  await lapor.report()
  await countAllChanges(lapor.context.db)
  expect(await unverified(city)).toBe(before + 1)
  expect(await unverified(officer)).toBe(0)
  expect(await received('')).toBe('7')
  expect((await read(officer, '/petugas/pemantauan?simpul=kota-pekalongan')).statusCode).toBe(404)
})
