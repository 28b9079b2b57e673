import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp, type TestStaff } from '../../../../test/support/app.ts'
import { bearer, signedIn } from '../../../../test/support/signed-in.ts'
import { assignReport } from '../../../reports/index.ts'
import { countAllChanges, removeOldExports, requestExport, writeExport } from '../../../statistics/index.ts'

let lapor: TestApp
let city: TestStaff
let officer: TestStaff
let folder: string

beforeAll(async () => {
  lapor = await createTestApp()
  city = await lapor.staff('institution_admin', 'kota-pekalongan')
  officer = await lapor.staff('unit_officer', 'pkl-dpupr')
  folder = join(lapor.context.config.dataDir, 'exports')
  for (let index = 0; index < 5; index += 1) {
    const { trackingNumber } = await lapor.report({ name: 'Siti Rahasia', anonymous: index === 0 })
    if (index < 2)
      await assignReport(lapor.context, city.actor, trackingNumber, {
        institution_code: 'pkl-dpupr',
        title: '=1+1 & <jalan>, "rusak"',
      })
  }
})
afterAll(() => lapor[Symbol.asyncDispose]())

async function make(who: TestStaff, format: 'csv' | 'xlsx' | 'pdf'): Promise<{ id: string; bytes: Buffer }> {
  const id = await requestExport(lapor.context, who.staff, { format, filter: {}, query: '', language: 'id' })
  await writeExport(lapor.context, folder, id)
  return { id, bytes: readFileSync(join(folder, id)) }
}

/** One file of a zip, found by its central directory. */
function unzip(zip: Buffer, name: string): string {
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const length = zip.readUInt16LE(at + 28)
    if (zip.toString('utf8', at + 46, at + 46 + length) !== name) continue
    const start = zip.readUInt32LE(at + 42)
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    return inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20))).toString('utf8')
  }
  throw new Error(`no ${name}`)
}

test('an export holds what its person may see, nothing of the reporter, and no formula', async () => {
  const { bytes } = await make(city, 'csv')
  const text = bytes.toString('utf8')
  const rows: string[][] = parse(text, { bom: true })
  expect(rows).toHaveLength(6)
  expect(rows[0]?.[0]).toBe('Nomor')
  expect(text).not.toMatch(/Siti|0812/)
  expect(text).toContain('"\'=1+1 & <jalan>, ""rusak"""')
  const own: string[][] = parse((await make(officer, 'csv')).bytes.toString('utf8'), { bom: true })
  expect(own).toHaveLength(3)
})

test('a workbook holds the same rows, its texts as texts', async () => {
  const { bytes } = await make(city, 'xlsx')
  const sheet = unzip(bytes, 'xl/worksheets/sheet1.xml')
  expect(sheet.match(/<row>/g)).toHaveLength(6)
  expect(sheet).toContain('<t xml:space="preserve">=1+1 &amp; &lt;jalan&gt;, &quot;rusak&quot;</t>')
  expect(sheet).not.toContain('<f>')
  expect(unzip(bytes, 'xl/workbook.xml')).toContain('<sheet name="LAPOR"')
})

test('a list for paper is a PDF', async () => {
  const { bytes } = await make(city, 'pdf')
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(bytes.subarray(-6).toString()).toContain('%%EOF')
})

test('one asks for a list on its page, sees how far it is, and fetches it, broken off or not', async () => {
  const { app, context } = lapor
  const desk = await signedIn(lapor, city)
  await desk.get('/petugas/laporan?keadaan=submitted')
  const post = (fields: Record<string, string>) => desk.post('/petugas/unduhan', fields)
  expect((await post({ query: 'keadaan=submitted', format: 'exe' })).statusCode).toBe(422)
  await desk.get('/petugas/laporan?keadaan=submitted')
  expect((await post({ query: 'keadaan=submitted', format: 'csv' })).statusCode).toBe(303)
  expect((await desk.get('/petugas/unduhan')).body).toContain('CSV: sedang ditulis')
  const asked = await context.db
    .selectFrom('exports')
    .select('id')
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow()
  await writeExport(context, folder, asked.id)
  const list = (await desk.get('/petugas/unduhan')).body
  const href = `/petugas/unduhan/${asked.id}`
  expect(list).toContain(href)
  const file = await app.inject({ url: href, headers: bearer(city) })
  expect([file.statusCode, file.headers['cache-control']]).toEqual([200, 'private, no-cache'])
  expect(parse(file.body, { bom: true })).toHaveLength(4)
  const rest = await app.inject({ url: href, headers: { ...bearer(city), range: 'bytes=20-' } })
  expect([rest.statusCode, rest.rawPayload]).toEqual([206, file.rawPayload.subarray(20)])
  expect((await app.inject({ url: href, headers: bearer(officer) })).statusCode).toBe(404)
})

