import type { AddressInfo } from 'node:net'
import type { BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { setIdentityRule, startReporterSession } from '../../src/identity/index.ts'
import { saveFront } from '../../src/institutions/index.ts'
import { heard } from '../support/accessibility-tree.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import { type CuttableNetwork, openNetwork } from '../support/cuttable-network.ts'

let lapor: BrowserApp
let network: CuttableNetwork
let photo: Buffer
const DISTRICT = 'Pekalongan Barat, Kota Pekalongan, Jawa Tengah'
const NIK = '3375014506900002'

beforeAll(async () => {
  lapor = await createBrowserApp()
  // The form has a field for the NIK, although what is told here does not need one.
  await setIdentityRule(
    lapor.context.db,
    { class: 'aspiration', categoryCode: '', step: 'stated' },
    lapor.clock.now(),
  )
  photo = await noisyPhoto(2_400, 1_800)
})
afterAll(() => lapor[Symbol.asyncDispose]())
beforeEach(async () => {
  network = await openNetwork((lapor.app.server.address() as AddressInfo).port)
})
afterEach(() => network[Symbol.asyncDispose]())

/** As heavy as a photo of a phone: noise does not compress. */
function noisyPhoto(width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width, height, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 90 })
    .toBuffer()
}

/** A phone that opened the form once, so that all of it is kept there. */
async function phone(baseURL = network.url): Promise<{ page: Page; context: BrowserContext }> {
  const { page, context } = await lapor.visitor({
    baseURL,
    viewport: { width: 360, height: 740 },
  })
  // As old a phone as the build still serves.
  await context.addInitScript(() => {
    Reflect.deleteProperty(AbortSignal, 'any')
    Reflect.deleteProperty(AbortSignal, 'timeout')
  })
  await page.goto('/lapor')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return { page, context }
}

async function write(page: Page, body: string, files: readonly Buffer[] = []): Promise<void> {
  await page.locator('form[data-outbox=ready]').waitFor()
  await page.getByLabel('Ceritakan', { exact: true }).fill(body)
  await page.getByLabel('Nama', { exact: true }).fill('Rukmini')
  await page.getByLabel(/Nomor HP atau surel/).fill('0812-9999-1708')
  for (const [index, buffer] of files.entries()) {
    await page
      .getByLabel(/Foto atau berkas/)
      .setInputFiles({ name: `foto-${index}.jpg`, mimeType: 'image/jpeg', buffer })
    await page.locator('.file-item').nth(index).waitFor()
  }
}

const send = (page: Page) => page.getByRole('button', { name: 'Kirim laporan' }).click()

/** The reports that tell of this, with the number of their files. */
async function received(body: string): Promise<number[]> {
  const reports = await lapor.context.db.selectFrom('reports').select('id').where('body', '=', body).execute()
  const counts: number[] = []
  for (const { id } of reports) {
    const files = await lapor.context.db
      .selectFrom('attachments')
      .select(['id', 'width', 'bytes'])
      .where('report_id', '=', id)
      .execute()
    expect(files.every(({ width }) => Number(width) <= 1_600)).toBe(true)
    counts.push(files.length)
  }
  return counts
}

test('opened, written and sent without a network, a report waits on the phone and leaves by itself', async () => {
  const body = 'Jembatan bambu hanyut dan kami tidak bisa menyeberang.'
  const { page, context } = await phone()
  network.cut()
  await context.setOffline(true)
  await page.goto('/lapor')
  await page.getByText('Sedang tidak ada jaringan').waitFor()
  await write(page, body, [photo])
  await page.getByLabel(/NIK/).fill(NIK)
  await send(page)
  await page.waitForURL('**/luring')
  await page.getByText('Menunggu jaringan').first().waitFor()
  // Whoever listens is told of it, hears which report it is, and what can be done with it.
  await page.getByRole('status').getByRole('link', { name: '1 laporan menunggu jaringan' }).waitFor()
  expect(await heard(page.getByRole('main').getByRole('listitem'))).toEqual(
    expect.arrayContaining([
      '- paragraph: Menunggu jaringan',
      `- heading "${body}" [level=2]`,
      '- button "Kirim sekarang"',
      '- button "Ubah"',
      '- button "Hapus"',
    ]),
  )
  expect(await received(body)).toEqual([])

  // Changed before it left: back in the form, then into the queue again, the photo with it.
  await page.getByRole('button', { name: 'Ubah' }).click()
  await page.waitForURL('**/lapor')
  await page.locator('form[data-outbox=ready]').waitFor()
  expect(await page.getByLabel('Ceritakan', { exact: true }).inputValue()).toBe(body)
  expect(await page.getByLabel(/NIK/).inputValue()).toBe('')
  await page.getByLabel(/NIK/).fill(NIK)
  await page.getByLabel('Nama', { exact: true }).fill('Rukmini Dewi')
  await expect.poll(() => draft(page)).toContain('Rukmini Dewi')
  expect(await draft(page)).not.toContain(NIK)
  await send(page)
  await page.waitForURL('**/luring')
  await page.getByText('Menunggu jaringan').first().waitFor()

  network.restore()
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Masukkan kode', exact: true }).waitFor()
  await page.getByRole('status').getByRole('link', { name: 'Laporan Anda terkirim' }).waitFor()
  expect(await heard(page.getByRole('main').getByRole('listitem'))).toContain('- paragraph: Terkirim')
  expect(new Set(await fieldsOnPhone(page))).toEqual(new Set(['title', 'body']))
  await enterCode(page)
  expect(await received(body)).toEqual([1])
  await page.getByText(/Kode Anda: \d{6}/).waitFor()
})

