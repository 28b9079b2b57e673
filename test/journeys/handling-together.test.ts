import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { assignReport } from '../../src/reports/index.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

let lapor: BrowserApp

beforeAll(async () => {
  lapor = await createBrowserApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** Someone signed in, in a browser of their own. */
async function desk(email: string): Promise<Page> {
  const { page } = await lapor.visitor({ viewport: { width: 1280, height: 900 } })
  await lapor.signIn(page, email)
  return page
}

async function open(page: Page, number: string): Promise<void> {
  await page.goto(`/petugas/laporan/${number}`)
}

/** Open one of the page's forms and answer it. */
async function form(page: Page, name: string, button: string) {
  const found = page.locator(`#form-${name}`)
  if (!(await found.isVisible())) await page.locator('summary', { hasText: button }).first().click()
  await found.waitFor()
  return found
}

async function send(page: Page, name: string): Promise<void> {
  await page.locator(`#form-${name} button[type=submit], #form-${name} button:not([type])`).first().click()
  await page.waitForURL(/ok=/)
}

test('a lead and two supporters of other governments work on one flooded road', {
  timeout: 60_000,
}, async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const works = await lapor.staff('unit_officer', 'pkl-dpupr')
  const province = await lapor.staff('institution_admin', 'prov-jawa-tengah')
  const rescue = await lapor.staff('unit_officer', 'pkl-bpbd')
  const { trackingNumber: number } = await lapor.report({
    body: 'Jalan tergenang setinggi lutut di depan pasar, sudah dua hari.',
  })
  await assignReport(lapor.context, city.actor, number, { institution_code: 'pkl-dpupr' })

  const lead = await desk(works.email)
  for (const [helper, task] of [
    ['Pemerintah Provinsi Jawa Tengah', 'Bersihkan drainase jalan provinsi di depan pasar.'],
    ['Badan Penanggulangan Bencana Daerah Kota Pekalongan', 'Siapkan pompa air di lokasi.'],
  ] as const) {
    await open(lead, number)
    const ask = await form(lead, 'add_task', 'Minta dukungan')
    await ask.getByLabel('Siapa yang diminta membantu?').fill(helper)
    await ask.getByLabel('Apa yang perlu dikerjakan?').fill(task)
    await send(lead, 'add_task')
  }
  expect(await lead.locator('#tugas').innerText()).toContain('Siapkan pompa air')

  const helper = await desk(province.email)
  await open(helper, number)
  const note = await form(helper, 'task', 'Tugas Anda')
  await note.locator('input[value=internal]').check({ force: true })
  await note.getByLabel('Tulisan Anda').fill('Alat berat kami datang besok pagi.')
  await send(helper, 'task')
  await (await form(helper, 'task', 'Tugas Anda')).locator('input[value=done]').check({ force: true })
  await helper
    .locator('#form-task')
    .getByLabel('Tulisan Anda')
    .fill('Drainase dibersihkan sepanjang 200 meter.')
  await send(helper, 'task')

  const second = await desk(rescue.email)
  await open(second, number)
  // All handlers read the note; the public does not.
  expect(await second.locator('main').innerText()).toContain('Alat berat kami datang besok pagi.')
  const { app } = lapor
  const shown = await app.inject({ method: 'GET', url: `/laporan/${number}` })
  expect(shown.body).toContain('Drainase dibersihkan sepanjang 200 meter.')
  expect(shown.body).not.toMatch(/Alat berat kami|Siapkan pompa/)
})
