import type { Db } from '../db/index.ts'
import { buildNodes, openRegistryFiles } from '../institutions/index.ts'

export interface RoutingCategory {
  readonly code: string
  readonly parentCode: string | null
  readonly name: string
  readonly level: Level
  /** Code of a national institution, or `local:` and a function. */
  readonly handler: string | null
  readonly oversight: boolean
}

export interface RoutingInstitution {
  /** Null when read from files: the database numbers them. */
  readonly id: number | null
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly shortName: string
  readonly aliases: readonly string[]
  readonly functions: readonly string[]
  readonly duties: string | null
  readonly areaCode: string | null
  readonly parentCode: string | null
}

export interface RoutingArea {
  readonly code: string
  readonly name: string
}

export type Level = 'national' | 'province' | 'regency'

/** What routing knows of the registry, whether it came from its files or from the database. */
export interface RegistryView {
  readonly categories: readonly RoutingCategory[]
  readonly institutions: readonly RoutingInstitution[]
  /** Parents before their children. */
  readonly areas: readonly RoutingArea[]
  /** Names of institutions that are no more, with the code of the one that took over their core. */
  readonly formerNames: readonly { readonly name: string; readonly code: string }[]
  /** Other names of a region by its code. */
  readonly areaAliases: ReadonlyMap<string, readonly string[]>
}

/** The registry as its files state it; needs no database. */
export function readRegistryFiles(projectDir: string): RegistryView {
  const files = openRegistryFiles(projectDir)
  const areas = (['provinces.csv', 'regencies.csv', 'districts.csv', 'villages.csv'] as const).flatMap(
    (file) => files.rows(file).map((row) => ({ code: row.code ?? '', name: row.name ?? '' })),
  )
  return {
    areas,
    areaAliases: areaAliasesOf(projectDir),
    formerNames: formerNamesOf(projectDir),
    categories: files.rows('categories.csv').map((row) => ({
      code: row.code ?? '',
      parentCode: row.parent_code || null,
      name: row.name_id ?? '',
      level: levelOf(row.default_level),
      handler: row.default_handler || null,
      oversight: row.oversight === 'true',
    })),
    institutions: buildNodes(files).map((node) => ({
      id: null,
      code: node.code,
      kind: node.kind,
      name: node.name,
      shortName: node.short_name,
      aliases: node.aliases,
      functions: node.functions,
      duties: node.duties,
      areaCode: node.area_code,
      parentCode: node.parent_code,
    })),
  }
}

/** The registry as the database has it, with what admins edited; only what is active. */
export async function readRegistryRows(db: Db, projectDir: string): Promise<RegistryView> {
  const [areas, categories, institutions] = await Promise.all([
    db.selectFrom('areas').select(['code', 'name']).execute(),
    db
      .selectFrom('categories as category')
      .leftJoin('categories as parent', 'parent.id', 'category.parent_id')
      .selectAll('category')
      .select('parent.code as parent_code')
      .where('category.active', '=', true)
      .execute(),
    db
      .selectFrom('institutions as node')
      .leftJoin('institutions as parent', 'parent.id', 'node.parent_id')
      .selectAll('node')
      .select('parent.code as parent_code')
      .where('node.active', '=', true)
      .execute(),
  ])
  return {
    areas: areas.sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1)),
    areaAliases: areaAliasesOf(projectDir),
    formerNames: formerNamesOf(projectDir),
    categories: categories.map((row) => ({
      code: row.code,
      parentCode: row.parent_code,
      name: row.name_id,
      level: row.default_level,
      handler: row.default_handler,
      oversight: row.oversight,
    })),
    institutions: institutions.map((row) => ({
      id: row.id,
      code: row.code,
      kind: row.kind,
      name: row.name,
      shortName: row.short_name,
      aliases: row.aliases,
      functions: row.functions,
      duties: row.duties,
      areaCode: row.area_code,
      parentCode: row.parent_code,
    })),
  }
}

function levelOf(text: string | undefined): Level {
  return text === 'national' || text === 'province' ? text : 'regency'
}

function areaAliasesOf(projectDir: string): ReadonlyMap<string, readonly string[]> {
  const rows = openRegistryFiles(projectDir).rows('area-aliases.csv')
  return new Map(
    rows.map((row) => [
      row.area_code ?? '',
      [row.common_name ?? '', ...(row.aliases ?? '').split('|')].filter((name) => name !== ''),
    ]),
  )
}

function formerNamesOf(projectDir: string): { name: string; code: string }[] {
  const rows = openRegistryFiles(projectDir).rows('national-institutions.csv')
  return rows
    .filter((row) => row.era === '2019' || row.succeeded_by !== '')
    .flatMap((row) => {
      const [code = ''] = (row.succeeded_by ?? '').split('|')
      const names = [row.name ?? '', row.short_name ?? '', ...(row.aliases ?? '').split('|')]
      return code === '' ? [] : names.filter((name) => name !== '').map((name) => ({ name, code }))
    })
}
