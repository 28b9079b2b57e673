import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/clock.ts'
import { prepareDatabase } from '../src/commands/prepare.ts'
import { readConfig } from '../src/config.ts'
import { startEmbeddedPostgres } from '../src/db/embedded/index.ts'
import { openDatabase, SERVING_ROLE } from '../src/db/index.ts'
import { importReports, readMapping, readRows } from '../src/exchange/index.ts'
import { loadMasterKey, openSealer } from '../src/identity/index.ts'
import { loadNumbering, openCalendars, openIdPool } from '../src/reports/index.ts'

/**
 * `npm run bench -- import [ROWS]`: an old system's reports from CSV into an empty database: rows a second, our own
 * processor time a row, and the most memory. The goal is a million rows in ten minutes: 600 µs a row.
 */
const ROWS = Number(process.argv[2] ?? 100_000)
const GOAL_MICROSECONDS = 600

const MAP = `
source: bench
publish: true
columns:
  external_id: Nomor
  submitted_at: { column: Tanggal, format: DD/MM/YYYY HH:mm }
  body: Isi
  institution_code: Instansi
  state: { column: Status, values: { Selesai: closed, Ditolak: archived } }
  answer: Jawaban
  closed_at: { column: Selesai, format: DD/MM/YYYY HH:mm }
  name: Nama
  phone: HP
defaults: { area_code: "33.75" }
`

const dataDir = mkdtempSync(join(tmpdir(), 'lapor-bench-import-'))
const awake = setInterval(() => undefined, 1_000)
const file = join(dataDir, 'laporan.csv')
await writeCsv(file)
const config = readConfig({ LAPOR_DATA_DIR: dataDir, LAPOR_LOG_LEVEL: 'silent' })
const server = await startEmbeddedPostgres({ dataDir, onProgress: () => undefined })
const owner = openDatabase(server.url, { statementsMayTakeLong: true })
const serving = openDatabase(server.url, { role: SERVING_ROLE })
try {
  await prepareDatabase(config, { ...serving, owner }, systemClock(0), () => undefined)
  const { db } = serving
  const clock = systemClock(0)
  const context = {
    db,
    clock,
    sealer: await openSealer(db, loadMasterKey(config), clock),
    calendars: openCalendars(db),
    ids: openIdPool(db),
    numberReports: await loadNumbering(db),
  }
  const mapping = readMapping(MAP)
  // Loading the registry has taken some already; what counts is that the rows add nothing.
  const before = process.memoryUsage.rss()
  let mostBytes = 0
  const begun = performance.now()
  const processor = process.cpuUsage()
  const total = await importReports(context, {
    mapping,
    rows: readRows(file, mapping),
    dryRun: false,
    onRefused: (refusal) => console.log(refusal),
    onProgress: () => {
      mostBytes = Math.max(mostBytes, process.memoryUsage.rss())
    },
  })
  const seconds = (performance.now() - begun) / 1_000
  const { user, system } = process.cpuUsage(processor)
  const each = (seconds * 1_000_000) / total.imported
  console.log(
    `${total.imported} rows in ${seconds.toFixed(1)} s: ${Math.round(each)} µs a row (goal ${GOAL_MICROSECONDS}), ` +
      `of which ${Math.round((user + system) / total.imported)} µs our own processor; ` +
      `memory ${Math.round(before / 1_048_576)} MB before, ${Math.round(mostBytes / 1_048_576)} MB at most; a million rows: ${((each * 1_000_000) / 60_000_000).toFixed(1)} min`,
  )
} finally {
  await serving.close()
  await owner.close()
  await server.stop()
  clearInterval(awake)
  rmSync(dataDir, { recursive: true, force: true })
}

async function writeCsv(path: string): Promise<void> {
  const stream = createWriteStream(path)
  stream.write('Nomor,Tanggal,Isi,Instansi,Status,Jawaban,Selesai,Nama,HP\n')
  for (let row = 0; row < ROWS; row += 1) {
    const day = String((row % 28) + 1).padStart(2, '0')
    const text = `"Jalan di depan pasar nomor ${row} rusak parah, sudah tiga bulan belum diperbaiki, mohon ditindaklanjuti."`
    const line = `${row},${day}/03/2018 08:15,${text},kota-pekalongan,${row % 10 === 0 ? 'Ditolak' : 'Selesai'},Sudah kami perbaiki bersama dinas terkait.,${day}/04/2018 10:00,Siti ${row % 5_000},0812${1_000_000 + (row % 50_000)}\n`
    if (!stream.write(line)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
}
