import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { SetupError } from '../errors.ts'

export type CsvRow = Readonly<Record<string, string>>

/** The files the registry is loaded from: the project's own, and the regions of the package idn-area-data. */
export interface RegistryFiles {
  rows(file: RegistryFile): CsvRow[]
  /** One list for each file in registry/units, by the code of the institution it is named for. */
  units(): ReadonlyMap<string, CsvRow[]>
  /** Changes when the content of any of the files does. */
  hash(files: readonly (RegistryFile | 'units')[]): string
}

const OWN_FILES = [
  'root.csv',
  'national-institutions.csv',
  'province-time-zones.csv',
  'area-aliases.csv',
  'positions.csv',
  'coordinators.csv',
  'unit-functions.csv',
  'categories.csv',
  'public-holidays.csv',
  'deadline-rules.csv',
] as const
const REGION_FILES = [
  'provinces.csv',
  'regencies.csv',
  'districts.csv',
  'villages.csv',
  'islands.csv',
] as const
export type RegistryFile = (typeof OWN_FILES)[number] | (typeof REGION_FILES)[number]

/** Open the registry of a checkout; nothing is read before it is asked for. */
export function openRegistryFiles(projectDir: string): RegistryFiles {
  const regionsDir = findRegionsDir(projectDir)
  const unitsDir = join(projectDir, 'registry', 'units')
  const unitFiles = () =>
    existsSync(unitsDir)
      ? readdirSync(unitsDir)
          .filter((name) => name.endsWith('.csv'))
          .sort()
      : []
  const pathOf = (file: RegistryFile) =>
    REGION_FILES.some((name) => name === file) ? join(regionsDir, file) : join(projectDir, 'registry', file)
  return {
    rows: (file) => readCsv(pathOf(file)),
    units: () =>
      new Map(unitFiles().map((name) => [name.slice(0, -'.csv'.length), readCsv(join(unitsDir, name))])),
    hash(files) {
      const hash = createHash('sha256')
      for (const file of files) {
        const paths = file === 'units' ? unitFiles().map((name) => join(unitsDir, name)) : [pathOf(file)]
        for (const path of paths) hash.update(path.slice(dirname(path).length)).update(readFileSync(path))
      }
      return hash.digest('hex')
    },
  }
}

/** Found from the checkout, so that it does not matter whether the source or the bundle asks. */
function findRegionsDir(projectDir: string): string {
  const packageFile = createRequire(join(projectDir, 'package.json')).resolve('idn-area-data/package.json')
  return join(dirname(packageFile), 'data')
}

function readCsv(path: string): CsvRow[] {
  try {
    return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true })
  } catch (error) {
    throw new SetupError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}
