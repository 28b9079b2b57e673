import type { AddressInfo } from 'node:net'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifyOfEvent } from '../../src/notifications/index.ts'
import { assignReport } from '../../src/reports/index.ts'
import { PNG } from '../../src/web/visitor.fixture.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'
import { openNetwork } from '../support/cuttable-network.ts'
import { openPushDouble } from '../support/push-double.ts'

let lapor: BrowserApp

beforeAll(async () => {
  lapor = await createBrowserApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

/** The page is under the service worker's care, and everything it keeps is kept. */
async function underCare(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

test('whoever has told something may be told of it on the phone', { timeout: 60_000 }, async () => {
  await using double = await openPushDouble()
  const { page, context, complaints } = await lapor.visitor()
  await context.grantPermissions(['notifications'])
  // The one thing that is not ours: the browser maker's push service, out of a test's reach.
  await page.addInitScript((subscription) => {
    PushManager.prototype.subscribe = async () =>
      ({ ...subscription, toJSON: () => subscription, unsubscribe: async () => true }) as never
  }, double.subscription)
  const report = await lapor.report()
  await page.goto(`/laporan/${report.trackingNumber}`)
  expect(await page.getByRole('button', { name: 'Kabari lewat ponsel ini' }).count()).toBe(0)
  await page.goto(`/laporan/${report.trackingNumber}?kunci=${report.followSecret}`)
  await page.getByRole('button', { name: 'Kabari lewat ponsel ini' }).click()
  await page.getByRole('status').filter({ hasText: 'Kabar laporan Anda muncul di ponsel ini.' }).waitFor()

  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  await assignReport(lapor.context, city.actor, report.trackingNumber, { institution_code: 'pkl-dpupr' })
  const { seq } = await lapor.context.db
    .selectFrom('report_events')
    .select('seq')
    .where('report_id', '=', report.id)
    .where('type', '=', 'assign')
    .executeTakeFirstOrThrow()
  const { baseUrl } = lapor.context.config
  await notifyOfEvent({ ...lapor.context, baseUrl }, { report_id: report.id, seq })
  await lapor.workChannels()
  const [message] = double.pushed
  expect(message?.text).toContain(report.trackingNumber)

  const session = await context.newCDPSession(page)
  const registered = new Promise<string>((found) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0] !== undefined) found(registrations[0].registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: lapor.baseUrl,
    registrationId: await registered,
    data: message?.text ?? '',
  })
  const shown = () =>
    page.evaluate(async () => {
      const ready = await navigator.serviceWorker.ready
      return (await ready.getNotifications()).map(({ title, tag }) => ({ title, tag }))
    })
  await expect
    .poll(shown)
    .toEqual([{ title: expect.stringContaining('diteruskan ke'), tag: report.trackingNumber }])
  expect(complaints).toEqual([])
})

test('a first look costs 60 KB on the wire at most, every later one 10 KB', { timeout: 60_000 }, async () => {
  await using network = await openNetwork((lapor.app.server.address() as AddressInfo).port)
  const { context, page } = await lapor.visitor({ baseURL: network.url })
  await page.goto('/', { waitUntil: 'networkidle' })
  expect(network.takeReceived()).toBeLessThanOrEqual(60 * 1024)
  await page.goto('/lapor')
  await underCare(page)
  await page.close()
  for (const path of ['/', '/lapor', '/laporan']) {
    const later = await context.newPage()
    await later.goto(path, { waitUntil: 'networkidle' })
    await regionsAreKept(later)
    network.takeReceived()
    await later.goto(path, { waitUntil: 'networkidle' })
    const bytes = network.takeReceived()
    expect([path, bytes, bytes <= 10 * 1024]).toEqual([path, bytes, true])
    await later.close()
  }
})

test('a photo shared from the gallery arrives in the form of a new report', async () => {
  const { page, complaints } = await lapor.visitor()
  await page.goto('/lapor')
  await underCare(page)
  const { share_target: target } = await (await page.request.get('/manifest.webmanifest')).json()
  // What Android posts when LAPOR! is chosen in its share menu.
  await page.evaluate(({ action, method, enctype, params }) => {
    const form = Object.assign(document.createElement('form'), { action, method, enctype, id: 'menu' })
    const files = Object.assign(document.createElement('input'), {
      type: 'file',
      name: params.files[0].name,
      id: 'gallery',
    })
    const text = Object.assign(document.createElement('input'), {
      name: params.text,
      value: 'Jembatan bambu ini hampir putus.',
    })
    form.append(files, text)
    document.body.append(form)
  }, target)
  const photo = { name: 'jembatan.png', mimeType: 'image/png', buffer: PNG }
  await page.locator('#gallery').setInputFiles(photo)
  await page.locator('#menu').evaluate((form: HTMLFormElement) => form.submit())
  await page.waitForURL('**/lapor?cerita=*')
  await page.locator('form[data-outbox=ready]').waitFor()
  expect(await page.getByLabel('Ceritakan', { exact: true }).inputValue()).toBe(
    'Jembatan bambu ini hampir putus.',
  )
  await page.getByRole('listitem').getByRole('button', { name: 'Hapus jembatan.png' }).waitFor()

  // And goes with the report.
  await page.getByLabel('Nama', { exact: true }).fill('Rukmini')
  await page.getByLabel(/Nomor HP/).fill('081299991711')
  await page.getByRole('button', { name: 'Kirim laporan' }).click()
  await page.waitForURL('**/kode')
  const sent = await lapor.context.db
    .selectFrom('attachments')
    .select('original_name')
    .where('report_id', 'is not', null)
    .execute()
  expect(sent).toEqual([{ original_name: 'jembatan.png' }])
  expect(complaints).toEqual([])
})

test('a phone can install the pages as an app: Chromium has nothing to object', async () => {
  const { page, context } = await lapor.visitor()
  await page.goto('/lapor')
  await underCare(page)
  const session: CDPSession = await context.newCDPSession(page)
  const { errors, data } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A private window cannot install anything; everything else would be a fault of ours.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  const manifest = JSON.parse(data ?? '{}')
  expect(manifest.shortcuts.map((shortcut: { url: string }) => shortcut.url)).toEqual(['/lapor', '/saya'])
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots]) {
    const drawn = await page.evaluate(async (address) => {
      const picture = await createImageBitmap(await (await fetch(address)).blob())
      return `${picture.width}x${picture.height}`
    }, src)
    expect([src, drawn]).toEqual([src, sizes])
  }
})

/** Loaded once, in the background, by the first form that is opened; a slow line still has to do with it at the next visit. */
async function regionsAreKept(page: Page): Promise<void> {
  if (new URL(page.url()).pathname !== '/lapor') return
  const isKept = () => page.evaluate(async () => (await caches.match('/luring/wilayah.json')) !== undefined)
  await expect.poll(isKept, { timeout: 20_000 }).toBe(true)
}
