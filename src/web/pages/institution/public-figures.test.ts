import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../../test/support/app.ts'
import { assignReport } from '../../../reports/index.ts'
import { countAllChanges } from '../../../statistics/index.ts'

let lapor: TestApp
const PAGE = '/instansi/kota-pekalongan'

beforeAll(async () => {
  lapor = await createTestApp()
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const { context } = lapor
  const tell = async (count: number, unit: string, input: object) => {
    for (let index = 0; index < count; index += 1) {
      const { trackingNumber } = await lapor.report(input)
      await assignReport(context, city.actor, trackingNumber, { institution_code: unit })
    }
  }
  const now = context.clock.now()
  // Five people in August, before what the pages show unasked.
  lapor.clock.set(new Date('2026-08-11T02:00:00Z'))
  await tell(5, 'pkl-dpupr', { category_code: 'infrastruktur.jalan-rusak' })
  lapor.clock.set(now)
  // Twelve people on two matters; seven reports that are all of one person, who could be guessed; one secret report.
  await tell(6, 'pkl-dpupr', { category_code: 'infrastruktur.jalan-rusak', area_code: '33.75.01.1002' })
  await tell(6, 'pkl-dlh', { category_code: 'lingkungan.sampah', area_code: '33.75.01.1004' })
  await tell(7, 'pkl-dinkes', {
    category_code: 'kesehatan.puskesmas',
    phone: '081299990000',
    area_code: '33.75.01.1003',
    latitude: -6.905,
    longitude: 109.685,
  })
  await tell(1, 'pkl-dpupr', {
    body: 'Laporan rahasia tentang pungutan di kantor.',
    secret: true,
    category_code: 'pendidikan.pungutan-sekolah',
  })
  // Another institution, to which one person turned seven times.
  for (let index = 0; index < 7; index += 1)
    await lapor.report({ phone: '081299990001', area_code: '33.26.13.1020' })
  await countAllChanges(context.db)
})
afterAll(() => lapor[Symbol.asyncDispose]())

function rowsOf(body: string, caption: string): string[] {
  const table = new RegExp(`<caption[^>]*>${caption}</caption>.*?</table>`, 's').exec(body)?.[0] ?? ''
  return [...table.matchAll(/<th[^>]*scope="row"[^>]*>(.*?)<\/th>.*?<td[^>]*>(.*?)<\/td>/gs)].map(
    ([, name = '', count = '']) => `${name.replaceAll(/<[^>]*>/g, '')}: ${count}`,
  )
}

