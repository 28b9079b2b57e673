import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../../test/support/app.ts'
import { answerReport, assignReport } from '../../../reports/index.ts'
import { countAllChanges } from '../../../statistics/index.ts'

let lapor: TestApp
let numbers: string[]

beforeAll(async () => {
  lapor = await createTestApp()
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  numbers = []
  for (let index = 0; index < 8; index += 1) {
    const { trackingNumber } = await lapor.report({ category_code: 'lingkungan.sampah' })
    numbers.push(trackingNumber)
    await assignReport(lapor.context, city.actor, trackingNumber, {
      institution_code: 'pkl-dlh',
      title: `Sampah & bau <${index}>`,
    })
    if (index < 4)
      await answerReport(lapor.context, city.actor, trackingNumber, {
        text: 'Sampah sudah diangkut tadi pagi.',
      })
  }
  await countAllChanges(lapor.context.db)
})
afterAll(() => lapor[Symbol.asyncDispose]())

test('a month is told in sentences, on the page and on paper', async () => {
  const { app } = lapor
  const page = await app.inject({ url: '/instansi/kota-pekalongan/laporan-bulanan/2026-11' })
  expect(page.body).toContain('Pada November 2026, Pemerintah Kota Pekalongan menerima 8 laporan.')
  expect(page.body).toContain('Yang paling banyak tentang Sampah (8).')
  expect(page.body).toContain('50\u00a0% dari laporan itu sudah ditindaklanjuti')
  const pdf = await app.inject({ url: '/instansi/kota-pekalongan/laporan-bulanan/2026-11.pdf' })
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-')
})

test('the address without a month leads to the last one that is over, and what is no month is refused', async () => {
  const { app } = lapor
  const last = await app.inject({ url: '/instansi/kota-pekalongan/laporan-bulanan' })
  expect(last.headers.location).toBe('/instansi/kota-pekalongan/laporan-bulanan/2026-10')
  for (const month of ['2026-13', '2030-01', '2026-13.pdf', 'x'.repeat(90)]) {
    const { statusCode } = await app.inject({ url: `/instansi/kota-pekalongan/laporan-bulanan/${month}` })
    expect([month, statusCode]).toEqual([month, 422])
  }
})

test('the feed holds the newest public reports of an institution, a category or an area, escaped', async () => {
  const { app } = lapor
  const feed = await app.inject({ url: '/laporan.atom?instansi=kota-pekalongan&kategori=lingkungan.sampah' })
  expect(feed.headers['content-type']).toContain('application/atom+xml')
  expect(feed.body.match(/<entry>/g)).toHaveLength(8)
  expect(feed.body).toContain('Sampah &amp; bau &lt;7&gt;')
  expect(feed.body).toContain(`/laporan/${numbers[0]}`)
  const again = await app.inject({
    url: '/laporan.atom?instansi=kota-pekalongan&kategori=lingkungan.sampah',
    headers: { 'if-none-match': String(feed.headers.etag) },
  })
  expect(again.statusCode).toBe(304)
  expect((await app.inject({ url: '/laporan.atom?wilayah=33.26' })).body).not.toContain('<entry>')
  for (const bad of ['instansi=apa', 'kategori=%24', 'wilayah=99'])
    expect((await app.inject({ url: `/laporan.atom?${bad}` })).statusCode).toBe(422)
})
