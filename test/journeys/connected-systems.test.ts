import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import {
  deliverWebhooks,
  type ExchangeMessage,
  receiveMessage,
  saveExchangeLink,
} from '../../src/exchange/index.ts'
import { createSystem } from '../../src/identity/index.ts'
import { assignReport } from '../../src/reports/index.ts'
import { islandsBegun, treeProblems } from '../support/accessibility-tree.ts'
import { createBrowserApp } from '../support/browser-app.ts'
import { openDesk } from '../support/desk.ts'

const lapor = await createBrowserApp()
afterAll(() => lapor[Symbol.asyncDispose]())

/** Set to a folder, every page is photographed there in both widths and both looks. */
const PICTURES = process.env.LAPOR_TEST_PICTURES

test('an admin connects a system, hands its key over, sees what it does, and ends the key', {
  timeout: 90_000,
}, async () => {
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const { page, complaints } = await lapor.visitor()
  await lapor.signIn(page, city.email)
  await page.goto('/petugas/sistem')
  await page.getByText('Belum ada sistem yang terhubung').waitFor()
  await page.getByRole('link', { name: 'Sambungkan sistem' }).click()

  // A refused form keeps what was typed.
  await page.getByLabel('Nama', { exact: true }).fill('Aplikasi Kota Batik')
  await page.getByLabel('Kode', { exact: true }).fill('Aplikasi Kota')
  await submit(page, 'Sambungkan dan buat kunci')
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('Nama', { exact: true }).inputValue()).toBe('Aplikasi Kota Batik')
  await look(page, 'new')
  await page.getByLabel('Kode', { exact: true }).fill('aplikasi-kota')
  for (const right of ['Membaca laporan', 'Dikabari (webhook)', 'Bertukar laporan'])
    await page.getByLabel(right).check()
  // Only the national level says whose contacts need no code.
  expect(await page.getByText('Menjamin kontak pelapornya').count()).toBe(0)
  await submit(page, 'Sambungkan dan buat kunci')
  const key = (await page.getByRole('status').locator('code').textContent()) ?? ''
  expect(key).toMatch(/^lapor_sys_/)
  expect(await treeProblems(page)).toEqual([])
  await look(page, 'key')
  expect((await inbox(key)).status).toBe(200)

  await page.goto('/petugas/sistem')
  await page.getByRole('link', { name: 'Aplikasi Kota Batik' }).click()
  expect(await page.content()).not.toContain(key)

  // The next key works beside the first; a revoked one is refused at once.
  await submit(page, 'Buat kunci baru')
  const next = (await page.getByRole('status').locator('code').textContent()) ?? ''
  expect([(await inbox(key)).status, (await inbox(next)).status]).toEqual([200, 200])
  await submit(page, `Cabut …${key.slice(-4)}`)
  await page.getByText('Kunci dicabut').first().waitFor()
  expect([(await inbox(key)).status, (await inbox(next)).status]).toEqual([401, 200])

  // The words of the partner's states are a table; a word twice is refused with everything kept.
  await page.getByText('Atur pertukaran').click()
  await page.getByLabel('Semi-terintegrasi').check({ force: true })
  expect(await page.getByLabel('Terintegrasi penuh').isDisabled()).toBe(true)
  const form = page.locator('#form-exchange')
  await form.getByLabel('Alamat').fill('https://aplikasi.example.go.id/lapor')
  await form.getByLabel('Kata mereka 1').fill('DIPROSES')
  await form.getByLabel('Kata mereka 2').fill('DIPROSES')
  await submit(page, 'Simpan pertukaran')
  await page.getByRole('alert').getByText('Setiap kata cukup sekali').waitFor()
  await form.getByLabel('Kata mereka 2').fill('SELESAI')
  await form.getByLabel('Artinya di sini').nth(1).selectOption('answered')
  await look(page, 'exchange')
  await submit(page, 'Simpan pertukaran')
  await page.getByText('DIPROSES → ').waitFor()
  expect(await treeProblems(page)).toEqual([])
  expect(await page.getByRole('status').locator('code').textContent()).toMatch(/^whsec_/)

  await checkWebhook(page)
  expect(complaints).toEqual([])

  // Another institution's admin finds nothing of it.
  const other = await lapor.visitor()
  await lapor.signIn(other.page, (await lapor.staff('institution_admin', 'kab-pekalongan')).email)
  const answer = await other.page.goto(page.url().replace(/\/webhook.*/, ''))
  expect(answer?.status()).toBe(404)
})

