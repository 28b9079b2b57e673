import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerReport, assignReport, followUpReport, switchSurvey } from '../../src/reports/index.ts'
import { heard, treeProblems } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

let lapor: BrowserApp

beforeAll(async () => {
  lapor = await createBrowserApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const PHONE = '0812-9999-1708'

/** The code that training mode shows, put into the field as the phone's browser would from the SMS. */
async function takeCode(page: Page): Promise<void> {
  const field = page.locator('input[autocomplete="one-time-code"]')
  expect(await field.getAttribute('inputmode')).toBe('numeric')
  // The one field of the page, and it says what it is for.
  expect((await heard(page.getByRole('main'))).filter((line) => line.startsWith('- textbox'))).toEqual([
    expect.stringMatching(/^- textbox "Kode/),
  ])
  const code = /Kode Anda: (\d{6})/.exec(await page.locator('main').innerText())?.[1] ?? ''
  await field.fill(code)
}

test('a reporter does everything with a phone number alone', { timeout: 90_000 }, async () => {
  const first = await lapor.visitor({ viewport: { width: 360, height: 740 } })
  await first.page.goto('/lapor')
  await first.page
    .getByLabel('Ceritakan')
    .fill('Pohon tumbang menutup jalan di depan balai desa sejak kemarin.')
  await first.page.getByLabel('Nama', { exact: true }).fill('Rukmini')
  await first.page.getByLabel(/Nomor HP atau surel/).fill(PHONE)
  await first.page.getByRole('button', { name: 'Kirim laporan' }).click()
  await first.page.waitForURL('**/kode')
  await takeCode(first.page)
  await first.page.locator('main form button[type=submit]').first().click()
  await first.page.waitForURL(/\/laporan\/\d{10}\?/)
  const number = /\d{10}/.exec(first.page.url())?.[0] ?? ''

  const national = await lapor.staff('national_admin', 'nasional')
  const works = await lapor.staff('unit_officer', 'pkl-dpupr')
  const { staff } = await lapor.staff('institution_admin', 'kota-pekalongan')
  await switchSurvey(lapor.context.db, staff.institutionId, true, lapor.clock.now())
  await assignReport(lapor.context, national.actor, number, { institution_code: 'pkl-dpupr' })
  await followUpReport(lapor.context, works.actor, number, {
    text: 'Tim kami menuju lokasi.',
    visibility: 'public',
  })
  await answerReport(lapor.context, works.actor, number, {
    text: 'Pohon sudah kami potong dan jalan terbuka.',
  })

  // Another phone, nothing remembered: only the number.
  const { page, complaints } = await lapor.visitor({ viewport: { width: 360, height: 740 } })
  await page.goto('/')
  await page.getByRole('link', { name: 'Laporan saya' }).first().click()
  await page.getByLabel(/Nomor HP atau surel/).fill('+62 812 9999 1708')
  await page.getByRole('button', { name: 'Kirim kode' }).click()
  await page.waitForURL('**/saya/kode/**')
  await takeCode(page)
  await page.getByRole('button', { name: 'Buka laporan saya' }).click()
  await page.waitForURL('**/saya')
  await page.getByRole('link', { name: /Pohon tumbang/ }).click()
  await page.waitForURL(`**/laporan/${number}`)
  expect(await page.locator('main').innerText()).toContain('Pohon sudah kami potong')
  await page.locator('summary', { hasText: 'Ya, sudah selesai' }).first().click()
  await page.locator('input[name=rating][value="5"]').check({ force: true })
  await page.getByRole('button', { name: 'Nyatakan selesai' }).click()
  await page.getByRole('status').filter({ hasText: 'Terima kasih atas penilaian Anda' }).waitFor()

  // The institution asks how it was: nine questions, of which one is enough.
  await page.getByRole('link', { name: 'Isi survei singkat' }).click()
  const questions = page.getByRole('main').getByRole('group')
  expect(await questions.count()).toBe(9)
  const speed = page.getByRole('group', { name: /Waktunya: cepatkah/ })
  await speed.getByRole('radio', { name: 'Sangat cepat' }).check({ force: true })
  expect((await heard(speed)).filter((line) => line.startsWith('- radio'))).toEqual([
    '- radio "Tidak cepat"',
    '- radio "Kurang cepat"',
    '- radio "Cepat"',
    '- radio "Sangat cepat" [checked]',
  ])
  expect(await treeProblems(page)).toEqual([])
  await page.getByRole('button', { name: 'Kirim jawaban' }).click()
  await page.getByRole('status').filter({ hasText: 'jawaban Anda sudah tersimpan' }).waitFor()
  const report = await lapor.context.db
    .selectFrom('reports')
    .select(['state', 'rating'])
    .where('tracking_number', '=', number)
    .executeTakeFirstOrThrow()
  expect(report.state).toBe('closed')
  expect(complaints).toEqual([])
})
