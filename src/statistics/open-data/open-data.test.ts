import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/app.ts'
import { assignReport, withdrawConsent } from '../../reports/index.ts'
import { countAllChanges, makeOpenData } from '../index.ts'

let lapor: TestApp
let shown: string
const folder = mkdtempSync(join(tmpdir(), 'lapor-open-data-'))

beforeAll(async () => {
  lapor = await createTestApp()
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const { context } = lapor
  const tell = async (input: object) => {
    const { trackingNumber } = await lapor.report(input)
    await assignReport(context, city.actor, trackingNumber, {
      institution_code: 'pkl-dpupr',
      title: '=HYPERLINK("http://jahat.test")',
    })
    return trackingNumber
  }
  shown = await tell({})
  for (let index = 0; index < 6; index += 1) await tell({})
  await tell({ anonymous: true, body: 'Ini laporan anonim yang tidak boleh keluar.' })
  await tell({ secret: true, body: 'Ini laporan rahasia yang tidak boleh keluar.' })
  await tell({ class: 'aspiration', body: 'Satu aspirasi saja, dari satu orang.' })
  await lapor.report({ body: 'Ini laporan yang belum diverifikasi siapa pun.' })
  await countAllChanges(context.db)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await lapor[Symbol.asyncDispose]()
})

function unzipped(version: string, name: string): string {
  return gunzipSync(readFileSync(join(folder, version, name))).toString('utf8')
}

test('the three formats hold the same public reports and nothing of those that are not', async () => {
  const { version, tables } = await makeOpenData(lapor.context, folder)
  const csv: Record<string, string>[] = parse(unzipped(version, 'laporan.csv.gz'), { columns: true })
  const lines = unzipped(version, 'laporan.jsonl.gz').trim().split('\n')
  const jsonl: Record<string, unknown>[] = lines.map((line) => JSON.parse(line))
  const parquet = await parquetReadObjects({
    file: await asyncBufferFromFile(join(folder, version, 'laporan.parquet')),
  })
  expect(csv).toHaveLength(8)
  const numbers = csv.map((row) => row.tracking_number)
  expect(numbers).toContain(shown)
  expect(jsonl.map((row) => row.tracking_number)).toEqual(numbers)
  expect(parquet.map((row) => row.tracking_number)).toEqual(numbers)
  expect(parquet[0]?.received_on).toEqual(new Date('2026-11-10T00:00:00Z'))
  expect(tables.find(({ table }) => table === 'laporan')?.rows).toBe(8)
  for (const text of [JSON.stringify(csv), lines.join('\n'), JSON.stringify(parquet)])
    expect(text).not.toMatch(/tidak boleh keluar|belum diverifikasi siapa pun|Siti|0812/)
})

test('a title that a spreadsheet would run as a formula stays a text', async () => {
  const { version } = await makeOpenData(lapor.context, folder)
  expect(unzipped(version, 'laporan.csv.gz')).toContain(`"'=HYPERLINK(""http://jahat.test"")"`)
})

test('counts hold the secret and the anonymous ones, and what one person reported goes with something else', async () => {
  const { version } = await makeOpenData(lapor.context, folder)
  const rows: Record<string, string>[] = parse(unzipped(version, 'angka.csv.gz'), { columns: true })
  const city = rows.filter(({ institution_code }) => institution_code === 'kota-pekalongan')
  // Ten complaints and one aspiration cannot be told apart without telling of one person.
  expect(city.map((row) => [row.class, row.received])).toEqual([['other', '11']])
  // Taken off by the eight that can be read, the other three would be told one by one.
  expect(city.map((row) => [row.followed_up, row.solve_in_time, row.rating_sum])).toEqual([['', '', '']])
})

test('a day has one version; made again it is the same, and old ones go', async () => {
  const { clock, context } = lapor
  const first = await makeOpenData(context, folder)
  expect(await makeOpenData(context, folder)).toEqual(first)
  for (let day = 0; day < 12; day += 1) {
    clock.advanceHours(24)
    await makeOpenData(context, folder)
  }
  const names = readdirSync(folder).sort()
  // Seven days, and the first version of the month before they begin.
  expect(names).toHaveLength(8)
  expect(names[0]).toBe('2026-11-10')
})

test('reports have no older version, and what is withdrawn leaves the newest soon after', async () => {
  const { clock, context } = lapor
  clock.advanceHours(24)
  const first = await makeOpenData(context, folder)
  const older = readdirSync(folder).filter((name) => name !== first.version)
  expect(older).toHaveLength(7)
  for (const version of older) expect(readdirSync(join(folder, version)).join()).not.toContain('laporan')
  expect(unzipped(older[0] ?? '', 'angka.csv.gz')).toContain('kota-pekalongan')

  const { reporter_id } = await context.db
    .selectFrom('reports')
    .select('reporter_id')
    .where('tracking_number', '=', shown)
    .executeTakeFirstOrThrow()
  await withdrawConsent(context, reporter_id, 'publication')
  // Not for each withdrawal anew, but within the hour.
  expect(await makeOpenData(context, folder)).toEqual(first)
  clock.advanceHours(0.5)
  const second = await makeOpenData(context, folder)
  expect(second.version).toBe(`${first.version}-01`)
  const numbers = (version: string) => unzipped(version, 'laporan.csv.gz')
  expect(numbers(second.version)).not.toContain(shown)
  expect(existsSync(join(folder, first.version, 'laporan.csv.gz'))).toBe(false)
  clock.advanceHours(1)
  expect(await makeOpenData(context, folder)).toEqual(second)
})

test('the page, the catalogue and the files are there for everybody, with checksums and ranges', async () => {
  const { app, context } = lapor
  expect((await app.inject({ url: '/data-terbuka' })).body).toContain('Data pertama sedang disiapkan')
  const made = await makeOpenData(context, join(context.config.dataDir, 'open-data'))
  const catalogue = (await app.inject({ url: '/data-terbuka/katalog.jsonld' })).json()
  const distributions = catalogue['dcat:dataset'].flatMap(
    (dataset: Record<string, unknown>) => dataset['dcat:distribution'],
  )
  expect(distributions).toHaveLength(6)
  const sums = made.tables.flatMap(({ files }) => files.map(({ sha256 }) => sha256))
  expect(
    distributions.map(
      (each: Record<string, Record<string, string>>) => each['spdx:checksum']?.['spdx:checksumValue'],
    ),
  ).toEqual(sums)
  const latest = await app.inject({ url: '/data-terbuka/terbaru/laporan.parquet' })
  expect(latest.statusCode).toBe(302)
  const url = String(latest.headers.location)
  const file = await app.inject({ url })
  // A report can be withdrawn; a count cannot.
  expect(file.headers['cache-control']).toBe('public, max-age=300')
  const counts = await app.inject({ url: `/data-terbuka/${made.version}/angka.parquet` })
  expect(counts.headers['cache-control']).toContain('immutable')
  const rest = await app.inject({ url, headers: { range: 'bytes=10-19' } })
  expect([rest.statusCode, rest.rawPayload]).toEqual([206, file.rawPayload.subarray(10, 20)])
  for (const bad of [
    '/data-terbuka/2026-11-10/..%2f..%2fmaster.key',
    '/data-terbuka/../x/laporan.csv.gz',
    '/data-terbuka/terbaru/apa',
  ])
    expect((await app.inject({ url: bad })).statusCode).toBe(404)
  const dictionary = (await app.inject({ url: '/data-terbuka/kamus.json' })).json()
  expect(dictionary.resources[0].schema.fields.length).toBe(24)
})
