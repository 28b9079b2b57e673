import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { totpCode } from '../../src/identity/index.ts'
import { heard, treeProblems } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

// In earnest: admins need a second factor, and messages are not shown in the console.
const lapor = await createBrowserApp({
  LAPOR_MODE: 'production',
  LAPOR_BASE_URL: 'https://lapor.example',
  LAPOR_RATE_LIMITS: 'on',
})
afterAll(() => lapor[Symbol.asyncDispose]())

const PASSWORD = 'becak biru lewat pasar'
const SARI = 'sari@uji.test'

test('an admin is invited, sets password and second factor up, signs in, loses the phone and is let in again', {
  timeout: 120_000,
}, async () => {
  const { email } = await lapor.staff('national_admin', 'nasional')
  const national = await lapor.visitor()
  await national.page.goto('/masuk')
  await national.page.getByLabel('Surel dinas').fill(email)
  await national.page.getByLabel('Kata sandi').fill('kata sandi uji')
  await submit(national.page, 'Masuk')
  // Without a second factor there is only one page for an admin.
  await national.page.waitForURL('**/petugas/akun/langkah-kedua')
  await national.page.goto('/petugas')
  await national.page.waitForURL('**/petugas/akun/langkah-kedua')
  await national.page.getByLabel('Kode yang ditunjukkan aplikasi').fill(await codeShown(national.page))
  await national.page.locator('#totp-password').fill('kata sandi uji')
  await submit(national.page, 'Nyalakan')
  expect(await recoveryCodes(national.page)).toHaveLength(10)

  await national.page.goto('/petugas/staf')
  await national.page.getByRole('link', { name: 'Undang petugas' }).click()
  await national.page.getByLabel('Surel dinas').fill(SARI)
  await national.page.getByLabel('Nama', { exact: true }).fill('Sari Dewi Lestari')
  await national.page.getByLabel('Peran').selectOption('institution_admin')
  await national.page.getByLabel('Instansi atau unit').fill('kota-pekalongan')
  await submit(national.page, 'Kirim undangan')
  await national.page.getByText('Undangan dikirim').waitFor()
  await national.page.getByText('Menunggu undangan diterima').waitFor()

  const sari = await lapor.visitor()
  const secret = await acceptLink(sari.page, 'Selamat datang di LAPOR!')
  const [lost = ''] = await recoveryCodes(sari.page)
  await sari.page.getByRole('link', { name: 'Masuk', exact: true }).last().click()
  lapor.clock.advanceHours(1 / 60)
  await enter(sari.page, secret)
  await sari.page.waitForURL('**/petugas')

  // The phone is gone: a recovery code serves once.
  await sari.page.goto('/petugas/akun')
  await submit(sari.page, 'Keluar dari semua perangkat')
  await enter(sari.page, lost)
  await sari.page.waitForURL('**/petugas')

  // The codes are gone too: an admin above lets her in again, with a reason she is told.
  await national.page.goto('/petugas/staf?q=sari')
  await national.page.getByRole('link', { name: 'Sari Dewi Lestari' }).click()
  await national.page.getByText('Tidak dapat masuk lagi', { exact: true }).click()
  await national.page.getByLabel('Alasan').first().fill('Ponsel hilang, sudah ditelepon')
  await submit(national.page, 'Atur ulang akses')
  await national.page.getByText('Akses diatur ulang, tautan dikirim').waitFor()
  await sari.page.goto('/petugas')
  await sari.page.waitForURL('**/masuk**')
  expect(await lastMail()).toContain('Ponsel hilang, sudah ditelepon')
  const fresh = await acceptLink(sari.page, 'Atur ulang akses')
  lapor.clock.advanceHours(1 / 60)
  await sari.page.goto('/masuk')
  await enter(sari.page, fresh)
  await sari.page.waitForURL('**/petugas')
  expect([...national.complaints, ...sari.complaints]).toEqual([])
})

/** Follow the last link by mail, and set everything up it asks for; returns the app's secret. */
async function acceptLink(page: Page, title: string): Promise<Buffer> {
  const path = /\/masuk\/tautan\/\S+/.exec(await lastMail())?.[0] ?? ''
  await page.goto(path)
  await page.getByRole('heading', { name: title }).waitFor()
  await page.getByLabel('Kata sandi baru').fill(PASSWORD)
  expect(await treeProblems(page)).toEqual([])
  const secret = await secretShown(page)
  await page.getByLabel('Kode yang ditunjukkan aplikasi').fill(totpCode(secret, lapor.clock.now()))
  await submit(page, 'Simpan')
  await page.getByRole('heading', { name: 'Kata sandi tersimpan' }).waitFor()
  return secret
}

async function enter(page: Page, factor: Buffer | string): Promise<void> {
  await page.getByLabel('Surel dinas').fill(SARI)
  await page.getByLabel('Kata sandi').fill(PASSWORD)
  await submit(page, 'Masuk')
  await page.waitForURL('**/masuk/kode**')
  const code = typeof factor === 'string' ? factor : totpCode(factor, lapor.clock.now())
  expect(await heard(page.getByRole('main'))).toEqual(
    expect.arrayContaining([
      '- heading "Langkah kedua" [level=1]',
      '- textbox "Kode dari aplikasi autentikasi"',
      '- button "Lanjutkan"',
      '- button "Masuk dengan kunci sandi"',
    ]),
  )
  await page.getByLabel('Kode dari aplikasi autentikasi').fill(code)
  await submit(page, 'Lanjutkan')
}

async function submit(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
}

async function codeShown(page: Page): Promise<string> {
  return totpCode(await secretShown(page), lapor.clock.now())
}

/** The key under the QR code, as a person would type it. */
async function secretShown(page: Page): Promise<Buffer> {
  await page.getByRole('img', { name: 'Gambar QR untuk aplikasi autentikasi' }).waitFor()
  const text = (await page.locator('code').first().innerText()).replaceAll(' ', '')
  const bits = [...text].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

function recoveryCodes(page: Page): Promise<string[]> {
  return page.locator('.recovery-codes code').allInnerTexts()
}

async function lastMail({ context }: BrowserApp = lapor): Promise<string> {
  const mail = await context.db
    .selectFrom('notifications')
    .select('body_sealed')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return context.sealer.open(mail.body_sealed)
}
