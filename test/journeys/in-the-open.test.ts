import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  answerReport,
  assignReport,
  confirmReport,
  followUpReport,
  readReport,
  SURVEY_ELEMENTS,
  saveSurvey,
  switchSurvey,
  watchDeadlines,
} from '../../src/reports/index.ts'
import { countAllChanges, makeOpenData } from '../../src/statistics/index.ts'
import { treeProblems } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import { REPORTER, type TestStaff } from '../support/context.ts'

let lapor: BrowserApp
let city: TestStaff
let ministry: TestStaff
const REPORTS = 8
const CLOSED = 6

beforeAll(async () => {
  lapor = await createBrowserApp()
  const { context, clock } = lapor
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  ministry = await lapor.staff('national_admin', 'nasional')
  const officer = await lapor.staff('unit_officer', 'pkl-dpupr')
  await switchSurvey(context.db, city.staff.institutionId, true, clock.now())
  const tell = async (input: object) =>
    (await lapor.report({ latitude: -6.888, longitude: 109.675, ...input })).trackingNumber
  // Two months ago, so that there is a time before.
  const now = clock.now()
  clock.set(new Date('2026-09-15T02:00:00Z'))
  for (let index = 0; index < 5; index += 1) await tell({})
  clock.set(now)
  for (let index = 0; index < REPORTS; index += 1) {
    const number = await tell({ category_code: 'infrastruktur.jalan-rusak' })
    await assignReport(context, city.actor, number, { institution_code: 'pkl-dpupr' })
    if (index >= CLOSED) continue
    await followUpReport(context, officer.actor, number, {
      text: 'Kami sudah ke lokasi.',
      visibility: 'public',
    })
    await answerReport(context, officer.actor, number, { text: 'Jalannya sudah kami perbaiki.' })
    await confirmReport(context, REPORTER, number, { rating: 4 + (index % 2) })
    const record = await readReport(context.db, number)
    if (record !== null)
      await saveSurvey(
        context,
        record.report,
        SURVEY_ELEMENTS.map((_, place) => 3 + ((index + place) % 2)),
      )
  }
  clock.advanceHours(24 * 12)
  await watchDeadlines(context)
  await countAllChanges(context.db)
  await makeOpenData(context, `${context.config.dataDir}/open-data`)
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** Everything that only a screen needs is gone from the paper, and what is told stays. */
async function seeOnPaper(page: Page, told: string): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('form:visible, .button:visible, nav:visible').count()).toBe(0)
  expect(await page.getByText(told).first().isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
}

test('a coordinator goes from what needs them to its list, compares, takes a table and sets a threshold', async () => {
  const { page, complaints } = await lapor.visitor({ viewport: { width: 1280, height: 900 } })
  await lapor.signIn(page, city.email)
  await page.goto('/petugas/pemantauan')
  // A part with a name of its own; each figure is a link that says what it counts.
  const urgent = page.getByRole('region', { name: 'Perlu tindakan sekarang' })
  const overdue = urgent.getByRole('link', { name: /^\d+ Lewat tenggat$/ })
  const count = Number(await overdue.locator('.stat-figure').innerText())
  expect(count).toBeGreaterThan(1)
  await overdue.click()
  expect(await page.locator('[data-list-item]').count()).toBe(count)
  await page.goBack()
  await page.getByRole('link', { name: 'Bulan ini' }).click()
  const compared = page.getByRole('table', { name: 'Dibandingkan dengan sebelumnya' })
  expect(await compared.getByRole('columnheader').allInnerTexts()).toEqual([
    'Ukuran',
    'Sekarang',
    'Sebelumnya',
    'Perubahan',
  ])
  const received = compared.getByRole('row', { name: 'Laporan diterima' })
  expect(await received.getByRole('cell').allInnerTexts()).toEqual([`${REPORTS}`, '0', `+${REPORTS}`])
  await seeOnPaper(page, 'Dibandingkan dengan sebelumnya')
  await page.getByRole('link', { name: 'Kepuasan' }).click()
  expect(await page.locator('.figures').first().innerText()).toMatch(/87,50 dari 100, mutu pelayanan B/)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^lapor-.*\.csv$/)
  await page.getByRole('link', { name: 'Pengaturan pemantauan' }).click()
  await page.locator('#form-alert').getByLabel('Ambang').fill('1')
  await page.getByRole('button', { name: 'Tetapkan ambang' }).click()
  await page.getByRole('status').filter({ hasText: 'Pengaturan disimpan' }).waitFor()
  const thresholds = page.getByRole('table', { name: 'Ambang peringatan' })
  await thresholds.getByRole('row', { name: /^Lewat tenggat lebih dari 1/ }).waitFor()
  expect(await treeProblems(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('the ministry ranks institutions, sees the official evaluation, and opens one', async () => {
  const { page, complaints } = await lapor.visitor({ viewport: { width: 1280, height: 900 } })
  await lapor.signIn(page, ministry.email)
  await page.goto('/petugas/pemantauan')
  await page.getByRole('link', { name: 'Bandingkan semua instansi' }).click()
  await page.getByLabel('Jenis instansi').selectOption('city')
  await page.getByLabel('Provinsi').selectOption('33')
  await page.getByRole('button', { name: 'Tampilkan' }).last().click()
  const ranking = page.getByRole('table', { name: 'Perbandingan instansi' })
  await ranking.getByRole('columnheader', { name: 'Rentang kepercayaan' }).waitFor()
  // 6 of 13 were followed up.
  const row = ranking.getByRole('row', { name: /^1 Kota Pekalongan 46\s% .* Belum baik$/ })
  expect(await treeProblems(page)).toEqual([])
  await row.getByRole('link', { name: 'Kota Pekalongan' }).click()
  expect(await page.locator('h1').innerText()).toBe('Pemantauan: Kota Pekalongan')
  expect(complaints).toEqual([])
})

test('anybody comes from the country to an institution, its places and the data, and reads what a figure means', async () => {
  const { page, complaints } = await lapor.visitor({ viewport: { width: 360, height: 740 } })
  await page.goto('/statistik')
  await page.getByRole('link', { name: 'Pemerintah Kota Pekalongan' }).click()
  await page.getByRole('link', { name: '13 Laporan diterima' }).waitFor()
  // A chart says what it shows, and its figures can be read as a table.
  const chart = page.getByRole('figure', { name: /^Masuk, dijawab, selesai/ })
  await chart.getByText('Lihat angkanya sebagai tabel').click()
  await chart.getByRole('table').getByRole('columnheader').first().waitFor()
  expect(await page.getByText('87,50 dari 100').isVisible()).toBe(true)
  expect(await page.locator('table', { hasText: 'Pekalongan Barat' }).count()).toBeGreaterThan(0)
  await seeOnPaper(page, 'Dari mana laporan datang')
  await page.getByText('Tampilkan angka ini di situs Anda').click()
  const snippet = await page.locator('pre').innerText()
  const other = await page.context().newPage()
  // The site of somebody else, who pasted the line.
  const pasted = snippet.replace(/src="[^"]*\/sematan/, `src="${lapor.baseUrl}/sematan`)
  const site = createServer((_request, answer) => answer.setHeader('content-type', 'text/html').end(pasted))
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  await other.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}`)
  await other.frameLocator('iframe').getByText('13', { exact: true }).waitFor({ timeout: 10_000 })
  site.close()
  await page.getByRole('link', { name: 'Ditindaklanjuti' }).first().click()
  await page.waitForURL(/definisi#followed_up/)
  await page.goto('/statistik')
  await page.getByRole('link', { name: 'Unduh data terbuka' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[href$="laporan.csv.gz"]').first().click(),
  ])
  expect(download.suggestedFilename()).toMatch(/laporan\.csv\.gz$/)
  expect(complaints).toEqual([])
})
