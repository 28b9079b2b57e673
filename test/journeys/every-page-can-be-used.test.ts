import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerReport, assignReport, followUpReport } from '../../src/reports/index.ts'
import { countAllChanges } from '../../src/statistics/index.ts'
import { heard, islandsBegun, treeProblems } from '../support/accessibility-tree.ts'
import { REPORTER, TEST_PASSWORD, type TestStaff } from '../support/app.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import { tabTo } from '../support/keyboard.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Visit = Awaited<ReturnType<BrowserApp['visitor']>>

let lapor: BrowserApp
let staff: Record<'national' | 'city' | 'works' | 'observer', TestStaff>
let number: string
let secret: string

beforeAll(async () => {
  lapor = await createBrowserApp()
  staff = {
    national: await lapor.staff('national_admin', 'nasional'),
    city: await lapor.staff('institution_admin', 'kota-pekalongan'),
    works: await lapor.staff('unit_officer', 'pkl-dpupr'),
    observer: await lapor.staff('observer', 'kota-pekalongan'),
  }
  const report = await lapor.report()
  number = report.trackingNumber
  secret = report.followSecret
  await assignReport(lapor.context, staff.city.actor, number, { institution_code: 'pkl-dpupr' })
  await followUpReport(lapor.context, staff.works.actor, number, {
    text: 'Kami survei besok.',
    visibility: 'public',
  })
  for (let index = 0; index < 6; index += 1) await lapor.report()
  await countAllChanges(lapor.context.db)
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** What axe finds, whatever its weight, with the size of what a finger must hit (WCAG 2.2) that it leaves out by itself. */
async function hindrances(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const results = await page.evaluate<AxeResults>(`axe.run({ rules: { 'target-size': { enabled: true } } })`)
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
  )
}

const LOOKS = [
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
] as const

/** `{number}` and `{secret}` are those of a report. */
const PUBLIC_PAGES = [
  '/',
  '/lapor',
  '/laporan',
  '/laporan?q=tidak-ada',
  '/laporan/{number}',
  '/laporan/{number}/ikut',
  '/laporan/{number}?kunci={secret}',
  '/laporan/akses',
  '/saya',
  '/keberatan',
  '/tentang',
  '/privasi',
  '/luring',
  '/lapor/luring',
  '/audit',
  '/statistik',
  '/statistik/definisi',
  '/data-terbuka',
  '/instansi/kota-pekalongan',
  '/sematan/kota-pekalongan',
  '/instansi/kota-pekalongan/laporan-bulanan/2026-10',
  '/masuk',
  '/masuk/lupa',
  '/tidak-ada',
] as const

const STAFF_PAGES = [
  '/petugas',
  '/petugas/laporan',
  '/petugas/pengawasan',
  '/petugas/pemantauan',
  '/petugas/pemantauan?bagian=quality',
  '/petugas/pemantauan?bagian=survey',
  '/petugas/pemantauan/aturan',
  '/petugas/unduhan',
  '/petugas/pemantauan/instansi',
  '/petugas/laporan/{number}',
  '/petugas/pemberitahuan',
  '/petugas/instansi',
  '/petugas/instansi/kota-pekalongan/jawaban',
  '/petugas/instansi/kota-pekalongan/depan',
  '/petugas/rujukan',
  '/petugas/aturan-identitas',
  '/petugas/aturan-retensi',
  '/petugas/penyalahgunaan?bagian=blokir',
  '/petugas/catatan-perubahan',
  '/petugas/pembukaan-identitas',
  '/petugas/akun',
  '/petugas/akun/langkah-kedua',
  '/petugas/staf',
  '/petugas/staf/undang',
  '/petugas/staf/akun-instansi/nasional',
  '/petugas/sistem',
  '/petugas/sistem/baru',
] as const

// Each page a test of its own: none waits for all the others, and the one that fails is named.
describe.each(LOOKS)('nobody is hindered ($colorScheme)', (look) => {
  const visits: { visitor?: Visit; national?: Visit } = {}

  beforeAll(async () => {
    visits.visitor = await lapor.visitor({ ...look, bypassCSP: true })
    visits.national = await lapor.visitor({ ...look, bypassCSP: true })
    await lapor.signIn(visits.national.page, staff.national.email)
  })
  afterAll(() => Promise.all([visits.visitor?.context.close(), visits.national?.context.close()]))

  const lookAt = async (visit: Visit | undefined, path: string) => {
    if (visit === undefined) throw new Error('nobody looks')
    const { page, complaints } = visit
    const response = await page.goto(path.replace('{number}', number).replace('{secret}', secret))
    expect(await hindrances(page)).toEqual([])
    // The tree has no colours: once is enough.
    if (look.colorScheme === 'light') expect(await treeProblems(page)).toEqual([])
    expect(await tooWide(page)).toEqual({ page: 0, tables: 0 })
    expect(complaints.splice(0)).toEqual([])
    return { page, status: response?.status() }
  }

  test.each(PUBLIC_PAGES)('on the public page %s, and nothing is wider than the screen', async (path) => {
    await lookAt(visits.visitor, path)
  })

  test.each(STAFF_PAGES)('on the page of staff %s, and nothing is wider than the screen', async (path) => {
    expect((await lookAt(visits.national, path)).status).toBe(200)
  })
})

/** Pixels by which a person would have to push the page about, and tables that are cut off at their edge. */
function tooWide(page: Page): Promise<{ page: number; tables: number }> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    const frames = [...document.querySelectorAll('.table-frame')]
    return {
      page: scrollWidth - clientWidth,
      tables: frames.filter((frame) => frame.scrollWidth > frame.clientWidth).length,
    }
  })
}