test('an officer sees where a report comes from, asks for its reporter’s contact and reads what came of it', {
  timeout: 60_000,
}, async () => {
  const { context } = lapor
  const system = await createSystem(context, {
    code: 'sistem-kabupaten',
    name: 'Simpel Kabupaten',
    institutionCode: 'kab-pekalongan',
    scopes: ['exchange'],
  })
  await saveExchangeLink(context, system, {
    model: 'full',
    url: 'http://127.0.0.1:1/',
    mayAskIdentity: false,
    takesSecret: false,
    states: [],
  })
  const say = (seq: number, type: ExchangeMessage['type'], more: object) =>
    receiveMessage(context, system, {
      id: `jalan-${seq}`,
      type,
      timestamp: context.clock.now().toISOString(),
      data: {
        from: 'simpel-kab',
        origin: { instance: 'simpel-kab', number: 'KAB-117' },
        hops: ['simpel-kab'],
        number: 'KAB-117',
        seq,
        saw: 9,
        ...more,
      },
    })
  const { number } = await say(1, 'exchange.offer', {
    report: {
      title: 'Pagar taman roboh',
      body: 'Pagar taman roboh dan menutup jalan masuk ke rumah saya.',
      institution_code: 'kota-pekalongan',
    },
  })
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  await assignReport(context, city.actor, number ?? '', { institution_code: 'kota-pekalongan' })
  const desk = await openDesk(lapor, city.email)
  await desk.open(number ?? '')
  const card = desk.page.locator('#sistem-lain')
  for (const text of ['Simpel Kabupaten', 'KAB-117', 'Kita terima dan tangani'])
    await card.getByText(text).first().waitFor()
  const form = await desk.form('ask_contact', 'Minta kontak pelapor')
  const why = form.getByLabel('Mengapa pelapor perlu dihubungi?')
  await why.fill('Pagar')
  await desk.refused(form)
  expect(await why.inputValue()).toBe('Pagar')
  await look(desk.page, 'ask-contact')
  await why.fill('Kami perlu masuk ke halaman untuk mengangkat pagarnya.')
  await desk.send(form)
  await card.getByText(/^Diminta .* menunggu keputusan pelapor$/).waitFor()
  // Once at a time.
  expect(await form.count()).toBe(0)
  await say(2, 'exchange.identity', { declined: true })
  await desk.open(number ?? '')
  await card.getByText('Pelapor memilih tidak memberikannya').waitFor()
  await look(desk.page, 'shared-report')
})

test('a developer tries an operation on the reference page, with a key and without', {
  timeout: 60_000,
}, async () => {
  const { page, complaints } = await lapor.visitor()
  await page.goto('/api/v1/rujukan')
  const inbox = page.locator('details#getInbox')
  await inbox.locator('summary').click()
  await islandsBegun(page)
  await inbox.getByRole('button', { name: 'Coba' }).click()
  await inbox.getByText('401').first().waitFor()
  const { token } = await lapor.staff('observer', 'kota-pekalongan')
  await page.getByLabel('Kunci, token').fill(token)
  await inbox.getByRole('button', { name: 'Coba' }).click()
  await inbox.getByText('200 OK').waitFor()
  expect(await inbox.locator('[data-answer-body]').textContent()).toContain('"reports"')
  await look(page, 'reference')
  expect(complaints).toEqual([])
})

async function checkWebhook(page: Page): Promise<void> {
  const receiver = createServer((_request, response) => response.writeHead(503).end())
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/lapor`
  await page.getByText('Tambah webhook').first().click()
  await page.locator('#form-webhook').getByLabel('Alamat').fill(url)
  await page.locator('#form-webhook').getByRole('button').click()
  await page.getByText('Rahasia tanda tangan').waitFor()
  await page.getByRole('link', { name: url }).click()
  await submit(page, 'Kirim kabar uji')
  await deliverWebhooks(lapor.context)
  await page.reload()
  await page.getByText('503 · HTTP 503').waitFor()
  await look(page, 'deliveries')
  receiver.close()
  await page.getByText('Kirim ulang').first().click()
  await submit(page, 'Kirim ulang')
  await page.getByText('Kabar dikirim ulang').waitFor()
  const noted = await lapor.context.db
    .selectFrom('account_events')
    .select('type')
    .where('type', 'like', 'webhook%')
    .orderBy('id')
    .execute()
  expect(noted.map(({ type }) => type)).toEqual(['webhook_made', 'webhook_replayed'])
}

function inbox(key: string): Promise<Response> {
  return fetch(`${lapor.baseUrl}/api/v1/inbox`, { headers: { authorization: `Bearer ${key}` } })
}

async function submit(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  await page.waitForLoadState()
}

async function look(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1280, 'dark'],
    [1280, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${PICTURES}/${name}-${width}-${colorScheme}.png`, fullPage: true })
  }
}
