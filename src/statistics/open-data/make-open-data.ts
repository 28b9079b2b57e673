import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { todayIn } from '../period.ts'
import { DATA_TABLES, type DataTable, TABLE_NAMES } from './columns.ts'
import { readFigureRows, readReportRows } from './read-rows.ts'
import { type DataFile, writeTable } from './write-table.ts'

/** One day's data, or a further version of it: a folder named by the day, complete or not there at all. */
export interface DataVersion {
  /** YYYY-MM-DD in the western zone; from the second version of a day on with `-01` and so on behind it. */
  readonly version: string
  readonly made_at: string
  readonly tables: readonly {
    readonly table: DataTable
    readonly rows: number
    readonly files: readonly DataFile[]
  }[]
}

/** A day; a further version of the same day has its number behind it. */
const VERSION = /^\d{4}-\d{2}-\d{2}(-\d{2})?$/
const MANIFEST = 'manifest.json'
const UNFINISHED = '.new'
/** Days kept, and first days of a month, of tables of which nobody can withdraw anything. */
const KEPT_DAYS = 7
const KEPT_MONTHS = 12
/** Nobody can take back what a whole country asks for at each moment; half an hour bounds what that costs. */
const REMADE_AFTER_MS = 30 * 60_000
/** What a process that died left behind. */
const BROKEN_OFF_MS = 86_400_000

/** Tables whose older versions are kept; of the others, whose lines can be withdrawn, there is only the newest. */
export const TABLES_WITH_HISTORY: ReadonlySet<DataTable> = new Set(['angka'])

const ROWS = { laporan: readReportRows, angka: readFigureRows } as const

/**
 * Write the data of today, unless it is there and nothing in it was withdrawn since; older lines of reports go at once.
 * Safe to run twice, by several processes, and to be broken off.
 * @param folder where the versions lie
 */
export async function makeOpenData(deps: { db: Db; clock: Clock }, folder: string): Promise<DataVersion> {
  await keepHistory(folder)
  const now = deps.clock.now()
  const today = todayIn('Asia/Jakarta', now)
  const [newest] = await listOpenData(folder)
  // Before anything is read: what is withdrawn while the files are written is written anew the next time.
  const outdated = await lastOutdated(deps.db)
  const madeToday = newest !== undefined && dayOf(newest.version) === today ? newest : null
  if (madeToday !== null && (outdated === null || !mayRemake(madeToday, now))) return madeToday
  const version = madeToday === null ? today : versionAfter(madeToday.version)
  const unfinished = join(folder, `${version}.${randomUUID()}${UNFINISHED}`)
  await mkdir(unfinished, { recursive: true })
  try {
    const tables: DataVersion['tables'][number][] = []
    for (const table of TABLE_NAMES) {
      const written = await writeTable(unfinished, table, DATA_TABLES[table], ROWS[table](deps.db))
      tables.push({ table, ...written })
    }
    const made: DataVersion = { version, made_at: now.toISOString(), tables }
    await writeFile(join(unfinished, MANIFEST), JSON.stringify(made))
    const other = await readVersion(folder, version)
    if (other !== null) return other
    await rename(unfinished, join(folder, version))
    if (outdated !== null)
      await deps.db.deleteFrom('open_data_outdated').where('id', '<=', outdated).execute()
    await keepHistory(folder)
    await removeOld(folder, now)
    return made
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
}

/** The day of a version, YYYY-MM-DD. */
export function dayOf(version: string): string {
  return version.slice(0, 10)
}

function versionAfter(version: string): string {
  return `${dayOf(version)}-${String(Number(version.slice(11)) + 1).padStart(2, '0')}`
}

function mayRemake({ made_at }: DataVersion, now: Date): boolean {
  return now.getTime() - Date.parse(made_at) >= REMADE_AFTER_MS
}

async function lastOutdated(db: Db): Promise<number | null> {
  const { last } = await db
    .selectFrom('open_data_outdated')
    .select(({ fn }) => fn.max<number | null>('id').as('last'))
    .executeTakeFirstOrThrow()
  return last
}

/** Take the tables without history out of all versions but the newest: first from what is told of it, then the files. */
async function keepHistory(folder: string): Promise<void> {
  const [, ...older] = await listOpenData(folder)
  for (const version of older) {
    const gone = version.tables.filter(({ table }) => !TABLES_WITH_HISTORY.has(table))
    if (gone.length === 0) continue
    const path = join(folder, version.version)
    const tables = version.tables.filter(({ table }) => TABLES_WITH_HISTORY.has(table))
    const manifest = join(path, `${MANIFEST}.${randomUUID()}`)
    for (const { name } of gone.flatMap(({ files }) => files)) await rm(join(path, name), { force: true })
    await writeFile(manifest, JSON.stringify({ ...version, tables }))
    await rename(manifest, join(path, MANIFEST))
  }
}

/** The versions that are kept, the newest first. */
export async function listOpenData(folder: string): Promise<DataVersion[]> {
  const versions = await Promise.all((await versionNames(folder)).map((name) => readVersion(folder, name)))
  return versions.filter((version) => version !== null)
}

export async function readVersion(folder: string, version: string): Promise<DataVersion | null> {
  if (!VERSION.test(version)) return null
  try {
    return JSON.parse(await readFile(join(folder, version, MANIFEST), 'utf8'))
  } catch {
    return null
  }
}

async function versionNames(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => VERSION.test(name)).sort((a, b) => (a < b ? 1 : -1))
}

async function removeOld(folder: string, now: Date): Promise<void> {
  const names = await versionNames(folder)
  const days = names.filter((name, index) => index === 0 || dayOf(name) !== dayOf(names[index - 1] ?? ''))
  const firsts = days.filter((name, index) => name.slice(0, 7) !== days[index + 1]?.slice(0, 7))
  const kept = new Set([...days.slice(0, KEPT_DAYS), ...firsts.slice(0, KEPT_MONTHS)])
  for (const name of names)
    if (!kept.has(name)) await rm(join(folder, name), { recursive: true, force: true })
  for (const name of await readdir(folder)) {
    if (!name.endsWith(UNFINISHED)) continue
    const begun = await stat(join(folder, name)).catch(() => null)
    if (begun !== null && now.getTime() - begun.mtimeMs > BROKEN_OFF_MS)
      await rm(join(folder, name), { recursive: true, force: true })
  }
}
