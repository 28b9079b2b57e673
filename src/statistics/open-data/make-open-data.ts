import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../clock.ts'
import type { Db } from '../../db/index.ts'
import { todayIn } from '../period.ts'
import { DATA_TABLES, type DataTable, TABLE_NAMES } from './columns.ts'
import { readFigureRows, readReportRows } from './read-rows.ts'
import { type DataFile, writeTable } from './write-table.ts'

/** One day's data: a folder named by the day, complete or not there at all. */
export interface DataVersion {
  /** YYYY-MM-DD in the western zone. */
  readonly version: string
  readonly made_at: string
  readonly tables: readonly {
    readonly table: DataTable
    readonly rows: number
    readonly files: readonly DataFile[]
  }[]
}

const VERSION = /^\d{4}-\d{2}-\d{2}$/
const MANIFEST = 'manifest.json'
/** Days kept, and first days of a month: long enough to compare, short enough that what was withdrawn does not stay. */
const KEPT_DAYS = 7
const KEPT_MONTHS = 12

const ROWS = { laporan: readReportRows, angka: readFigureRows } as const

/**
 * Write the data of today, unless it is there; old versions go. Safe to run twice, and to be broken off.
 * @param folder where the versions lie
 */
export async function makeOpenData(deps: { db: Db; clock: Clock }, folder: string): Promise<DataVersion> {
  const now = deps.clock.now()
  const version = todayIn('Asia/Jakarta', now)
  const known = await readVersion(folder, version)
  if (known !== null) return known
  const unfinished = join(folder, `${version}.${process.pid}.new`)
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  try {
    const tables: DataVersion['tables'][number][] = []
    for (const table of TABLE_NAMES) {
      const written = await writeTable(unfinished, table, DATA_TABLES[table], ROWS[table](deps.db))
      tables.push({ table, ...written })
    }
    const made: DataVersion = { version, made_at: now.toISOString(), tables }
    await writeFile(join(unfinished, MANIFEST), JSON.stringify(made))
    if (!existsSync(join(folder, version))) await rename(unfinished, join(folder, version))
    await removeOld(folder)
    return made
  } finally {
    await rm(unfinished, { recursive: true, force: true })
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

async function removeOld(folder: string): Promise<void> {
  const names = await versionNames(folder)
  const firsts = names.filter((name, index) => name.slice(0, 7) !== names[index + 1]?.slice(0, 7))
  const kept = new Set([...names.slice(0, KEPT_DAYS), ...firsts.slice(0, KEPT_MONTHS)])
  for (const name of names)
    if (!kept.has(name)) await rm(join(folder, name), { recursive: true, force: true })
}
