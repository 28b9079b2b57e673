import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerReport, assignReport, followUpReport } from '../../src/reports/index.ts'
import { countAllChanges } from '../../src/statistics/index.ts'
import { treeProblems } from '../support/accessibility-tree.ts'
import { REPORTER, type TestStaff } from '../support/app.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let lapor: BrowserApp
let staff: Record<'national' | 'city' | 'works' | 'observer', TestStaff>
let number: string
let follow: string

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
  follow = `/laporan/${number}?kunci=${report.followSecret}`
  await assignReport(lapor.context, staff.city.actor, number, { institution_code: 'pkl-dpupr' })
  await followUpReport(lapor.context, staff.works.actor, number, {
    text: 'Kami survei besok.',
    visibility: 'public',
  })
  for (let index = 0; index < 6; index += 1) await lapor.report()
  await countAllChanges(lapor.context.db)
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function seriousProblems(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const results = await page.evaluate<AxeResults>('axe.run()')
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
}

const LOOKS = [
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
] as const

test.each(LOOKS)(
  'no public page has a serious hindrance ($colorScheme)',
  { timeout: 120_000 },
  async (look) => {
    const { page, complaints } = await lapor.visitor({ ...look, bypassCSP: true })
    for (const path of [
      '/',
      '/lapor',
      '/laporan',
      '/laporan?q=tidak-ada',
      `/laporan/${number}`,
      `/laporan/${number}/ikut`,
      follow,
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
    ]) {
      await page.goto(path)
      expect([path, await seriousProblems(page)]).toEqual([path, []])
      // The tree has no colours: once is enough.
      if (look.colorScheme === 'light') expect([path, await treeProblems(page)]).toEqual([path, []])
      // Nothing may be wider than the screen: a person on a phone would have to push the page about.
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([path, overflow]).toEqual([path, 0])
    }
    expect(complaints).toEqual([])
  },
)

test.each(LOOKS)(
  'no page of staff has a serious hindrance ($colorScheme)',
  { timeout: 120_000 },
  async (look) => {
    const { page, complaints } = await lapor.visitor({ ...look, bypassCSP: true })
    await lapor.signIn(page, staff.national.email)
    for (const path of [
      '/petugas',
      '/petugas/laporan',
      '/petugas/pengawasan',
      '/petugas/pemantauan',
      '/petugas/pemantauan?bagian=quality',
      '/petugas/pemantauan?bagian=survey',
      '/petugas/pemantauan/aturan',
      '/petugas/unduhan',
      '/petugas/pemantauan/instansi',
      `/petugas/laporan/${number}`,
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
    ]) {
      const response = await page.goto(path)
      expect([path, response?.status()]).toEqual([path, 200])
      expect([path, await seriousProblems(page)]).toEqual([path, []])
      // The tree has no colours: once is enough.
      if (look.colorScheme === 'light') expect([path, await treeProblems(page)]).toEqual([path, []])
    }
    expect(complaints).toEqual([])
  },
)

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

test('staff work by keyboard alone', { timeout: 60_000 }, async () => {
  const { page } = await lapor.visitor()
  await lapor.signIn(page, staff.works.email)
  await page.keyboard.press('j')
  // The keys are loaded after the page; until then a press does nothing.
  await expect
    .poll(async () => {
      await page.keyboard.press('j')
      return page.evaluate(() => document.activeElement?.getAttribute('href') ?? '')
    })
    .toContain(number)
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/petugas/laporan/${number}`)
  const form = page.locator('#form-respond')
  if (!(await form.isVisible())) {
    await page.locator('summary', { hasText: 'Tindak lanjut dan jawaban' }).focus()
    await page.keyboard.press('Enter')
  }
  await form.locator('textarea[name=text]').focus()
  await page.keyboard.type('Material sudah tiba di lokasi.')
  await form.getByRole('button', { name: 'Kirim', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Material sudah tiba di lokasi.').first().waitFor()
})

test('a reporter’s page shows the whole way by the follow link, and a stranger’s browser not', async () => {
  const { page } = await lapor.visitor()
  await page.goto(follow)
  expect(page.url()).not.toContain('kunci')
  expect(await page.locator('main').innerText()).toContain('Tambah keterangan')
  const other = await lapor.visitor()
  await other.page.goto(`/laporan/${number}`)
  expect(await other.page.locator('main').innerText()).not.toContain('Tambah keterangan')
  await answerReport(lapor.context, staff.works.actor, number, { text: 'Lampu sudah menyala kembali.' })
  expect(REPORTER.kind).toBe('reporter')
})
