import { createServer } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { heard, treeProblems } from '../support/accessibility-tree.ts'
import { createBrowserApp } from '../support/browser-app.ts'
import { TEST_PASSWORD } from '../support/context.ts'

const lapor = await createBrowserApp({ LAPOR_BASE_URL: `http://localhost:${await freePort()}` })
afterAll(() => lapor[Symbol.asyncDispose]())

test('a passkey is added with the password, signs in without one, and is of no use once removed', {
  timeout: 90_000,
}, async () => {
  const { email } = await lapor.staff('institution_admin', 'kota-pekalongan')
  const { page, context, complaints } = await lapor.visitor()
  await addAuthenticator(context, page)
  await lapor.signIn(page, email)
  await page.goto('/petugas/akun/langkah-kedua')
  await page.locator('summary', { hasText: 'Tambah kunci sandi' }).click()
  await page.getByLabel('Nama perangkat').fill('Ponsel kantor')
  const password = page.locator('#form-passkey [name=password]')
  await password.fill('bukan kata sandinya')
  await press(page, 'Tambah kunci sandi')
  const mend = page.getByRole('alert', { name: 'Ada isian yang perlu diperbaiki' })
  await mend.getByRole('link', { name: 'Kata sandi sekarang tidak cocok.' }).waitFor()
  expect(await heard(page.locator('#form-passkey'))).toEqual(
    expect.arrayContaining([
      '- textbox "Nama perangkat": Ponsel kantor',
      '- textbox "Kata sandi sekarang" [invalid]',
      '- paragraph: Kata sandi sekarang tidak cocok.',
    ]),
  )
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
  await page.getByRole('status').filter({ hasText: 'Kunci sandi belum berhasil' }).waitFor()
  expect(page.url()).toContain('/masuk')
  expect(complaints).toEqual([])
})

test('a reporter adds a passkey, is told of it, and signs in without a code', {
  timeout: 90_000,
}, async () => {
  const phone = '081266677701'
  const { trackingNumber } = await lapor.report({ phone })
  const { page, context, complaints } = await lapor.visitor({ viewport: { width: 360, height: 740 } })
  await addAuthenticator(context, page)
  await page.goto('/saya')
  await page.getByLabel('Nomor HP atau surel').fill(phone)
  await press(page, 'Kirim kode')
  const shown = await page.getByText(/Kode Anda: \d{6}/).innerText()
  await page.locator('#code').fill(/\d{6}/.exec(shown)?.[0] ?? '')
  await page.locator('main form button').first().click()
  await page.waitForURL('**/saya')

  await page.goto('/saya/kunci')
  await press(page, 'Tambah kunci sandi perangkat ini')
  await page.locator('.field-error').waitFor()
  await page.getByLabel('Nama perangkat').fill('Ponsel saya')
  await press(page, 'Tambah kunci sandi perangkat ini')
  await page.getByRole('status').filter({ hasText: 'Kunci sandi ditambahkan' }).waitFor()
  expect(await treeProblems(page)).toEqual([])
  const told = await lapor.context.db
    .selectFrom('notifications')
    .select('body_sealed')
    .where('reporter_id', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(lapor.context.sealer.open(told.body_sealed)).toContain('Ponsel saya')

  await page.goto('/saya')
  await press(page, 'Keluar')
  await page.getByText('Anda sudah keluar').waitFor()
  await press(page, 'Masuk dengan kunci sandi')
  await page.getByText(trackingNumber).first().waitFor()

  await page.goto('/saya/kunci')
  await press(page, 'Hapus kunci sandi Ponsel saya')
  await page.getByText('Kunci sandi dihapus').waitFor()
  await page.goto('/saya')
  await press(page, 'Keluar')
  await press(page, 'Masuk dengan kunci sandi')
  await page.getByText('Belum berhasil').waitFor()
  expect(complaints).toEqual([])
})

/** A finger on the phone's sensor, always there. */
async function addAuthenticator(context: BrowserContext, page: Page): Promise<void> {
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
}

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
