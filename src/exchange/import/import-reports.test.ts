import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestContext, type TestContext } from '../../../test/support/context.ts'
import { assignReport, verifyChains } from '../../reports/index.ts'
import { countAllChanges, rebuildStatistics } from '../../statistics/index.ts'
import { importReports, readMapping, readRows } from '../index.ts'
import { type Refusal, readInstant } from './map-row.ts'

let lapor: TestContext
let folder: string

beforeAll(async () => {
  lapor = await createTestContext()
  folder = mkdtempSync(join(tmpdir(), 'lapor-import-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await lapor[Symbol.asyncDispose]()
})

const MAP = `
source: lapor-lama
time_zone: "+07:00"
publish: true
columns:
  external_id: Nomor
  submitted_at: { column: Tanggal, format: DD/MM/YYYY HH:mm }
  body: Isi
  institution_code: { column: Instansi, values: { "Dinas PU": pkl-dpupr, "Pemkot": kota-pekalongan } }
  state: { column: Status, values: { Selesai: closed, Proses: submitted, Tolak: archived } }
  answer: Jawaban
  closed_at: { column: Selesai, format: DD/MM/YYYY HH:mm }
  rating: Nilai
  name: Nama
  phone: HP
defaults:
  class: complaint
  area_code: "33.75"
`
const HEAD = 'Nomor,Tanggal,Isi,Instansi,Status,Jawaban,Selesai,Nilai,Nama,HP'

test('finished reports come with their answers and a history whose chain holds', async () => {
  const { total } = await run(`${HEAD}
1,05/03/2018 08:15,"Jalan rusak, ""parah"" sekali di Medono. HP saya 081234567001",Dinas PU,Selesai,Sudah ditambal.,16/04/2018 10:00,4,Siti,0812 3456 7001
2,06/03/2018 09:00,"Lampu {mati} di C:\\Kraton, sudah lama",Dinas PU,Tolak,NULL,08/03/2018 10:00,,,`)
  expect(total).toEqual({ read: 2, imported: 2, known: 0, refused: 0 })
  const rows = await lapor.context.db
    .selectFrom('reports')
    .innerJoin('imported_reports', 'imported_reports.report_id', 'reports.id')
    .select([
      'external_id',
      'state',
      'submitted_at',
      'answered_at',
      'closed_at',
      'rating',
      'channel',
      'public_body',
    ])
    .orderBy('external_id')
    .execute()
  expect(rows[0]).toEqual({
    external_id: '1',
    state: 'closed',
    submitted_at: new Date('2018-03-05T01:15:00Z'),
    answered_at: new Date('2018-04-16T03:00:00Z'),
    closed_at: new Date('2018-04-16T03:00:00Z'),
    rating: 4,
    channel: 'import',
    public_body: 'Jalan rusak, "parah" sekali di Medono. HP saya [nomor telepon]',
  })
  expect(rows[1]).toMatchObject({
    state: 'archived',
    answered_at: new Date('2018-03-08T03:00:00Z'),
    public_body: 'Lampu {mati} di C:\\Kraton, sudah lama',
  })
  const answers = await lapor.context.db
    .selectFrom('report_events')
    .select('text')
    .where('type', '=', 'answer')
    .orderBy('report_id')
    .execute()
  expect(answers.map(({ text }) => text)).toEqual(['Sudah ditambal.', 'NULL'])
  expect(await verifyChains(lapor.context.db)).toMatchObject({ sound: true })
})

test('an unfinished report waits for verification here, and goes its way like any other', async () => {
  await run(`${HEAD}\n10,06/11/2026 09:00,Air sungai berbau dan berwarna,Pemkot,Proses,,,,Budi,081234567002`)
  const report = await lapor.context.db
    .selectFrom('reports')
    .innerJoin('imported_reports', 'imported_reports.report_id', 'reports.id')
    .select(['tracking_number', 'state', 'due_kind', 'due_at'])
    .where('external_id', '=', '10')
    .executeTakeFirstOrThrow()
  // Three working days from the import on Tuesday, not from the old system's Friday.
  expect(report).toMatchObject({
    state: 'submitted',
    due_kind: 'verify',
    due_at: new Date('2026-11-13T16:59:59.999Z'),
  })
  const city = await lapor.staff('institution_admin', 'kota-pekalongan')
  const assigned = await assignReport(lapor.context, city.actor, report.tracking_number, {
    institution_code: 'pkl-dpupr',
  })
  expect(assigned.report.state).toBe('assigned')
})

test('a run that broke off goes on where it stopped, and twice the same file makes nothing new', async () => {
  const lines = Array.from(
    { length: 1_201 },
    (_, index) =>
      `r${index},05/03/2018 08:15,Laporan lama nomor ${index},Pemkot,Selesai,,06/03/2018 08:15,,,08123${1_000_000 + (index % 300)}`,
  )
  // The first once more, while it is being written.
  lines.splice(700, 0, lines[0] ?? '')
  const file = write([HEAD, ...lines].join('\n'))
  const mapping = readMapping(MAP)
  const rows = (async function* () {
    let read = 0
    for await (const row of readRows(file, mapping)) {
      read += 1
      if (read > 1_100) throw new Error('the power fails')
      yield row
    }
  })()
  const nothing = () => undefined
  await expect(
    importReports(lapor.context, {
      mapping,
      rows,
      dryRun: false,
      onRefused: nothing,
      onProgress: nothing,
    }),
  ).rejects.toThrow('the power fails')
  expect((await start(file)).total).toEqual({ read: 1_202, imported: 202, known: 1_000, refused: 0 })
  expect((await start(file)).total).toMatchObject({ imported: 0, known: 1_202 })
  const { people } = await lapor.context.db
    .selectFrom('reports')
    .innerJoin('imported_reports', 'imported_reports.report_id', 'reports.id')
    .select((select) => select.fn.count<number>('reporter_id').distinct().as('people'))
    .where('external_id', 'like', 'r%')
    .executeTakeFirstOrThrow()
  expect(Number(people)).toBe(300)
  await countAllChanges(lapor.context.db)
  const city = await lapor.context.db
    .selectFrom('institutions')
    .select('id')
    .where('code', '=', 'kota-pekalongan')
    .executeTakeFirstOrThrow()
  const { received } = await lapor.context.db
    .selectFrom('figures_by_month')
    .select((select) => select.fn.sum<number>('received').as('received'))
    .where('node_id', '=', city.id)
    .where('dimension', '=', 'all')
    .where('start', '=', '2018-03-01')
    .executeTakeFirstOrThrow()
  expect(Number(received)).toBe(1_203)
  expect(await rebuildStatistics(lapor.owner)).toMatchObject({ differences: 0 })
})

test('what cannot be imported is refused line by line with every reason, and the rest goes in', async () => {
  const { total, refused } = await run(`${HEAD}
20,31/02/2018 08:15,Isi yang cukup panjang,Dinas PU,Selesai,,,,,
21,05/03/2018 08:15,,Dinas Tak Dikenal,Menunggu,,,9,,12
22,05/03/2099 08:15,Laporan dari masa depan,Pemkot,Selesai,,,,,
23,05/03/2018 08:15,Yang ini benar,Pemkot,Selesai,,,,,
,05/03/2018 08:15,Tanpa nomor,Pemkot,Selesai,,,,,`)
  expect(total).toMatchObject({ imported: 1, refused: 4 })
  expect(refused.map(({ line, field }) => `${line} ${field}`)).toEqual([
    '2 submitted_at',
    '3 body',
    '3 state',
    '3 institution_code',
    '3 rating',
    '3 phone',
    '4 submitted_at',
    '6 external_id',
  ])
})

test('a dry run judges everything and writes nothing', async () => {
  const file = write(`${HEAD}\n30,05/03/2018 08:15,Percobaan saja,Pemkot,Selesai,,,,,`)
  expect((await start(file, true)).total.imported).toBe(1)
  expect((await start(file, true)).total.imported).toBe(1)
})

test('JSON lines are read too, and a broken line is only its own loss', async () => {
  const good = {
    Nomor: 'j1',
    Tanggal: '05/03/2018 08:15',
    Isi: 'Baris JSON',
    Instansi: 'Pemkot',
    Status: 'Selesai',
  }
  const { total, refused } = await run(`${JSON.stringify(good)}\n{"Nomor": \n[1]\n`, 'jsonl')
  expect(total).toMatchObject({ imported: 1, refused: 2 })
  expect(refused.map(({ reason }) => reason)).toEqual(['not JSON', 'not a JSON object'])
})

test('a map that does not fit says everything that is wrong with it', () => {
  expect(() => readMapping('source: x\ncolumns: { isi: Isi, body: Isi }')).toThrow(
    /isi is no field[\s\S]*state needs/,
  )
  expect(() => readMapping('source: "X Y"\ncolumns: []')).toThrow(/source/)
})

test.each([
  ['05/03/2018 08:15', 'DD/MM/YYYY HH:mm', '2018-03-05T01:15:00.000Z'],
  ['5-3-2018', 'DD-MM-YYYY', '2018-03-04T17:00:00.000Z'],
  ['2018-03-05 08:15', null, '2018-03-05T01:15:00.000Z'],
  ['2018-03-05T08:15:00Z', null, '2018-03-05T08:15:00.000Z'],
  ['30/02/2018', 'DD/MM/YYYY', null],
  ['kemarin', null, null],
])('%s in the form %s is %s', (value, format, expected) => {
  expect(readInstant(value, format, '+07:00')?.toISOString() ?? null).toBe(expected)
})

function write(text: string, ending = 'csv'): string {
  const file = join(folder, `${crypto.randomUUID()}.${ending}`)
  writeFileSync(file, text)
  return file
}

const run = (text: string, ending?: string) => start(write(text, ending))

async function start(file: string, dryRun = false) {
  const mapping = readMapping(MAP)
  const refused: Refusal[] = []
  const total = await importReports(lapor.context, {
    mapping,
    rows: readRows(file, mapping),
    dryRun,
    onRefused: (refusal) => void refused.push(refusal),
    onProgress: () => undefined,
  })
  return { total, refused }
}
