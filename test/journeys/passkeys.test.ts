import { createServer } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { createBrowserApp } from '../support/browser-app.ts'
import { TEST_PASSWORD } from '../support/context.ts'

const lapor = await createBrowserApp({ LAPOR_BASE_URL: `http://localhost:${await freePort()}` })
afterAll(() => lapor[Symbol.asyncDispose]())

test('a passkey is added with the password, signs in without one, and is of no use once removed', {
  timeout: 90_000,
}, async () => {
  const { email } = await lapor.staff('institution_admin', 'kota-pekalongan')
  const { page, context, complaints } = await lapor.visitor()
  const device = await context.newCDPSession(page)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await lapor.signIn(page, email)
  await page.goto('/petugas/akun/langkah-kedua')
  await page.locator('summary', { hasText: 'Tambah kunci sandi' }).click()
  await page.getByLabel('Nama perangkat').fill('Ponsel kantor')
  const password = page.locator('#form-passkey [name=password]')
  await password.fill('bukan kata sandinya')
  await press(page, 'Tambah kunci sandi')
  await page.locator('#form-passkey .field-error').waitFor()
  await password.fill(TEST_PASSWORD)
  await press(page, 'Tambah kunci sandi')
  await page.getByRole('heading', { name: 'Kode pemulihan' }).waitFor()

  await page.goto('/petugas/akun')
  await press(page, 'Keluar dari semua perangkat')
  await page.waitForURL('**/masuk')
  await press(page, 'Masuk dengan kunci sandi')
  await page.waitForURL('**/petugas')

  await page.goto('/petugas/akun/langkah-kedua')
  await page.getByText('Ponsel kantor', { exact: true }).waitFor()
  await press(page, 'Hapus kunci sandi Ponsel kantor')
  await page.getByText('Kunci sandi dihapus').waitFor()
  await page.goto('/petugas/akun')
  await press(page, 'Keluar dari semua perangkat')
  await press(page, 'Masuk dengan kunci sandi')
  await page.getByText('Kunci sandi belum berhasil').waitFor()
  expect(page.url()).toContain('/masuk')
  expect(complaints).toEqual([])
})

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click()
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}
