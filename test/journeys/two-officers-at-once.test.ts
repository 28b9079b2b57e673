import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignReport, followUpReport, readReport } from '../../src/reports/index.ts'
import { heard, treeProblems } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

let lapor: BrowserApp

beforeAll(async () => {
  lapor = await createBrowserApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const FIRST = 'Tim kami sudah memeriksa tiangnya pagi ini.'
const SECOND = 'Suku cadang dipesan, lampu menyala Jumat sore.'

test('two officers see each other on one report, and neither overwrites the other', {
  timeout: 90_000,
}, async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const works = await lapor.staff('unit_officer', 'pkl-dpupr')
  const { trackingNumber } = await lapor.report()
  const [atCity, atWorks] = [await lapor.visitor(), await lapor.visitor()]
  await lapor.signIn(atCity.page, city.email)
  await lapor.signIn(atWorks.page, works.email)

  // The count arrives while the page stands open; the list says that it is no longer what it was.
  const own = atWorks.page.locator('.tabs [data-live-count=own]')
  expect(await own.innerText()).toBe('0')
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  // Said aloud too, with the way to the new list.
  const changed = atWorks.page.getByRole('status').filter({ hasText: 'Daftar ini sudah berubah' })
  await changed.getByRole('link', { name: 'Muat ulang' }).waitFor()
  await atWorks.page.getByRole('link', { name: 'Perlu tindakan 1' }).waitFor()
  expect(await own.innerText()).toBe('1')

  const path = `/petugas/laporan/${trackingNumber}`
  await atCity.page.goto(path)
  await atWorks.page.goto(path)
  const says = (page: typeof atCity.page, text: string) =>
    page.getByRole('status').filter({ hasText: text }).waitFor()
  await says(atWorks.page, 'Uji kota-pekalongan (Kota Pekalongan) juga sedang membuka')
  await says(atCity.page, 'Uji pkl-dpupr (DPUPR) juga sedang membuka')

  // Both write. The first one's entry is told to the second while typing; the words stay.
  const write = async (page: typeof atCity.page, text: string) => {
    const form = page.locator('form[action$="/tanggapi"]')
    const folded = page.locator('details', { has: form })
    if ((await folded.count()) > 0) await folded.locator('summary').first().click()
    await form.locator('textarea[name=text]').fill(text)
    return form
  }
  const late = await write(atCity.page, SECOND)
  const early = await write(atWorks.page, FIRST)
  await early.locator('button[type=submit]').last().click()
  await atWorks.page.waitForURL('**?ok=*')
  await says(atCity.page, 'Laporan ini baru saja berubah.')
  await late.locator('button[type=submit]').last().click()

  // Refused: what came meanwhile is shown, what was typed is kept, and one more press sends it.
  await says(atCity.page, 'Ada yang mengubah laporan ini sejak Anda membukanya')
  const meanwhile = atCity.page.getByRole('list', { name: 'Yang berubah sejak Anda membukanya' })
  expect(await heard(meanwhile)).toContain(`- text: ${FIRST}`)
  expect(await treeProblems(atCity.page)).toEqual([])
  await atCity.page.locator('.notice', { hasText: FIRST }).waitFor()
  const again = atCity.page.locator('form[action$="/tanggapi"]')
  expect(await again.locator('textarea[name=text]').inputValue()).toBe(SECOND)
  await again.locator('button[type=submit]').last().click()
  await atCity.page.waitForURL('**?ok=*')
  const record = await readReport(lapor.context.db, trackingNumber)
  expect(record?.events.slice(-2).map((event) => event.text)).toEqual([FIRST, SECOND])

  // Who leaves is no longer shown.
  await atWorks.page.close()
  await atCity.page.getByText('juga sedang membuka').waitFor({ state: 'hidden' })
  expect([...atCity.complaints, ...atWorks.complaints]).toEqual([])
})

test('without script the other person and the lost update are shown all the same', {
  timeout: 60_000,
}, async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const works = await lapor.staff('unit_officer', 'pkl-dpupr')
  const { trackingNumber } = await lapor.report()
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  const { page } = await lapor.visitor({ javaScriptEnabled: false })
  await lapor.signIn(page, works.email)
  await page.goto(`/petugas/laporan/${trackingNumber}`)
  const other = await lapor.visitor({ javaScriptEnabled: false })
  await lapor.signIn(other.page, city.email)
  await other.page.goto(`/petugas/laporan/${trackingNumber}`)
  await other.page.getByText('Uji pkl-dpupr (DPUPR) juga sedang membuka').waitFor()
  await followUpReport(lapor.context, city.actor, trackingNumber, { text: FIRST, visibility: 'public' })
  const form = page.locator('form[action$="/tanggapi"]')
  await form.locator('textarea[name=text]').fill(SECOND)
  await form.locator('button[type=submit]').last().click()
  await page.locator('.notice', { hasText: FIRST }).waitFor()
  expect(await form.locator('textarea[name=text]').inputValue()).toBe(SECOND)
})
