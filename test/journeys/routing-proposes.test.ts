import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  openStoredRouting,
  proposeForReport,
  type Routing,
  readConfirmedHistory,
} from '../../src/routing/index.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import type { TestStaff } from '../support/context.ts'
import { openDesk } from '../support/desk.ts'

let lapor: BrowserApp
let city: TestStaff
let routing: Routing

beforeAll(async () => {
  lapor = await createBrowserApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const { db, config } = lapor.context
  routing = await openStoredRouting(db, {
    projectDir: config.projectDir,
    dataDir: join(tmpdir(), 'lapor-test-routing'),
  })
}, 240_000)
afterAll(() => lapor[Symbol.asyncDispose]())

test('the verifier sees whose it probably is and why, takes it over with one click, and what is corrected is learned from', {
  timeout: 60_000,
}, async () => {
  const { db, clock } = lapor.context
  const { id, trackingNumber } = await lapor.report({
    title: 'Sampah menumpuk',
    body: 'Sampah di TPS Kelurahan Medono menumpuk dua minggu tidak diangkut, baunya sampai rumah.',
  })
  await proposeForReport(db, routing, { reportId: id, now: clock.now() })

  const desk = await openDesk(lapor, city.email)
  await desk.open(trackingNumber)
  const card = desk.page.locator('#usulan')
  const first = card.locator('li').first()
  expect(await first.innerText()).toMatch(/\d+ %[\s\S]*Dinas Lingkungan Hidup[\s\S]*Sampah[\s\S]*“[Ss]ampah”/)
  expect(await first.innerText()).toContain('Medono')

  await first.getByRole('link', { name: 'Pakai' }).click()
  await desk.page.waitForURL(/usul=1/)
  const form = await desk.form('assign', 'Verifikasi')
  expect(await form.locator('select[name=category_code]').inputValue()).toBe('lingkungan.sampah')
  expect(await form.locator('input[name=institution]').inputValue()).toContain('Lingkungan Hidup')

  await form.locator('select[name=category_code]').selectOption('lingkungan.pencemaran-udara')
  await desk.send(form)
  const [learned] = await readConfirmedHistory(db, 1)
  expect(learned).toMatchObject({ label: 'lingkungan.pencemaran-udara' })
  expect(learned?.text).toContain('TPS Kelurahan Medono')
})