test('at an institution’s own host name the form that the phone keeps is for that institution too', async () => {
  const { db, clock } = lapor.context
  const { id } = await db
    .selectFrom('institutions')
    .select('id')
    .where('code', '=', 'kota-pekalongan')
    .executeTakeFirstOrThrow()
  // A name below localhost is this machine, and as good as a certificate to the browser.
  const front = { name: '', color: '', host: 'kota.localhost', emblem: null, dropEmblem: false }
  await saveFront({ db, clock, ownHosts: [] }, id, front)
  const { page, context } = await phone(network.url.replace('127.0.0.1', 'kota.localhost'))
  network.cut()
  await context.setOffline(true)
  await page.goto('/lapor')
  await page.getByText('Sedang tidak ada jaringan').waitFor()
  const body = 'Trotoar di depan terminal amblas.'
  await write(page, body)
  await send(page)
  await page.waitForURL('**/luring')
  network.restore()
  await context.setOffline(false)
  await enterCode(page)
  const { code } = await db
    .selectFrom('reports')
    .innerJoin('institutions', 'institutions.id', 'reports.institution_id')
    .select('institutions.code')
    .where('reports.body', '=', body)
    .executeTakeFirstOrThrow()
  expect(code).toBe('kota-pekalongan')
})

test.each([
  ['before a word went up', 'up', 1],
  ['in the middle of the photo', 'up', 90_000],
  ['after the server took it, before it could say so', 'down', 1],
] as const)('a line that breaks %s loses nothing and doubles nothing', async (when, direction, bytes) => {
  const body = `Sumur warga tercemar limbah, ${when}.`
  const { page } = await phone()
  // The photo is still on the phone when it is sent: nothing was uploaded meanwhile.
  network.cut()
  await write(page, body, [photo])
  network.restore()
  if (direction === 'down') await uploaded(page)
  const broken = network.cutAfter(direction, bytes)
  await send(page)
  await broken
  await page.waitForURL('**/luring')
  await page.getByText('Menunggu jaringan').first().waitFor()
  network.restore()
  await noticeNetwork(page)
  await enterCode(page)
  expect(await received(body)).toEqual([1])
})

test('a tab that is killed in the middle of sending has its report sent all the same, once', async () => {
  const body = 'Tanggul jebol dan sawah kami terendam.'
  const { page, context } = await phone()
  network.cut()
  await write(page, body, [photo])
  network.restore()
  const broken = network.cutAfter('up', 100_000)
  await send(page)
  await broken
  await page.close()
  network.restore()
  const later = await context.newPage()
  await later.goto('/')
  await later.getByRole('link', { name: /Laporan Anda terkirim/ }).click()
  await enterCode(later)
  expect(await received(body)).toEqual([1])
})

test('words and photos of a form outlive the tab, and what went up before does not go up again', async () => {
  const { page, context } = await phone()
  await write(page, 'Lampu jalan mati di depan pasar.', [photo])
  await uploaded(page)
  const kilobytes = /([\d.,]+) KB/.exec(await page.locator('.file-detail').innerText())?.[1] ?? '9999'
  expect(Number(kilobytes)).toBeLessThanOrEqual(400)
  await page.close()
  network.takeSent()
  const later = await context.newPage()
  await later.goto('/lapor')
  await later.locator('.file-detail', { hasText: 'terunggah' }).waitFor()
  expect(await later.getByLabel('Ceritakan', { exact: true }).inputValue()).toContain('Lampu jalan mati')
  await send(later)
  await later.waitForURL('**/kode')
  expect(await received('Lampu jalan mati di depan pasar.')).toEqual([1])
  expect(network.takeSent()).toBeLessThan(40_000)
})

test('at the speed of 2G a report with a photo arrives, and the page says how far it is', async () => {
  const body = 'Puskesmas tutup sejak pagi padahal hari kerja.'
  const { page } = await phone()
  // EDGE under a full cell: 240 kbit/s.
  network.limit(30_000)
  await write(page, body, [await noisyPhoto(700, 500)])
  await send(page)
  await page.waitForURL('**/kode', { timeout: 30_000 })
  expect(await received(body)).toEqual([1])
})

