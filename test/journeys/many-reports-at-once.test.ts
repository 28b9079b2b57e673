import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdReport, readReport } from '../../src/reports/index.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

let lapor: BrowserApp

beforeAll(async () => {
  lapor = await createBrowserApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

test.each([true, false])(
  'many reports are assigned at once, the one that moved meanwhile is named (script %s)',
  {
    timeout: 60_000,
  },
  async (javaScriptEnabled) => {
    const city = await lapor.staff('institution_admin', 'kota-pekalongan')
    const numbers = []
    for (let n = 0; n < 3; n++) numbers.push((await lapor.report()).trackingNumber)
    const [first, moved, last] = numbers
    const { page, complaints } = await lapor.visitor({ javaScriptEnabled })
    await lapor.signIn(page, city.email)

    // Nothing ticked: the page says so and leads back.
    await page.getByRole('button', { name: 'Arsipkan' }).click()
    await page.getByText('Belum ada laporan yang dipilih').waitFor()
    await page.getByRole('link', { name: 'Kembali ke daftar' }).click()

    if (javaScriptEnabled) {
      await page.getByLabel('Pilih semua di halaman ini').check()
      await page.getByRole('checkbox', { name: /\d dipilih/ }).waitFor()
      await page.locator('[data-select-all]').uncheck()
    }
    for (const number of numbers) await page.locator(`input[name=laporan][value="${number}"]`).check()
    await page.getByRole('button', { name: 'Disposisikan' }).click()

    // The first sending lacks the unit: everything stays as it was. Then a colleague holds one of them.
    await page.getByRole('button', { name: 'Disposisikan' }).click()
    const missing = page.getByRole('alert', { name: 'Ada isian yang perlu diperbaiki' })
    await missing.getByRole('link', { name: 'Tuliskan instansi atau unit yang dituju.' }).waitFor()
    await holdReport(lapor.context, city.actor, moved ?? '', { text: 'Mohon sebutkan nomor tiangnya.' })
    await page.getByLabel('Instansi atau unit').fill('pkl-dpupr')
    await page.getByLabel('Saya sudah membaca').check()
    await page.getByRole('button', { name: 'Disposisikan' }).click()

    await page.getByText('2 berhasil, 1 dilewati').waitFor()
    const refused = page.locator('tbody tr', { hasText: 'Dilewati' })
    expect(await refused.count()).toBe(1)
    expect(await refused.getByRole('link').getAttribute('href')).toBe(`/petugas/laporan/${moved}`)
    expect(await refused.innerText()).toContain('Ada yang mengubah laporan ini')
    for (const number of [first, last]) {
      expect((await readReport(lapor.context.db, number ?? ''))?.holder.code).toBe('pkl-dpupr')
    }
    // Read again, the result is the same and nothing was done anew.
    await page.reload()
    await page.getByText('2 berhasil, 1 dilewati').waitFor()
    expect(complaints).toEqual([])
  },
)