test('on a tablet the widest tables of staff are whole', async () => {
  const { page } = await lapor.visitor({ viewport: { width: 768, height: 1024 } })
  await lapor.signIn(page, staff.national.email)
  for (const path of [
    '/petugas/laporan',
    '/petugas/pemantauan?bagian=quality',
    '/petugas/pemantauan/instansi',
  ]) {
    await page.goto(path)
    expect([path, await tooWide(page)]).toEqual([path, { page: 0, tables: 0 }])
  }
})

test('the first visit of the home page weighs 60 KB at most', async () => {
  const { page, context } = await lapor.visitor()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const received: number[] = []
  session.on('Network.loadingFinished', ({ encodedDataLength }) => received.push(encodedDataLength))
  await page.goto('/', { waitUntil: 'networkidle' })
  const bytes = received.reduce((sum, length) => sum + length, 0)
  expect(received.length).toBeGreaterThan(2)
  expect(bytes).toBeLessThanOrEqual(60 * 1024)

  // Nothing is drawn before the one style is there, and nothing else is waited for.
  for (const path of ['/', '/lapor', `/laporan/${number}`, '/laporan']) {
    await page.goto(path)
    const waitedFor = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => Reflect.get(entry, 'renderBlockingStatus') === 'blocking')
        .map(({ name }) => name.replace(/.*\//, '').replace(/-.*\./, '.')),
    )
    expect([path, waitedFor]).toEqual([path, ['theme.css']])
  }
})

test('each role sees its own work, and nothing else exists for it', { timeout: 60_000 }, async () => {
  const stranger = await lapor.staff('unit_officer', 'pkl-dinkes')
  const sees = async (email: string) => {
    const { page } = await lapor.visitor()
    await lapor.signIn(page, email)
    const response = await page.goto(`/petugas/laporan/${number}`)
    const forms = await page.locator('main form[id^=form-]').count()
    return { status: response?.status(), acts: forms > 0 }
  }
  expect(await sees(staff.national.email)).toMatchObject({ status: 200 })
  expect(await sees(staff.city.email)).toEqual({ status: 200, acts: true })
  expect(await sees(staff.works.email)).toEqual({ status: 200, acts: true })
  expect(await sees(staff.observer.email)).toEqual({ status: 200, acts: false })
  expect(await sees(stranger.email)).toMatchObject({ status: 404 })
})

test('staff sign in, open a report from their list and handle it by keyboard alone', {
  timeout: 60_000,
}, async () => {
  const { page } = await lapor.visitor()
  await page.goto('/masuk')
  await tabTo(page, /textbox "Surel dinas"/)
  await page.keyboard.type(staff.works.email)
  await tabTo(page, /textbox "Kata sandi"/)
  await page.keyboard.type(TEST_PASSWORD)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/petugas')
  // The keys are loaded after the page; until then a press does nothing.
  await islandsBegun(page)
  await page.keyboard.press('j')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toContain(number)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/petugas/laporan/${number}`)
  if (!(await page.locator('#form-respond').isVisible())) {
    await tabTo(page, /Tindak lanjut dan jawaban/)
    await page.keyboard.press('Enter')
  }
  await tabTo(page, /radio "Tindak lanjut .*\[checked\]/)
  await tabTo(page, /textbox "Tulisan Anda"/)
  await page.keyboard.type('Material sudah tiba di lokasi.')
  await tabTo(page, /button "Kirim"/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/ok=/)
  expect(await heard(page.getByRole('list', { name: 'Perjalanan laporan' }))).toContain(
    '- text: Material sudah tiba di lokasi.',
  )
})

test('a reporter’s page shows the whole way by the follow link, and a stranger’s browser not', async () => {
  const { page } = await lapor.visitor()
  await page.goto(`/laporan/${number}?kunci=${secret}`)
  expect(page.url()).not.toContain('kunci')
  expect(await page.locator('main').innerText()).toContain('Tambah keterangan')
  const other = await lapor.visitor()
  await other.page.goto(`/laporan/${number}`)
  expect(await other.page.locator('main').innerText()).not.toContain('Tambah keterangan')
  await answerReport(lapor.context, staff.works.actor, number, { text: 'Lampu sudah menyala kembali.' })
  expect(REPORTER.kind).toBe('reporter')
})