test('with the storage of the phone full nothing is lost: the photo stays on the page and goes when it can', async () => {
  const body = 'Pungutan liar saat mengurus surat di kantor desa.'
  const { page, context } = await phone()
  const session = await context.newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: network.url, quotaSize: 1_000 })
  network.cut()
  await context.setOffline(true)
  await write(page, body, [photo])
  await page.getByRole('alert').filter({ hasText: 'tidak muat disimpan di ponsel' }).waitFor()
  await send(page)
  await page.getByRole('status').filter({ hasText: 'Ada foto yang tidak muat' }).waitFor()
  expect(await page.getByLabel('Ceritakan', { exact: true }).inputValue()).toBe(body)
  network.restore()
  await context.setOffline(false)
  await send(page)
  await page.waitForURL('**/kode')
  expect(await received(body)).toEqual([1])
})

test('own reports and the names of places can be read without a network, until one signs out', async () => {
  const { page, context } = await phone()
  const report = await lapor.report()
  await page.goto(`/laporan/${report.trackingNumber}?kunci=${report.followSecret}`)
  await page.goto('/lapor')
  await expect
    .poll(() => page.evaluate(async () => (await caches.match('/luring/wilayah.json')) !== undefined), {
      timeout: 15_000,
    })
    .toBe(true)
  const villages = () =>
    page.evaluate(async () => {
      const kept = await (await caches.open('lapor-wilayah')).keys()
      return kept.map(({ url }) => url.split('/').pop()).filter((name) => name !== 'wilayah.json')
    })
  await page.evaluate(async () => {
    for (const code of ['33.26', '33.27', '33.74', '32.73', '51.71', '11.71'])
      await fetch(`/luring/wilayah/${code}.json`)
  })
  expect(await villages()).toHaveLength(5)
  await page.getByLabel('Wilayah').pressSequentially('pekalongan bar')
  await page.getByRole('option', { name: DISTRICT, exact: true }).click()
  await expect.poll(villages).toContain('33.75.json')
  network.cut()
  await context.setOffline(true)
  await page.goto('/')
  await page.getByRole('link', { name: /Lampu penerangan jalan/ }).click()
  await page.getByRole('heading', { name: /Lampu penerangan jalan/ }).waitFor()
  await page.goto('/lapor')
  await page.getByLabel('Wilayah').fill('pekalongan bar')
  await page.getByRole('option', { name: DISTRICT, exact: true }).click()
  expect(await page.locator('input[name=area_code]').inputValue()).toBe('33.75.01')
  await page.getByLabel('Wilayah').fill('medono')
  await page.getByRole('option', { name: 'Medono, Pekalongan Barat, Kota Pekalongan, Jawa Tengah' }).click()
  expect(await page.locator('input[name=area_code]').inputValue()).toBe('33.75.01.1002')
  network.restore()
  await context.setOffline(false)
  await page.goto('/saya')
  await page.evaluate(() => fetch('/saya/keluar', { method: 'POST' }))
  network.cut()
  await context.setOffline(true)
  await page.goto(`/laporan/${report.trackingNumber}`)
  await page.getByRole('heading', { name: 'Tersimpan di ponsel ini' }).waitFor()
})

test('who has all of their data deleted leaves no page of theirs on the phone', async () => {
  const { page, context } = await phone()
  const report = await lapor.report({ phone: '081299991709' })
  const { reporter_id } = await lapor.context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('id', '=', report.id)
    .executeTakeFirstOrThrow()
  const { token } = await startReporterSession(lapor.context, reporter_id)
  await context.addCookies([{ name: 'lapor_saya', value: token, url: network.url }])
  const path = `/laporan/${report.trackingNumber}`
  const isKept = () => page.evaluate(async (kept) => (await caches.match(kept)) !== undefined, path)
  await page.goto(`/saya${path}`)
  await expect.poll(isKept).toBe(true)
  await page.goto('/saya/data')
  await page.getByText('Hapus data saya').click()
  await page.getByLabel('Ketik HAPUS').fill('HAPUS')
  await page.getByRole('button', { name: 'Hapus untuk selamanya' }).click()
  await page.getByText('Data Anda sudah dihapus').waitFor()
  await expect.poll(isKept).toBe(false)
})

/** A draft as it lies on the phone. */
const draft = (page: Page) => page.evaluate(() => localStorage.getItem('lapor:draft:tell') ?? '')

/** The names of all fields of the reports that the phone keeps. */
function fieldsOnPhone(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('lapor')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const all = opening.result.transaction('reports').objectStore('reports').getAll()
          all.onsuccess = () =>
            resolve(all.result.flatMap(({ fields }) => fields.map(([name]: [string]) => name)))
        }
      }),
  )
}

/** What a phone tells its pages when it is connected again. */
const noticeNetwork = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('online')))

async function enterCode(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Masukkan kode', exact: true }).click()
  await page.waitForURL('**/kode')
}

async function uploaded(page: Page): Promise<void> {
  await noticeNetwork(page)
  await page.locator('.file-detail', { hasText: 'terunggah' }).filter({ hasNotText: '%' }).waitFor()
}
