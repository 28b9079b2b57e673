import { afterAll, beforeAll, expect, test } from 'vitest'
import { actOnProposal, assignReport } from '../../src/reports/index.ts'
import { proposeForReport, type Routing, readConfirmedHistory } from '../../src/routing/index.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import { lendColdStart } from '../support/cold-start.ts'
import type { TestStaff } from '../support/context.ts'
import { openDesk } from '../support/desk.ts'

let lapor: BrowserApp
let city: TestStaff
let routing: Routing

beforeAll(async () => {
  lapor = await createBrowserApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  lendColdStart(lapor.context.config)
  routing = await lapor.context.routing.open()
}, 300_000)
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
  expect(await first.innerText()).toMatch(
    /\d+\s%[\s\S]*Dinas Lingkungan Hidup[\s\S]*Sampah[\s\S]*“[Ss]ampah”/,
  )
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

test('who writes of an incident that is public is offered to join it, by keyboard, and loses no word', {
  timeout: 60_000,
}, async () => {
  const { db, clock } = lapor.context
  const { id, trackingNumber } = await lapor.report({
    body: 'Pohon tumbang menutup Jalan Sriwijaya dekat gapura, kabel listrik ikut putus.',
    area_code: '33.75.01.1006',
  })
  await proposeForReport(db, routing, { reportId: id, now: clock.now() })
  await assignReport(lapor.context, city.actor, trackingNumber, { institution_code: 'pkl-dpupr' })

  const { page, complaints } = await lapor.visitor({ viewport: { width: 360, height: 740 } })
  await page.clock.install()
  const questions: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') questions.push(request.url())
  })
  await page.goto('/lapor')
  // Nothing is told yet, so nothing is asked, however long somebody only looks.
  await page.locator('input[name=similar_seen][value=script]').waitFor({ state: 'attached' })
  await page.clock.runFor(5_000)
  expect(questions).toEqual([])
  const told = 'Ada pohon tumbang di Jalan Sriwijaya, kabel listrik putus dan motor tidak bisa lewat.'
  await page.getByLabel('Ceritakan').fill(told)
  await page.getByLabel('Nama', { exact: true }).fill('Wahyu Setiawan')
  const offer = page.locator('#serupa')
  await offer.getByRole('status').filter({ hasText: 'Sudah ada yang melaporkan' }).waitFor()
  expect(await offer.innerText()).toContain('Pohon tumbang menutup Jalan Sriwijaya')
  const join = offer.getByRole('button', { name: 'Saya juga mengalami' })
  await join.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/ikut?dari=lapor')
  expect(await page.getByLabel('Ada yang ingin Anda tambahkan?').inputValue()).toBe(told)
  expect(await page.getByLabel('Nama', { exact: true }).inputValue()).toBe('Wahyu Setiawan')
  await page.getByRole('link', { name: 'Kembali ke formulir laporan' }).click()
  await page.waitForURL('**/lapor')
  expect(await page.getByLabel('Ceritakan').inputValue()).toBe(told)
  expect(complaints).toEqual([])
})

test('an institution lets the machine assign at its own confidence, sees what it did, and takes it back', {
  timeout: 60_000,
}, async () => {
  const desk = await openDesk(lapor, city.email)
  const { page } = desk
  await page.goto('/petugas/perutean?bagian=otomatis')
  await page.getByLabel('Disposisi otomatis ke unit sendiri').selectOption('0.8')
  await page.getByRole('button', { name: 'Simpan' }).click()
  await page.waitForURL(/ok=automatic/)

  const { id, trackingNumber } = await lapor.report({
    title: 'Sampah menumpuk',
    body: 'Sampah di TPS Kelurahan Medono menumpuk, tidak diangkut truk sampah dua minggu.',
    institution_code: 'kota-pekalongan',
  })
  const { db, clock } = lapor.context
  const proposal = await proposeForReport(db, routing, { reportId: id, now: clock.now() })
  if (proposal === null) throw new Error('no proposal')
  expect(await actOnProposal(lapor.context, id, proposal)).toBe('assigned')

  await desk.open(trackingNumber)
  expect(await page.locator('main').innerText()).toContain('Didisposisikan otomatis')
  await page.getByRole('button', { name: 'Batalkan disposisi otomatis' }).click()
  await page.locator('.badge.state-submitted').first().waitFor()
  await page.goto('/petugas/perutean?bagian=otomatis')
  expect(await page.locator('main').innerText()).toMatch(/1\s+Dibatalkan petugas|Dibatalkan petugas\s+1/)
})

test('a rule of competence is tried on past reports before it is switched on', {
  timeout: 60_000,
}, async () => {
  const national = await lapor.staff('national_admin', 'kemen-panrb')
  const { trackingNumber } = await lapor.report({ body: 'Jembatan bambu di Kelurahan Medono roboh kemarin.' })
  await assignReport(lapor.context, city.actor, trackingNumber, {
    institution_code: 'pkl-dlh',
    category_code: 'infrastruktur.jembatan',
  })
  const { page } = await openDesk(lapor, national.email)
  await page.goto('/petugas/perutean?bagian=aturan')
  await page.locator('summary', { hasText: 'Tambah aturan' }).click()
  const form = page.locator('#form-rule')
  await form.getByLabel('Kategori').fill('infrastruktur.jembatan')
  await form.getByLabel('Kata dalam laporan').fill('jembatan bambu')
  await form.getByLabel('Penangan', { exact: true }).fill('tidak ada!')
  await form.getByRole('button', { name: 'Simpan' }).click()
  await page.locator('.error-summary').waitFor()
  await form.getByLabel('Penangan', { exact: true }).fill('public-works')
  await form.getByRole('button', { name: 'Simpan' }).click()
  await page.waitForURL(/ok=rule/)

  const rule = page.locator('li', { hasText: 'jembatan bambu' })
  expect(await rule.innerText()).toContain('Mati')
  await rule.getByRole('link', { name: 'Coba' }).click()
  await page.waitForURL(/coba=/)
  expect(await rule.innerText()).toContain(
    'Aturan ini akan memindahkan 1 laporan, 1 di antaranya bertentangan dengan keputusan petugas.',
  )
  expect(await rule.innerText()).toContain(trackingNumber)
  await rule.getByRole('button', { name: 'Nyalakan' }).click()
  await page.waitForURL(/ok=switch/)
  expect(await rule.innerText()).toContain('Menyala')
  await page.goto('/petugas/perutean')
  expect(await page.locator('main').innerText()).toContain('Usulan pertama benar')
})
