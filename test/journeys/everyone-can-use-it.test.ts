import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerReport, assignReport } from '../../src/reports/index.ts'
import { heard, islandsBegun } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import { tabTo } from '../support/keyboard.ts'

let lapor: BrowserApp
let number: string
let follow: string

beforeAll(async () => {
  lapor = await createBrowserApp()
  const report = await lapor.report()
  number = report.trackingNumber
  follow = `/laporan/${number}?kunci=${report.followSecret}`
})
afterAll(() => lapor[Symbol.asyncDispose]())

const PAGES = () => [
  '/',
  '/lapor',
  '/laporan',
  `/laporan/${number}`,
  '/saya',
  '/luring',
  '/tentang',
  '/masuk',
]

/** What sticks out of the page, or is cut off inside its own box. */
function lostText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
    const lost = wide > 0 ? [`page: ${wide} px too wide`] : []
    for (const element of document.querySelectorAll<HTMLElement>('main *, header *, footer *')) {
      const style = getComputedStyle(element)
      const hidden = style.overflowX === 'hidden' || style.overflowY === 'hidden'
      const forReaders = element.closest('.sr-only, [hidden], svg, .step-text') !== null
      if (!hidden || forReaders || style.textOverflow === 'ellipsis' || element.clientHeight === 0) continue
      if (element.scrollHeight - element.clientHeight > 4)
        lost.push(`${element.className}: ${element.innerText.slice(0, 40)}`)
    }
    return lost
  })
}

test('at 320 pixels, and with letters twice as large, nothing is cut off', { timeout: 90_000 }, async () => {
  const { page } = await lapor.visitor({ viewport: { width: 320, height: 640 } })
  for (const path of PAGES()) {
    await page.goto(path)
    expect([path, await lostText(page)]).toEqual([path, []])
  }
  await page.setViewportSize({ width: 640, height: 900 })
  for (const path of PAGES()) {
    await page.goto(path)
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    expect([path, await lostText(page)]).toEqual([path, []])
  }
})

test('with the colours of the system, what can be pressed still has an edge and what is chosen a mark', async () => {
  const { page } = await lapor.visitor({ forcedColors: 'active' })
  await page.goto('/lapor')
  const flat = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main button.button, main input.control, main textarea')]
      .filter((element) => element.offsetParent !== null)
      .filter((element) => {
        const { borderTopStyle, borderTopWidth, outlineStyle } = getComputedStyle(element)
        return (borderTopStyle === 'none' || borderTopWidth === '0px') && outlineStyle === 'none'
      })
      .map((element) => element.outerHTML.slice(0, 80)),
  )
  expect(flat).toEqual([])
  const chosen = page.locator('input[name=class]')
  const border = (index: number) =>
    chosen.nth(index).evaluate((input) => {
      const card = input.closest('label') ?? input
      const { borderTopColor, outlineStyle, borderTopWidth } = getComputedStyle(card)
      return `${borderTopColor} ${borderTopWidth} ${outlineStyle} ${getComputedStyle(input).appearance}`
    })
  await chosen.nth(0).check({ force: true })
  const marked = (await border(0)) !== (await border(1)) || (await border(0)).endsWith('auto')
  expect(marked).toBe(true)
})

test('who wants no movement sees none', async () => {
  const { page } = await lapor.visitor({ reducedMotion: 'reduce' })
  for (const path of ['/', '/lapor', follow]) {
    await page.goto(path)
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')]
        .filter((element) => {
          const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element)
          const longest = (list: string) =>
            Math.max(...list.split(',').map((part) => Number.parseFloat(part)))
          return (
            longest(transitionDuration) > 0.02 ||
            longest(animationDuration) > 0.02 ||
            scrollBehavior === 'smooth'
          )
        })
        .map((element) => element.className),
    )
    expect([path, moving]).toEqual([path, []])
  }
})

