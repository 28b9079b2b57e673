import { afterAll, beforeAll, expect, test } from 'vitest'
import { setCustodian } from '../../src/identity/index.ts'
import { treeProblems } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

let lapor: BrowserApp

beforeAll(async () => {
  lapor = await createBrowserApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

test('an identity is opened by two people, and by neither alone', { timeout: 90_000 }, async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const national = await lapor.staff('national_admin', 'nasional')
  await setCustodian(lapor.context.db, national.email, true, {
    accountId: national.staff.accountId,
    at: lapor.clock.now(),
  })
  const { trackingNumber: number } = await lapor.report({ anonymous: true, name: 'Sumarni Dewi' })

  const asking = await lapor.visitor()
  await lapor.signIn(asking.page, city.email)
  await asking.page.goto(`/petugas/laporan/${number}`)
  expect(await asking.page.content()).not.toContain('Sumarni')
  await asking.page.getByRole('link', { name: 'Minta pembukaan identitas' }).click()
  await asking.page.getByLabel('Alasan').fill('Polres meminta keterangan saksi, surat nomor B/12/2026.')
  await asking.page.getByRole('button', { name: 'Kirim permintaan' }).click()
  await asking.page.getByText('Menunggu keputusan').waitFor()
  expect(await asking.page.getByRole('button', { name: 'Baca identitas' }).count()).toBe(0)
  expect(await treeProblems(asking.page)).toEqual([])

  const custodian = await lapor.visitor()
  await lapor.signIn(custodian.page, national.email)
  await custodian.page.goto('/petugas/akun')
  await custodian.page.getByRole('link', { name: 'Pembukaan identitas' }).click()
  await custodian.page.getByText('Polres meminta keterangan saksi').waitFor()
  expect(await treeProblems(custodian.page)).toEqual([])
  await custodian.page.getByRole('button', { name: 'Setujui' }).click()
  await custodian.page.getByText('Permintaan disetujui').waitFor()
  expect(await custodian.page.content()).not.toContain('Sumarni')

  await asking.page.reload()
  await asking.page.getByRole('button', { name: 'Baca identitas' }).click()
  await asking.page.getByText('Sumarni Dewi').waitFor()
  await custodian.page.goto(`/petugas/laporan/${number}/identitas`)
  expect(await custodian.page.content()).not.toContain('Sumarni')
  expect([...asking.complaints, ...custodian.complaints]).toEqual([])
})
