import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveEmbedOrigins } from '../../src/institutions/index.ts'
import { codeOf } from '../../src/reports/index.ts'
import { type BrowserApp, createBrowserApp } from '../support/browser-app.ts'

/** The institution's own site, and one of somebody else. */
let lapor: BrowserApp
let site: { url: string; close(): void }
let stranger: { url: string; close(): void }

beforeAll(async () => {
  lapor = await createBrowserApp()
  site = await serve()
  stranger = await serve()
  const city = await lapor.context.db
    .selectFrom('institutions')
    .select('id')
    .where('code', '=', 'kota-pekalongan')
    .executeTakeFirstOrThrow()
  await saveEmbedOrigins(lapor.context, city.id, [site.url])
})
afterAll(async () => {
  site.close()
  stranger.close()
  await lapor[Symbol.asyncDispose]()
})

test.each([
  ['in a plain frame without script', false, '/bingkai'],
  ['by the web component', true, '/komponen'],
] as const)(
  'a report is told on the institution’s own site %s',
  { timeout: 60_000 },
  async (_how, script, path) => {
    const { page } = await lapor.visitor({ javaScriptEnabled: script })
    await page.goto(`${site.url}${path}`)
    const frame = page.frameLocator('iframe')
    expect(await page.locator('iframe').getAttribute('title')).toBe('LAPOR!')
    await frame.getByRole('button', { name: 'Kirim laporan' }).click()
    await frame.getByRole('alert').waitFor()
    expect(await frame.getByLabel('Nama Anda').ariaSnapshot()).toMatch(/^- textbox "Nama Anda.*" \[invalid\]/)
    await frame.getByLabel('Apa yang terjadi?').fill('Lampu jalan di depan pasar mati sejak tiga malam.')
    await frame.getByLabel('Di mana?').fill('Depan Pasar Banjarsari')
    await frame.getByLabel('Nama Anda').fill('Siti Rahma')
    await frame.getByLabel('Nomor HP atau surel').fill(script ? '081234560001' : '081234560002')
    await frame.getByRole('button', { name: 'Kirim laporan' }).click()
    await frame.getByText('Tinggal satu langkah').waitFor()
    const row = await lapor.context.db
      .selectFrom('reports')
      .innerJoin('contact_codes as code', 'code.report_id', 'reports.id')
      .innerJoin('institutions as holder', 'holder.id', 'reports.holder_id')
      .select(['reports.id', 'tracking_number', 'channel', 'code.sent_at', 'holder.code as holder_code'])
      .orderBy('reports.id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ channel: 'embed', holder_code: 'kota-pekalongan' })
    await frame.getByLabel('Kode enam angka').fill('000000')
    await frame.getByRole('button', { name: 'Teruskan laporan' }).click()
    await frame.getByRole('alert').waitFor()
    await frame.getByLabel('Kode enam angka').fill(codeOf(lapor.context.sealer, row.id, row.sent_at))
    await frame.getByRole('button', { name: 'Teruskan laporan' }).click()
    await frame.getByRole('heading', { name: 'Laporan diteruskan' }).waitFor()
    if (script) {
      const box = page.locator('iframe')
      await expect
        .poll(() => box.evaluate((element) => element.getBoundingClientRect().height), { timeout: 15_000 })
        .not.toBe(640)
    }
  },
)

test('a site that the institution has not named gets no frame', async () => {
  const answer = await lapor.app.inject('/tanam/kota-pekalongan')
  expect(answer.headers['content-security-policy']).toContain(`frame-ancestors 'self' ${site.url}`)
  expect(answer.headers['x-frame-options']).toBeUndefined()
  expect((await lapor.app.inject('/lapor')).headers['content-security-policy']).toContain(
    "frame-ancestors 'none'",
  )
  const { page } = await lapor.visitor()
  await page.goto(`${stranger.url}/bingkai`)
  expect(await page.frames().at(1)?.content()).not.toContain('Apa yang terjadi?')
})

test.each([
  'https://kota.example.go.id/halaman',
  "https://x.id; script-src 'unsafe-inline'",
  '*',
  'javascript:1',
])('%s is no site that can be named', async (origin) => {
  await expect(saveEmbedOrigins(lapor.context, 1, [origin])).rejects.toMatchObject({ code: 'invalid_input' })
})

async function serve(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(
      request.url === '/komponen'
        ? `<!doctype html><script type="module" src="${lapor.baseUrl}/tanam/lapor-form.js"></script><lapor-form institution="kota-pekalongan"></lapor-form>`
        : `<!doctype html><iframe src="${lapor.baseUrl}/tanam/kota-pekalongan" title="LAPOR!" width="100%" height="760"></iframe>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}