test.each([
  ['without script, map, position and e-mail', false],
  ['with suggestions', true],
] as const)('%s a problem is told, by keyboard alone', { timeout: 60_000 }, async (_how, script) => {
  const { page } = await lapor.visitor({ javaScriptEnabled: script, viewport: { width: 360, height: 740 } })
  const number = `0812999917${script ? '08' : '09'}`
  const reach = (heard: RegExp) => tabTo(page, heard)
  await page.goto('/')
  await reach(/link "(Tulis laporan|Lapor)"/)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/lapor')
  await islandsBegun(page)
  await reach(/textbox "Ceritakan"/)
  await page.keyboard.type('Air PDAM keruh dan berbau sejak hari Minggu.')
  if (script) {
    await reach(/combobox "Wilayah/)
    await page.keyboard.type('medono kota pekalongan')
    await page
      .getByRole('option', { name: /Medono/ })
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await page.locator('input[name=area_code]').inputValue()).toBe('33.75.01.1002')
  }
  await reach(/textbox "Nama"/)
  await page.keyboard.type('Rukmini')
  await reach(/textbox "Nomor HP/)
  await page.keyboard.type(number)
  await reach(/button "Kirim laporan"/)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/kode')
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Masukkan kode')
  const code = /\b\d{6}\b/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
  await reach(/textbox "Kode/)
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/laporan\/\d{10}\?/)

  // Answered, the reporter judges it, by keyboard too.
  const trackingNumber = /\d{10}/.exec(page.url())?.[0] ?? ''
  // With a region it went to the city, without one to the country's desk.
  const holder = script
    ? await lapor.staff('institution_admin', 'kota-pekalongan')
    : await lapor.staff('national_admin', 'nasional')
  const works = await lapor.staff('unit_officer', 'pkl-dpupr')
  await assignReport(lapor.context, holder.actor, trackingNumber, { institution_code: 'pkl-dpupr' })
  await answerReport(lapor.context, works.actor, trackingNumber, { text: 'Pipanya sudah kami bersihkan.' })
  await page.goto(`/laporan/${trackingNumber}`)
  await reach(/Ya, sudah selesai/)
  await page.keyboard.press('Enter')
  await reach(/radio/)
  await page.keyboard.press('ArrowRight')
  await reach(/button "Nyatakan selesai"/)
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: 'Terima kasih atas penilaian Anda' }).waitFor()
})

test('a screen reader hears the form as what it is', async () => {
  const { page } = await lapor.visitor()
  await page.goto('/lapor')
  const controls = (await heard(page.locator('main'))).filter((line) =>
    /^- (heading|group|radio|textbox|combobox|checkbox|button|link) /.test(line),
  )
  expect(controls).toEqual([
    '- heading "Tulis laporan" [level=1]',
    '- heading "Apa yang terjadi" [level=2]',
    '- group "Apa yang ingin Anda sampaikan?":',
    expect.stringMatching(/^- radio "Pengaduan .*" \[checked\]$/),
    expect.stringMatching(/^- radio "Aspirasi .*"$/),
    expect.stringMatching(/^- radio "Permintaan informasi .*"$/),
    '- textbox "Ceritakan"',
    '- button "Ucapkan saja"',
    '- textbox "Judul (boleh dikosongkan)"',
    '- textbox "Kapan terjadi? (boleh dikosongkan)"',
    '- button "Foto atau berkas (boleh dikosongkan)"',
    '- button "Ambil foto"',
    '- heading "Di mana" [level=2]',
    '- combobox "Wilayah (boleh dikosongkan)"',
    '- textbox "Letak tepatnya (boleh dikosongkan)"',
    '- button "Pakai lokasi saya"',
    '- heading "Tentang Anda" [level=2]',
    '- textbox "Nama"',
    '- textbox "Nomor HP atau surel (email)"',
    expect.stringMatching(/^- checkbox "Sembunyikan nama saya/),
    expect.stringMatching(/^- checkbox "Rahasiakan laporan ini/),
    '- link "Baca bagaimana data Anda dijaga":',
    '- button "Kirim laporan"',
    '- button "Simpan dulu"',
  ])
})

test('a screen reader hears where a report stands, who has it and what comes next', async () => {
  const { page } = await lapor.visitor()
  await page.goto(follow)
  const told = (await heard(page.locator('main'))).join('\n')
  for (const part of [
    /navigation "Letak halaman"/,
    /heading "Lampu penerangan jalan.*" \[level=1\]/,
    /list "Tahapan laporan"/,
    /heading "Perjalanan laporan" \[level=2\]/,
    /button "Kabari lewat ponsel ini"/,
  ]) {
    expect(told).toMatch(part)
  }
  expect(told).not.toMatch(/- (button|link|textbox|img)(:|\n|$)/)
})

test('in Javanese the form is Javanese, and what is not translated is Indonesian', async () => {
  const { page } = await lapor.visitor()
  await page.goto('/lapor')
  await page.getByRole('button', { name: 'Basa Jawa' }).click()
  await page.getByRole('heading', { name: 'Nyerat laporan' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('jv')
  await page.getByLabel('Cariyosaken', { exact: true }).fill('Margi ing ngajeng peken risak.')
  await page.getByLabel('Nami', { exact: true }).fill('Rukmini')
  await page.getByLabel(/Nomer HP/).fill('081299991708')
  await page.getByRole('button', { name: 'Kirim laporan' }).click()
  await page.waitForURL('**/kode')
  const { language } = await lapor.context.db
    .selectFrom('reports')
    .select('language')
    .where('body', 'like', 'Margi%')
    .executeTakeFirstOrThrow()
  expect(language).toBe('id')
})
