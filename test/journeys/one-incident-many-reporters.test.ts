import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerReport, assignReport, disputeReport, watchDeadlines } from '../../src/reports/index.ts'
import { heard, treeProblems } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import { REPORTER, type TestStaff } from '../support/context.ts'
import { openDesk } from '../support/desk.ts'

let lapor: BrowserApp
let city: TestStaff
let works: TestStaff

beforeAll(async () => {
  lapor = await createBrowserApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  works = await lapor.staff('unit_officer', 'pkl-dpupr')
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function assigned(body: string) {
  const report = await lapor.report({ body, name: 'Siti Nur Rahma' })
  await assignReport(lapor.context, city.actor, report.trackingNumber, { institution_code: 'pkl-dpupr' })
  return report
}

test('two reports of one incident are joined and parted; a neighbour is counted and follows', {
  timeout: 60_000,
}, async () => {
  const { db, clock } = lapor.context
  const main = await assigned('Pohon tumbang menutup Jalan Sriwijaya, kabel ikut putus.')
  const other = await lapor.report({
    body: 'Pohon roboh di Jalan Sriwijaya depan rumah saya nomor 12, anak saya tidak bisa sekolah.',
    name: 'Bambang Wijaya',
  })
  await db
    .insertInto('likely_duplicates')
    .values({ report_id: other.id, other_id: main.id, probability: 0.9, found_at: clock.now() })
    .execute()

  const admin = await openDesk(lapor, city.email)
  await admin.open(other.trackingNumber)
  const join = await admin.form('join', 'Gabungkan')
  await join.locator('input[name=into_choice]').first().check({ force: true })
  await admin.send(join)

  // The handler reads both statements together, and writes once.
  const unit = await openDesk(lapor, works.email)
  await unit.open(main.trackingNumber)
  const together = await unit.page.locator('#gabungan').innerText()
  expect(together).toContain('anak saya tidak bisa sekolah')
  expect(together).not.toContain('Bambang')
  const news = await unit.form('respond', 'Tindak lanjut dan jawaban')
  await news.getByLabel('Tulisan Anda').fill('Regu gergaji sedang menuju lokasi.')
  await unit.send(news)

  // The other reporter keeps number and page, reads the news, and learns nothing of the first one.
  const reporter = (await lapor.visitor()).page
  await reporter.goto(`/laporan/${other.trackingNumber}?kunci=${other.followSecret}`)
  const own = await reporter.locator('main').innerText()
  expect(own).toContain('Ditangani bersama laporan lain')
  expect(own).toContain('Regu gergaji sedang menuju lokasi.')
  expect(own).toContain('Dinas Pekerjaan Umum')
  expect(own).not.toContain('Siti')

  // A neighbour who has it too need not tell it again.
  const neighbour = (await lapor.visitor({ viewport: { width: 360, height: 740 } })).page
  await neighbour.goto(`/laporan/${main.trackingNumber}`)
  await neighbour.getByRole('link', { name: 'Saya juga mengalami' }).click()
  await neighbour.getByRole('button', { name: 'Saya juga mengalami' }).click()
  const missing = neighbour.getByRole('alert', { name: 'Ada yang perlu dilengkapi dulu' })
  await missing.getByRole('link', { name: 'Tuliskan nama Anda.' }).click()
  expect(await heard(neighbour.locator(':focus'))).toEqual(['- textbox "Nama" [invalid]'])
  await neighbour.getByLabel('Nama', { exact: true }).fill('Wahyu Setiawan')
  await neighbour.getByLabel(/Nomor HP atau surel/).fill('0813 9999 8888')
  await neighbour.getByRole('button', { name: 'Saya juga mengalami' }).click()
  await neighbour.waitForURL('**/kode')
  const code = /\b\d{6}\b/.exec(await neighbour.locator('.notice').first().innerText())?.[0]
  await neighbour.getByLabel('Kode', { exact: false }).fill(code ?? '')
  await neighbour.locator('main form button[type=submit]').first().click()
  await neighbour.getByText('Ditangani bersama laporan lain').first().waitFor()
  const shown = (await lapor.visitor()).page
  await shown.goto(`/laporan/${main.trackingNumber}`)
  expect(await shown.locator('#ikut').innerText()).toContain('2 orang lain')

  await admin.open(other.trackingNumber)
  const part = await admin.form('unjoin', 'Pisahkan lagi')
  await part.getByLabel('Mengapa dipisahkan?').fill('Ternyata pohon yang lain.')
  await admin.send(part)
  await reporter.reload()
  expect(await reporter.locator('main').innerText()).toContain('Kembali ditangani sendiri')
  await shown.reload()
  expect(await shown.locator('#ikut').innerText()).toContain('1 orang lain')
})

test('disputed a third time, a report goes to the level above the unit that answered', {
  timeout: 60_000,
}, async () => {
  const report = await assigned('Lampu jalan di depan sekolah mati sudah seminggu.')
  const answer = () =>
    answerReport(lapor.context, works.actor, report.trackingNumber, {
      text: 'Lampu sudah diganti dan menyala.',
    })
  for (const text of ['Masih mati malam ini.', 'Menyala sebentar lalu mati lagi.']) {
    await answer()
    await disputeReport(lapor.context, REPORTER, report.trackingNumber, { text })
  }
  await answer()

  const reporter = (await lapor.visitor({ viewport: { width: 360, height: 740 } })).page
  await reporter.goto(`/laporan/${report.trackingNumber}?kunci=${report.followSecret}`)
  await reporter.locator('summary', { hasText: 'Belum selesai' }).click()
  const dispute = reporter.locator('#belum-selesai')
  expect(await dispute.innerText()).toContain('sekarang naik ke Pemerintah Kota Pekalongan')
  expect(await heard(dispute)).toEqual(
    expect.arrayContaining(['- textbox "Apa yang belum beres?"', '- button "Buka kembali laporan"']),
  )
  await dispute.getByLabel('Apa yang belum beres?').fill('Sudah tiga kali dijawab, lampunya tetap mati.')
  await dispute.getByRole('button', { name: 'Buka kembali laporan' }).click()
  await reporter.getByRole('status').filter({ hasText: 'Laporan dibuka kembali' }).waitFor()
  expect(await heard(reporter.getByRole('list', { name: 'Tahapan laporan' }))).toEqual(
    expect.arrayContaining(['- listitem: Verifikasi (sudah)', '- listitem: Tindak lanjut']),
  )
  expect(await treeProblems(reporter)).toEqual([])
  expect(await reporter.locator('#pemegang').innerText()).toContain('Naik ke tingkat di atasnya')

  const above = await openDesk(lapor, city.email)
  await above.open(report.trackingNumber)
  const main = await above.page.locator('main').innerText()
  expect(main).toContain('sanggahan ke-3')
  expect(main).toContain('lampunya tetap mati')
  await above.form('respond', 'Tindak lanjut dan jawaban')
})

test('a missed deadline is counted on both watches, and the level above takes the report over', {
  timeout: 60_000,
}, async () => {
  const national = await lapor.staff('national_admin', 'nasional')
  const { trackingNumber } = await assigned('Jembatan kayu di gang belakang pasar hampir ambruk.')
  lapor.clock.set(new Date('2026-11-19T17:00:01Z'))
  await watchDeadlines(lapor.context)

  const above = await openDesk(lapor, city.email)
  await above.page.goto('/petugas/pengawasan')
  // A table with a name, whose rows and columns say what they are of.
  const watch = above.page.getByRole('table', { name: 'Pengawasan tenggat' })
  expect(await watch.getByRole('columnheader').allInnerTexts()).toEqual([
    'Unit',
    'Pengawasan instansi',
    'Pengawasan kementerian',
    'Belum selesai',
  ])
  const row = watch.getByRole('row', { name: /Pekerjaan Umum|DPUPR/ })
  expect(await row.innerText()).toMatch(/[1-9]\D+[1-9]/)
  await row.getByRole('rowheader', { name: /Pekerjaan Umum/ }).waitFor()
  const ministry = await openDesk(lapor, national.email)
  await ministry.page.goto('/petugas/pengawasan')
  expect(await ministry.page.getByRole('row', { name: /Pekalongan/ }).innerText()).toMatch(/[1-9]\D+[1-9]/)

  await above.open(trackingNumber)
  const take = await above.form('take_over', 'Ambil alih')
  await take.getByLabel(/Mengapa diambil alih/).fill('Kami tangani bersama DPUPR pekan ini.')
  await above.send(take)
  await above.form('assign', 'Disposisikan')

  const shown = (await lapor.visitor()).page
  await shown.goto(`/laporan/${trackingNumber}`)
  const main = await shown.locator('main').innerText()
  expect(main).toContain('Tenggat tindak lanjut pertama terlewat di DPUPR')
  expect(main).toContain('Kami tangani bersama DPUPR pekan ini.')
})
