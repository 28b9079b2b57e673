import { once } from 'node:events'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../src/clock.ts'
import { prepareDatabase } from '../src/commands/prepare.ts'
import { readConfig } from '../src/config.ts'
import { startEmbeddedPostgres } from '../src/db/embedded/index.ts'
import { openDatabase, SERVING_ROLE } from '../src/db/index.ts'
import { exportEverything, importReports, readMapping, readRows } from '../src/exchange/index.ts'
import { loadMasterKey, openSealer } from '../src/identity/index.ts'
import { folderFileStore, loadNumbering, openCalendars, openIdPool } from '../src/reports/index.ts'
import { countAllChanges, rebuildStatistics } from '../src/statistics/index.ts'
import { postgresTime } from './handling/processor-time.ts'

/**
 * `npm run bench -- import [ROWS]`: an old system's reports from CSV into an empty database, the figures of them counted,
 * and everything exported again: elapsed and processor time a row, and the most memory. Exits with 1 above a limit.
 * A million rows may take ten minutes, figures and all; on a shared machine the processor time tells more.
 * It needs up to 15 KB of disk a row below the folder for temporary files ($TMPDIR).
 */
const ROWS = Number(process.argv[2] ?? 100_000)
const LIMIT = { elapsed: 600, processor: 450, growth: 1.3 }
const DISK_A_ROW = 15_000

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

const { bavail, bsize } = await statfs(tmpdir())
if (bavail * bsize < ROWS * DISK_A_ROW)
  throw new Error(`${tmpdir()} has less than ${Math.ceil((ROWS * DISK_A_ROW) / 1e9)} GB free: set TMPDIR`)
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
    files: folderFileStore(join(dataDir, 'attachments')),
  }
  const mapping = readMapping(MAP)
  // What the rows before the tenth part and after it needed at most: what is constant does not grow.
  const memory = { before: process.memoryUsage.rss(), firstTenth: 0, most: 0 }
  let imported = 0
  const rows = await measure(async () => {
    const total = await importReports(context, {
      mapping,
      rows: readRows(file, mapping),
      dryRun: false,
      onRefused: (refusal) => console.log(refusal),
      onProgress: ({ read }) => {
        const rss = process.memoryUsage.rss()
        if (read <= Math.max(ROWS / 10, 20_000)) memory.firstTenth = Math.max(memory.firstTenth, rss)
        memory.most = Math.max(memory.most, rss)
      },
    })
    imported = total.imported
  })
  const figures = await measure(() => countAllChanges(db))
  const { differences } = await rebuildStatistics(owner.db)
  const exported = await measure(() =>
    exportEverything(context, join(dataDir, 'export'), { identities: true, onProgress: () => undefined }),
  )
  const elapsed = rows.elapsed + figures.elapsed
  const processor = rows.own + rows.postgres
  const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`
  console.log(`${imported} rows; a row, in µs:`)
  print('imported', rows, `(limit of the processor ${LIMIT.processor})`)
  print('figures counted', figures, `; a rebuild finds ${differences} differences (limit 0)`)
  print('exported again', exported, '')
  console.log(
    `a million rows with their figures: ${((elapsed * 1_000_000) / 60_000_000).toFixed(1)} min (limit 10)`,
  )
  console.log(
    `memory: ${megabytes(memory.before)} before, ${megabytes(memory.firstTenth)} at most in the first rows, ` +
      `${megabytes(memory.most)} in all (limit ${LIMIT.growth} times that of the first rows)`,
  )
  const isOver =
    imported !== ROWS ||
    differences > 0 ||
    elapsed > LIMIT.elapsed ||
    processor > LIMIT.processor ||
    memory.most > memory.firstTenth * LIMIT.growth
  if (isOver) process.exitCode = 1
} finally {
  await serving.close()
  await owner.close()
  await server.stop()
  clearInterval(awake)
  rmSync(dataDir, { recursive: true, force: true })
}

interface Cost {
  readonly elapsed: number
  readonly own: number
  readonly postgres: number
}

/** What a piece of work costs, in microseconds a row. */
async function measure(work: () => Promise<unknown>): Promise<Cost> {
  const begun = performance.now()
  const ownBefore = process.cpuUsage()
  const postgresBefore = postgresTime(dataDir) ?? 0
  await work()
  const { user, system } = process.cpuUsage(ownBefore)
  return {
    elapsed: ((performance.now() - begun) * 1_000) / ROWS,
    own: (user + system) / ROWS,
    postgres: (((postgresTime(dataDir) ?? 0) - postgresBefore) * 1_000) / ROWS,
  }
}

function print(what: string, { elapsed, own, postgres }: Cost, note: string): void {
  const parts = [elapsed, own, postgres, own + postgres].map((microseconds) =>
    String(Math.round(microseconds)),
  )
  console.log(
    `  ${what}: ${parts[0]} elapsed; processor ${parts[1]} ours + ${parts[2]} PostgreSQL’s = ${parts[3]} ${note}`,
  )
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
