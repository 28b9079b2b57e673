import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { treeProblems } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

let lapor: BrowserApp

beforeAll(async () => {
  lapor = await createBrowserApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

const STORY = 'Lubang besar di Jalan Kurinci depan pasar, sudah dua motor jatuh minggu ini.'

async function numberOn(page: Page): Promise<string> {
  const number = /\/laporan\/(\d{10})/.exec(page.url())?.[1]
  if (number === undefined) throw new Error(`no report at ${page.url()}`)
  return number
}

/** The six digits that training mode shows instead of sending them. */
async function enterCode(page: Page): Promise<void> {
  const code = /\b\d{6}\b/.exec(await page.locator('.notice').first().innerText())?.[0]
  await page.getByLabel('Kode', { exact: false }).fill(code ?? '')
  await page.locator('main form button[type=submit]').first().click()
  await page.waitForURL(/\/laporan\/\d{10}(\?|#|$)/)
}

/** As a screen reader has it, the page is in order. */
async function isInOrder(page: Page): Promise<void> {
  expect([page.url(), await treeProblems(page)]).toEqual([page.url(), []])
}

async function openAction(page: Page, name: string): Promise<void> {
  await page.locator('summary', { hasText: name }).first().click()
}

test('a reporter with script, the city, the unit, and the reporter’s own word at the end', {
  timeout: 90_000,
}, async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const works = await lapor.staff('unit_officer', 'pkl-dpupr')
  const reporter = await lapor.visitor({ viewport: { width: 360, height: 740 } })
  const { page } = reporter

  // The reporter forgets the contact first: nothing typed is lost.
  await page.goto('/')
  await page.getByRole('link', { name: 'Tulis laporan' }).first().click()
  await isInOrder(page)
  await page.getByLabel('Ceritakan').fill(STORY)
  await page.getByRole('combobox', { name: /Wilayah/ }).fill('medono kota pekalongan')
  await page
    .getByRole('option', { name: /Medono.*Pekalongan/ })
    .first()
    .click()
  const photo = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#886644' } })
    .withExif({
      IFD0: { Copyright: 'rumah pelapor' },
      IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '6/1 53/1 0/1' },
    })
    .jpeg()
    .toBuffer()
  await page
    .locator('input[name=attachments][type=file]')
    .setInputFiles({ name: 'lubang.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.getByLabel('Nama', { exact: true }).fill('Siti Nur Rahma')
  await page.getByRole('button', { name: 'Kirim laporan' }).click()
  await page.getByRole('alert', { name: 'Ada yang perlu dilengkapi dulu' }).waitFor()
  await isInOrder(page)
  await page.locator('.error-summary a').first().click()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('contact')
  expect(await page.getByLabel('Ceritakan').inputValue()).toBe(STORY)
  expect(await page.locator('main').innerText()).toContain('lubang.jpg')

  await page.getByLabel(/Nomor HP atau surel/).fill('0812-3456-7890')
  await page.getByRole('button', { name: 'Kirim laporan' }).click()
  await page.waitForURL('**/kode')
  await isInOrder(page)
  await enterCode(page)
  await page.getByRole('main').getByRole('status').first().waitFor()
  await isInOrder(page)
  const number = await numberOn(page)
  expect(await page.locator('main').innerText()).toContain('Kota Pekalongan')
  const stored = await lapor.context.db
    .selectFrom('attachments')
    .select(['id', 'mime'])
    .executeTakeFirstOrThrow()
  const bytes = await sharp(await readAll(stored.id)).metadata()
  expect([stored.mime, bytes.exif]).toEqual(['image/jpeg', undefined])

  const admin = await lapor.visitor({ viewport: { width: 1280, height: 900 } })
  await lapor.signIn(admin.page, city.email)
  await isInOrder(admin.page)
  await admin.page.locator(`a[href*="${number}"]`).first().click()
  await admin.page.getByRole('combobox', { name: /Disposisikan kepada/ }).fill('pekerjaan umum')
  await admin.page
    .getByRole('option', { name: /Pekerjaan Umum/ })
    .first()
    .click()
  await admin.page.getByRole('button', { name: 'Verifikasi dan disposisikan' }).click()
  await admin.page.waitForURL(/ok=/)
  await admin.page.getByRole('status').first().waitFor()
  await isInOrder(admin.page)
  expect(await admin.page.locator('main').innerText()).toContain('Pekerjaan Umum')

  const officer = await lapor.visitor({ viewport: { width: 1280, height: 900 } })
  await lapor.signIn(officer.page, works.email)
  await officer.page.goto(`/petugas/laporan/${number}`)
  for (const [kind, text] of [
    ['public', 'Tim kami sudah menyurvei lokasi pagi ini.'],
    ['answer', 'Lubang sudah ditambal dengan aspal hari ini pukul 10.00.'],
  ]) {
    const form = officer.page.locator('#form-respond')
    if (!(await form.isVisible())) await openAction(officer.page, 'Tindak lanjut dan jawaban')
    await form.locator(`input[name=kind][value=${kind}]`).check({ force: true })
    await form.getByLabel('Tulisan Anda').fill(text ?? '')
    const reason = form.getByLabel(/tidak ada bukti/i)
    if (await reason.isVisible()) await reason.fill('Kamera petugas rusak.')
    await form.getByRole('button', { name: 'Kirim', exact: true }).click()
    await officer.page
      .getByText(text ?? '')
      .first()
      .waitFor()
    await officer.page.getByRole('status').first().waitFor()
    await isInOrder(officer.page)
  }

  await page.goto(`/laporan/${number}`)
  await page.getByText('Lubang sudah ditambal').first().waitFor()
  await openAction(page, 'Ya, sudah selesai')
  await isInOrder(page)
  await page.locator('input[name=rating][value="5"]').check({ force: true })
  await page.getByRole('button', { name: 'Nyatakan selesai' }).click()
  await page.getByRole('status').getByText('Terima kasih atas penilaian Anda').waitFor()
  await isInOrder(page)

  // Everybody can find it and read how it went, without the reporter's full name or contact.
  const stranger = await lapor.visitor()
  await stranger.page.goto('/laporan?q=lubang+kurinci')
  await stranger.page.locator(`a[href*="${number}"]`).first().click()
  const text = await stranger.page.locator('main').innerText()
  expect(text).toContain('Lubang sudah ditambal')
  expect(text).not.toContain('Rahma')
  expect(text).not.toContain('7890')
  for (const visitor of [reporter, admin, officer, stranger]) expect(visitor.complaints).toEqual([])
})

test('a reporter without script can do all of it, and loses nothing', { timeout: 90_000 }, async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const { page, context } = await lapor.visitor({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  })
  await page.goto('/lapor')
  await page.getByLabel('Ceritakan').fill(STORY)
  await page.getByLabel('Wilayah', { exact: false }).first().fill('sukamaju')
  await page.getByRole('button', { name: 'Cari wilayah' }).click()
  await page.locator('input[name=area_choice]').nth(2).waitFor({ state: 'attached' })
  await page.getByLabel('Wilayah', { exact: false }).first().fill('medono kota pekalongan')
  await page.getByRole('button', { name: 'Cari wilayah' }).click()
  await page.getByLabel(/Nomor HP atau surel/).fill('siti@contoh.id')
  await page.getByLabel('Nama', { exact: true }).fill('Siti Nur Rahma')
  await page.locator('main button[value=save]').click()

  // A new visit, even of another tab, brings the draft back.
  await page.goto('/lapor')
  expect(await page.getByLabel('Ceritakan').inputValue()).toBe(STORY)

  // A forged or expired token sends nothing, and keeps everything.
  await context.clearCookies({ name: 'lapor_form' })
  await page.getByRole('button', { name: 'Kirim laporan' }).click()
  expect(await page.getByLabel('Ceritakan').inputValue()).toBe(STORY)
  expect(await page.locator('main').innerText()).toContain('sekali lagi')

  await page.getByRole('button', { name: 'Kirim laporan' }).click()
  if (!page.url().endsWith('/kode')) {
    await page.locator('input[name=area_choice]').first().check({ force: true })
    await page.getByRole('button', { name: 'Kirim laporan' }).click()
  }
  await enterCode(page)
  const number = await numberOn(page)

  const { context: use } = lapor
  const { assignReport, answerReport } = await import('../../src/reports/index.ts')
  await assignReport(use, city.actor, number, { institution_code: 'pkl-dpupr' })
  await answerReport(use, city.actor, number, { text: 'Lubang sudah ditambal hari ini.' })
  await page.goto(`/laporan/${number}`)
  await openAction(page, 'Belum selesai')
  await isInOrder(page)
  await page.getByLabel('Apa yang belum beres?').fill('Tambalannya sudah berlubang lagi.')
  await page.getByRole('button', { name: 'Buka kembali laporan' }).click()
  expect(await page.locator('main').innerText()).toContain('dibuka kembali')
  await isInOrder(page)
})

test('a replayed form makes one report', async () => {
  const { page } = await lapor.visitor({ javaScriptEnabled: false })
  await page.goto('/lapor')
  const fields = await page
    .locator('main form')
    .first()
    .evaluate((form) => {
      const values: Record<string, string> = {}
      for (const [name, value] of new FormData(form as HTMLFormElement)) values[name] = String(value)
      return values
    })
    .catch(() => null)
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const token = fields?._csrf ?? (await page.locator('input[name=_csrf]').first().inputValue())
  const key = await page.locator('input[name=submission_key]').inputValue()
  const payload = new URLSearchParams({
    _csrf: token,
    submission_key: key,
    action: 'send',
    class: 'complaint',
    body: STORY,
    name: 'Siti Nur Rahma',
    contact: '081298765432',
  }).toString()
  const send = () =>
    lapor.app.inject({
      method: 'POST',
      url: '/lapor',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookies },
      payload,
    })
  const answers = [await send(), await send()]
  expect(answers.map((answer) => answer.statusCode)).toEqual([303, 303])
  expect(answers[0]?.headers.location).toBe(answers[1]?.headers.location)
})

async function readAll(id: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of lapor.context.files.read(id)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