test('a table of figures is a file at once, as it is filtered, with numbers as numbers and no formula', async () => {
  const { context, owner } = lapor
  await countAllChanges(context.db)
  const name = '=2+3 Dinas'
  await owner.updateTable('institutions').set({ name }).where('code', '=', 'pkl-dpupr').execute()
  const desk = await signedIn(lapor, city)
  await desk.get('/petugas/pemantauan?bagian=backlog')
  const take = async (fields: Record<string, string>) => {
    const taken = await desk.post('/petugas/pemantauan/unduh', fields)
    if (taken.statusCode !== 303) return taken
    return lapor.app.inject({ url: String(taken.headers.location), headers: bearer(city) })
  }
  const csv = await take({ bagian: 'backlog', format: 'csv' })
  const rows: string[][] = parse(csv.body, { bom: true })
  expect(rows[0]?.slice(0, 3)).toEqual(['Unit', 'Belum selesai', 'Lewat tenggat'])
  expect(rows[1]?.slice(0, 3)).toEqual([`'${name}`, '2', '0'])
  const sheet = unzip(
    (await take({ bagian: 'summary', format: 'xlsx' })).rawPayload,
    'xl/worksheets/sheet1.xml',
  )
  expect(sheet).toContain('Laporan diterima</t></is></c><c><v>5</v></c>')
  expect((await take({ bagian: 'details', format: 'pdf' })).rawPayload.subarray(0, 5).toString()).toBe(
    '%PDF-',
  )
  for (const part of ['time', 'quality', 'survey']) {
    const { statusCode } = await take({ bagian: part, format: 'csv' })
    expect([part, statusCode]).toEqual([part, 200])
  }
  expect((await desk.get('/petugas/unduhan')).body).toMatch(
    /href="\/petugas\/pemantauan\?simpul=kota-pekalongan[^"]*bagian=backlog">Angka pemantauan</,
  )
  await desk.get('/petugas/pemantauan')
  const refused: Record<string, string>[] = [
    { bagian: 'summary', format: 'exe' },
    { simpul: 'kab-pekalongan', format: 'csv' },
    { dari: '2026-13', format: 'csv' },
  ]
  const answers = []
  for (const fields of refused) {
    await desk.get('/petugas/pemantauan')
    answers.push((await take(fields)).statusCode)
  }
  expect(answers).toEqual([422, 404, 422])
})

test('the ministry takes the comparison of all institutions as a file', async () => {
  const ministry = await lapor.staff('national_admin', 'nasional')
  const desk = await signedIn(lapor, ministry)
  await desk.get('/petugas/pemantauan/instansi')
  const taken = await desk.post('/petugas/pemantauan/instansi/unduh', {
    jenis: 'city',
    provinsi: '33',
    format: 'csv',
  })
  const { body } = await lapor.app.inject({ url: String(taken.headers.location), headers: bearer(ministry) })
  const rows: string[][] = parse(body, { bom: true })
  expect(rows.find(([name]) => name?.includes('Kota Pekalongan'))?.[5]).toBe('5')
  expect(body).not.toContain('Kabupaten')
})

test('a fourth list waits until one of three is written, and files go after a week while the record stays', async () => {
  const { context, clock } = lapor
  const ask = () =>
    requestExport(context, officer.staff, { format: 'csv', filter: {}, query: '', language: 'id' })
  for (let index = 0; index < 3; index += 1) await ask()
  await expect(ask()).rejects.toMatchObject({ code: 'too_many_exports', status: 429 })
  const { id } = await make(city, 'csv')
  clock.advanceHours(24 * 8)
  await removeOldExports(context, folder)
  expect(() => readFileSync(join(folder, id))).toThrow()
  const kept = await context.db
    .selectFrom('exports')
    .select('removed_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(kept.removed_at).not.toBeNull()
})

test('three lists that failed for good, or were never written, do not keep anybody from asking again', async () => {
  const { context, clock } = lapor
  const nowhere = join(folder, 'no-folder')
  writeFileSync(nowhere, '')
  const { staff } = await lapor.staff('unit_officer', 'pkl-dinkes')
  const ask = () => requestExport(context, staff, { format: 'csv', filter: {}, query: '', language: 'id' })
  const asked = [await ask(), await ask(), await ask()]
  for (const id of asked) {
    await expect(writeExport(context, nowhere, id)).rejects.toThrow()
    // It is tried again; asking once more would not help.
    await expect(ask()).rejects.toThrow('too_many_exports')
    await expect(writeExport(context, nowhere, id, true)).rejects.toThrow()
    await ask()
  }
  await expect(ask()).rejects.toThrow('too_many_exports')
  clock.advanceHours(25)
  await removeOldExports(context, folder)
  await ask()
})

test('a list written twice at once is whole, and nothing unfinished is left', async () => {
  const id = await requestExport(lapor.context, city.staff, {
    format: 'xlsx',
    filter: {},
    query: '',
    language: 'id',
  })
  await Promise.all([1, 2].map(() => writeExport(lapor.context, folder, id)))
  expect(unzip(readFileSync(join(folder, id)), 'xl/worksheets/sheet1.xml').match(/<row>/g)).toHaveLength(6)
  expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([])
})
