import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, TEST_PASSWORD, type TestApp } from '../../../../test/support/app.ts'
import type { StaffRole } from '../../../db/index.ts'
import { readChanges } from '../../../db/index.ts'
import { hiddenValue, openVisitor, RIGHT, type Visitor } from '../../visitor.fixture.ts'

let lapor: TestApp
const HOST = 'lapor.kota.test'
const PAGE = '/instansi/kota-pekalongan'
const SETTINGS = '/petugas/instansi/kota-pekalongan/depan'

beforeAll(async () => {
  lapor = await createTestApp()
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function signIn(role: StaffRole, code: string): Promise<Visitor> {
  const { email } = await lapor.staff(role, code)
  const visitor = openVisitor(lapor.app)
  await visitor.get('/masuk')
  await visitor.post('/masuk', { email, password: TEST_PASSWORD })
  return visitor
}

/** Pages for everybody are made anew after a while. */
async function frontPage(host = 'localhost', url = PAGE) {
  lapor.clock.advanceHours(1)
  return lapor.app.inject({ url, headers: { host } })
}

test('an institution’s admin gives its page a name, an emblem and a colour that can be read', async () => {
  const city = await signIn('institution_admin', 'kota-pekalongan')
  await city.get(SETTINGS)
  const picture = await sharp({
    create: { width: 600, height: 800, channels: 4, background: { r: 0, g: 90, b: 50, alpha: 0.8 } },
  })
    .withExif({ IFD0: { Copyright: 'rahasia kamera' } })
    .png()
    .toBuffer()
  const fields = { name: 'Kota Batik', color: '0B5D3B' }
  const emblem = { field: 'emblem', name: 'lambang.png', bytes: picture }
  const saved = await city.post(SETTINGS, fields, [emblem])
  expect([saved.statusCode, saved.headers.location]).toEqual([303, `${SETTINGS}?ok=ya`])

  const { body } = await frontPage()
  expect(body).toMatch(/<h1>Kota Batik<\/h1>/)
  expect(body).toContain('href="/lapor?instansi=kota-pekalongan"')
  const source = /<img src="([^"]*lambang\.webp[^"]*)"/.exec(body)?.[1] ?? ''
  const image = await lapor.app.inject({ url: source })
  expect(image.headers).toMatchObject({ 'content-type': 'image/webp' })
  expect(image.headers['cache-control']).toContain('immutable')
  const metadata = await sharp(image.rawPayload).metadata()
  expect([metadata.format, metadata.height, metadata.exif]).toEqual(['webp', 288, undefined])
  const style = /href="([^"]*warna\.css[^"]*)"/.exec(body)?.[1] ?? ''
  expect((await lapor.app.inject({ url: style })).body).toContain('--color-field:#0b5d3b')

  // White on turmeric could not be read.
  await city.get(SETTINGS)
  const light = await city.post(SETTINGS, { name: 'Kota Batik', color: '#f4b740' })
  expect(light.headers.location).toBe(`${SETTINGS}?ok=gelap`)
  const told = await city.follow(light)
  const darker = /Kami pakai (#[\da-f]{6})/.exec(told.body)?.[1] ?? ''
  expect(hiddenValue(told.body, 'color')).toBe(darker)
  expect(Number.parseInt(darker.slice(1, 3), 16)).toBeLessThan(0xc0)

  const [change] = await readChanges(lapor.context.db, { limit: 1 })
  expect(change).toMatchObject({ area: 'institution', action: 'front', subject: 'kota-pekalongan' })
})

test('what is no picture or no colour is refused in words, and what was typed stays', async () => {
  const city = await signIn('institution_admin', 'kota-pekalongan')
  await city.get(SETTINGS)
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
  const fields = { name: 'Kota Kreatif', color: '#123456' }
  for (const bytes of [svg, Buffer.from('89504e470d0a1a0a', 'hex')]) {
    const refused = await city.post(SETTINGS, fields, [{ field: 'emblem', name: 'lambang.svg', bytes }])
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('bukan gambar PNG, JPG, atau WebP')
    expect(hiddenValue(refused.body, 'name')).toBe('Kota Kreatif')
  }
  const odd = await city.post(SETTINGS, { name: 'x'.repeat(81), color: 'hijau' })
  expect(odd.statusCode).toBe(422)
  expect(odd.body).toContain('Terlalu panjang')
  expect(odd.body).toContain('Tuliskan warna sebagai enam angka')
  expect((await frontPage()).body).not.toContain('Kota Kreatif')
})

test('only its own admins set it, and only the national level gives a host name', async () => {
  const city = await signIn('institution_admin', 'kota-pekalongan')
  const foreign = '/petugas/instansi/kab-pekalongan/depan'
  expect((await city.get(foreign)).statusCode).toBe(403)
  await city.get(SETTINGS)
  expect((await city.post(foreign, { name: '', color: '' })).statusCode).toBe(403)
  expect((await city.post('/petugas/instansi/pkl-dpupr/depan', { name: '', color: '' })).statusCode).toBe(404)
  await city.post(SETTINGS, { name: '', color: '', host: HOST })
  expect((await frontPage(HOST, '/')).body).not.toContain('Kota Pekalongan</h1>')

  const national = await signIn('national_admin', 'nasional')
  await national.get(SETTINGS)
  for (const host of ['https://lapor.kota.test', 'kota', '127.0.0.1', 'lapor.kota.test:80', '-a.kota.test']) {
    const refused = await national.post(SETTINGS, { name: '', color: '', host })
    expect([host, refused.statusCode]).toEqual([host, 422])
    expect(refused.body).toContain('Tuliskan nama alamat saja')
  }
  expect((await national.post(SETTINGS, { name: '', color: '', host: HOST })).statusCode).toBe(303)
  await national.get(foreign)
  const taken = await national.post(foreign, { name: '', color: '', host: HOST.toUpperCase() })
  expect(taken.body).toContain('sudah dipakai instansi lain')
})

test('by its host name one comes to its front page, and tells it a problem there', async () => {
  const front = await frontPage(HOST, '/')
  expect(front.body).toMatch(/<h1>Pemerintah Kota Pekalongan<\/h1>/)
  expect(front.body).toContain('Bagian dari <a href="http://127.0.0.1:1708/">SP4N-LAPOR!</a>')
  expect((await frontPage('localhost', '/')).body).not.toMatch(/<h1>Pemerintah Kota Pekalongan<\/h1>/)

  // The same path, kept for everybody of one host, is not what the other host shows.
  const [own, national] = [await frontPage(HOST, '/statistik'), await frontPage('localhost', '/statistik')]
  expect(own.body).toContain('site-home-front')
  expect(national.body).not.toContain('site-home-front')
  expect(national.headers.etag).not.toBe(own.headers.etag)

  const visitor = openVisitor(lapor.app, HOST)
  const form = await visitor.get('/lapor')
  expect(hiddenValue(form.body, 'institution_code')).toBe('kota-pekalongan')
  // The copy for times without a network says the same, on this host alone.
  const kept = async (host: string) =>
    hiddenValue((await openVisitor(lapor.app, host).get('/lapor/luring')).body, 'institution_code')
  expect([await kept(HOST), await kept('localhost')]).toEqual(['kota-pekalongan', ''])
  const sent = await visitor.post('/lapor', {
    ...RIGHT,
    institution: hiddenValue(form.body, 'institution'),
    institution_code: hiddenValue(form.body, 'institution_code'),
    action: 'send',
  })
  expect(sent.statusCode).toBe(303)
  const report = await lapor.context.db
    .selectFrom('reports')
    .innerJoin('institutions', 'institutions.id', 'reports.institution_id')
    .select('institutions.code')
    .orderBy('reports.id', 'desc')
    .executeTakeFirst()
  expect(report).toEqual({ code: 'kota-pekalongan' })
  expect((await visitor.follow(sent)).body).toContain('Masukkan kode')

  const staff = await visitor.get('/petugas/laporan?q=jalan')
  expect([staff.statusCode, staff.headers.location]).toEqual([
    303,
    'http://127.0.0.1:1708/petugas/laporan?q=jalan',
  ])
  expect((await visitor.post('/masuk', { email: 'a@uji.test', password: 'x' })).statusCode).toBe(404)
  // Nor by another way to write the same address.
  expect((await visitor.get('/%6Dasuk')).statusCode).toBe(303)
  expect((await visitor.get('/%70etugas')).headers.location).toMatch(/^http:\/\/127\.0\.0\.1:1708\//)
})