test('what few people reported is told only together with something else', async () => {
  const { body } = await lapor.app.inject({ url: PAGE })
  expect(body).toMatch(/stat-figure">20</)
  const categories = rowsOf(body, 'Kategori')
  // Seven reports of one person and a secret one are too few people even together: the next smallest goes with them.
  expect(categories).toHaveLength(2)
  expect(categories.at(-1)).toBe('Lainnya, digabung: 14')
  expect(body).not.toContain('data-label="Kategori">Pelayanan puskesmas')
  expect(rowsOf(body, 'Menurut unit').join()).not.toContain('Kesehatan')
  expect(body).not.toContain('Laporan rahasia')
  expect(body).not.toContain('data-hotspots')
})

test('a page of figures is the same for everybody and is asked again by its entity tag', async () => {
  const first = await lapor.app.inject({ url: PAGE })
  expect(first.headers['cache-control']).toContain('public')
  expect(first.headers['set-cookie']).toBeUndefined()
  expect(first.body).not.toContain('_csrf')
  const tag = String(first.headers.etag)
  const again = await lapor.app.inject({ url: PAGE, headers: { 'if-none-match': `W/${tag}, "other"` } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  await lapor.report({ area_code: '33.75.01.1002' })
  await countAllChanges(lapor.context.db)
  lapor.clock.advanceHours(1)
  const later = await lapor.app.inject({ url: PAGE, headers: { 'if-none-match': tag } })
  expect(later.statusCode).toBe(200)
  expect(later.body).toMatch(/stat-figure">21</)
})

test('of an institution that one person alone turned to nothing is told but how many reports came in', async () => {
  const { body } = await lapor.app.inject({ url: '/instansi/kab-pekalongan' })
  expect(body).toMatch(/stat-figure">7</)
  expect(body).toContain('Kurang dari lima orang melapor')
  expect(body).not.toContain('data-label="Jangka waktu ini"')
  const country = await lapor.app.inject({ url: '/statistik' })
  expect(country.body).toContain('href="/instansi/kota-pekalongan"')
  expect(country.body).not.toContain('href="/instansi/kab-pekalongan"')
})

test('the time before is compared only where enough people told something then', async () => {
  const compared = async (query: string) =>
    (await lapor.app.inject({ url: `${PAGE}${query}` })).body.includes('data-label="Sebelumnya"')
  expect(await compared('')).toBe(true)
  expect(await compared('?dari=2026-08&sampai=2026-08')).toBe(false)
})

test('the switches of language and colours work on a page without a token', async () => {
  const page = await lapor.app.inject({
    method: 'POST',
    url: '/tampilan',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: `language=en&back=${encodeURIComponent(PAGE)}`,
  })
  expect([page.statusCode, page.headers.location]).toEqual([303, PAGE])
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? ''
  expect((await lapor.app.inject({ url: PAGE, headers: { cookie } })).body).toContain('Reports received')
})

test('whoever reads Javanese gets these pages in Javanese too, as far as there is any', async () => {
  const { body } = await lapor.app.inject({ url: '/statistik', cookies: { lapor_bahasa: 'jv' } })
  expect(body).toContain('<html lang="jv"')
  expect((await lapor.app.inject('/statistik')).body).toContain('<html lang="id"')
})

test('the country page and the definitions are there, each figure leads to its definition', async () => {
  const { body } = await lapor.app.inject({ url: '/statistik' })
  const definitions = (await lapor.app.inject({ url: '/statistik/definisi' })).body
  const links = [...body.matchAll(/href="\/statistik\/definisi#([^"]+)"/g)].map(([, id]) => id)
  expect(links.length).toBeGreaterThan(8)
  for (const id of links) expect(definitions).toContain(`id="${id}"`)
  expect(body).toContain('href="/instansi/kota-pekalongan"')
})

test('odd periods are refused in words, what is no institution is not found', async () => {
  for (const url of [
    `${PAGE}?dari=2026-00`,
    '/statistik?dari=2026-11&sampai=2026-01',
    '/statistik?sampai=2099-01',
  ]) {
    const { statusCode, body } = await lapor.app.inject({ url })
    expect([url, statusCode]).toEqual([url, 422])
    expect(body).toMatch(/Tulis bulan|Bulan awal|belum tiba/)
  }
  for (const url of ['/instansi/nasional', '/instansi/pkl-dpupr', '/instansi/tidak-ada', '/instansi/%00'])
    expect((await lapor.app.inject({ url })).statusCode).toBe(404)
})

test('programs read the same figures with the same filters, small ones together', async () => {
  const read = async (query: string) => lapor.app.inject({ url: `/api/v1/statistics/figures?${query}` })
  const { total, parts, others } = (await read('institution=kota-pekalongan&by=category')).json()
  expect(total.received).toBe(21)
  expect(parts.map((part: { key: string }) => part.key)).toEqual(['infrastruktur.jalan-rusak'])
  expect(others.received).toBe(15)
  for (const bad of [
    'institution=apa',
    'institution=pkl-dpupr',
    'from=2026-13',
    'by=reporter',
    'until=2044-01',
  ])
    expect([bad, (await read(bad)).statusCode]).toEqual([bad, 422])
})

test('a program that has the figures hears that they are the same, until they are counted anew', async () => {
  const url = '/api/v1/statistics/figures?institution=kota-pekalongan'
  const ask = (tag: unknown) => lapor.app.inject({ url, headers: { 'if-none-match': String(tag) } })
  const known = await ask('')
  expect((await ask(known.headers.etag)).statusCode).toBe(304)
  await lapor.report({ institution_code: 'kota-pekalongan' })
  await countAllChanges(lapor.context.db)
  const changed = await ask(known.headers.etag)
  expect(changed.statusCode).toBe(200)
  expect(changed.json().total.received).toBe(known.json().total.received + 1)
  const recent = await lapor.app.inject({ url: '/api/v1/statistics' })
  expect(recent.json()).toMatchObject({ days: 30 })
})

test('what else stands in an address makes no page anew', async () => {
  const known = await lapor.app.inject({ url: '/statistik' })
  const { trackingNumber } = await lapor.report({ area_code: '33.75.01.1002' })
  await countAllChanges(lapor.context.db)
  for (const url of ['/statistik?acak=1', '/%73tatistik?dari=&x=2', `/statistik?${trackingNumber}`])
    expect((await lapor.app.inject({ url })).headers.etag).toBe(known.headers.etag)
  const other = await lapor.app.inject({ url: '/statistik?dari=2026-10' })
  expect(other.headers.etag).not.toBe(known.headers.etag)
})

test('any site may show the figures in a frame, without script, cookie or form', async () => {
  const page = await lapor.app.inject({ url: PAGE })
  expect(page.body).toContain('/sematan/kota-pekalongan')
  const { headers, body } = await lapor.app.inject({ url: '/sematan/kota-pekalongan?bahasa=en' })
  expect(headers['content-security-policy']).toContain('frame-ancestors *')
  expect(headers['x-frame-options']).toBeUndefined()
  expect(headers['set-cookie']).toBeUndefined()
  expect(body).not.toMatch(/<script|<form/)
  expect(body).toMatch(/stat-figure">\d+<.*Reports received/s)
  expect(body).toMatch(/href="[^"]*\/instansi\/kota-pekalongan" target="_blank"/)
  // What few people told is not told here either.
  const few = await lapor.app.inject({ url: '/sematan/kab-pekalongan' })
  expect(few.body.match(/class="stat"/g)).toHaveLength(1)
  for (const code of ['nasional', 'pkl-dpupr', 'tidak-ada', '%00'])
    expect((await lapor.app.inject({ url: `/sematan/${code}` })).statusCode).toBeGreaterThanOrEqual(400)
})

test('a search engine finds institutions and public reports, and hears when nothing changed', async () => {
  const { app, context } = lapor
  const { baseUrl } = context.config
  const read = (url: string, tag = '') => app.inject({ url, headers: { 'if-none-match': tag } })
  const addressesOf = ({ body }: { body: string }) =>
    [...body.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => address.replace(baseUrl, ''))
  const files = addressesOf(await read('/sitemap.xml'))
  expect(files).toEqual(['/sitemap/halaman.xml', '/sitemap/laporan-0.xml'])
  const pages = addressesOf(await read('/sitemap/halaman.xml'))
  expect(pages).toEqual(expect.arrayContaining(['/statistik', PAGE]))
  expect(pages).not.toContain('/instansi/nasional')
  const reports = await read('/sitemap/laporan-0.xml')
  const published = await context.db
    .selectFrom('reports')
    .select('tracking_number')
    .where('published_at', 'is not', null)
    .where('secret', '=', false)
    .orderBy('id')
    .execute()
  expect(published.length).toBeGreaterThan(10)
  expect(addressesOf(reports)).toEqual(published.map(({ tracking_number }) => `/laporan/${tracking_number}`))
  for (const url of ['/sitemap.xml', ...files]) {
    const tag = String((await read(url)).headers.etag)
    expect((await read(url, `W/${tag}`)).statusCode).toBe(304)
  }
  for (const url of ['/sitemap/laporan-1.xml', '/sitemap/laporan-01.xml', '/sitemap/apa.xml'])
    expect((await read(url)).statusCode).toBe(404)
  // Every month of a page is a view of one.
  const { headers } = await read(`${PAGE}?dari=2026-09&sampai=2026-10`)
  expect(headers.link).toBe(`<${baseUrl}${PAGE}>; rel="canonical"`)
})
