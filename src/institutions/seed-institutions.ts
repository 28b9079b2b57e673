import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { splitList } from './area-rows.ts'
import { institutionSearchName } from './institution-search-name.ts'
import { refreshTree } from './institution-tree.ts'
import { buildLocalGovernments, type SeedNode } from './local-governments.ts'
import type { CsvRow, RegistryFiles } from './registry-files.ts'

/** Units whose kind alone says what they do. */
const KINDS_THAT_ARE_FUNCTIONS = ['village', 'district', 'clinic']

/**
 * Load institutions and units. A row edited in the console keeps all its values; nothing is removed or switched off.
 * @returns how many the files hold
 */
export async function seedInstitutions(tx: Db, files: RegistryFiles): Promise<number> {
  const nodes = buildNodes(files)
  refuseRepeatedCodes(nodes)
  const shortNames = new Map(nodes.map((node) => [node.code, node.short_name]))
  const ownerOf = institutionCodes(nodes)
  const rows = nodes.map((node) => {
    const owner = ownerOf(node.code)
    const ownerName = owner === node.code ? null : (shortNames.get(owner) ?? null)
    return {
      ...node,
      search_name: institutionSearchName(node, ownerName),
      seeded_hash: createHash('sha256').update(JSON.stringify(node)).digest('hex').slice(0, 16),
    }
  })
  await sql`
    with source as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (
        code text, kind text, name text, short_name text, aliases jsonb, functions jsonb, duties text,
        area_code text, time_zone text, search_name text, seeded_hash text
      )
    )
    insert into institutions
      (code, kind, name, short_name, aliases, functions, duties, path, area_code, time_zone, search_name, seeded_hash)
    select code, kind, name, short_name,
      array(select jsonb_array_elements_text(aliases)), array(select jsonb_array_elements_text(functions)),
      duties, '{}', area_code, time_zone, search_name, seeded_hash
    from source
    on conflict (code) do update set
      kind = excluded.kind, name = excluded.name, short_name = excluded.short_name, aliases = excluded.aliases,
      functions = excluded.functions, duties = excluded.duties, area_code = excluded.area_code,
      time_zone = excluded.time_zone, search_name = excluded.search_name, seeded_hash = excluded.seeded_hash
    where institutions.edited_at is null and institutions.seeded_hash is distinct from excluded.seeded_hash
  `.execute(tx)
  await linkNodes(tx, nodes, files.rows('coordinators.csv'))
  await refreshTree(tx)
  return nodes.length
}

/** Every institution and unit of the files: the root, the national ones, the local governments, their units. */
export function buildNodes(files: RegistryFiles): SeedNode[] {
  const rootRow = files.rows('root.csv')[0]
  const rootCode = rootRow?.code
  if (rootRow === undefined || rootCode === undefined) throw new Error('root.csv is empty')
  const root = { ...nodeOf(rootRow, null), kind: 'national', time_zone: rootRow.time_zone ?? '' }
  const national = files
    .rows('national-institutions.csv')
    .filter((row) => row.era !== '2019' && row.succeeded_by === '')
    .map((row) => ({ ...nodeOf(row, rootCode), time_zone: root.time_zone }))
  const institutions = [root, ...national, ...buildLocalGovernments(files, rootCode)]
  return [...institutions, ...buildUnits(files, institutions)]
}

function buildUnits(files: RegistryFiles, institutions: readonly SeedNode[]): SeedNode[] {
  const byCode = new Map(institutions.map((node) => [node.code, node]))
  const functions = Map.groupBy(files.rows('unit-functions.csv'), (row) => row.unit_code)
  return [...files.units()].flatMap(([institutionCode, rows]) => {
    const institution = byCode.get(institutionCode)
    if (institution === undefined)
      throw new Error(`registry/units/${institutionCode}.csv names no known institution`)
    return rows.map((row) => {
      const unit = nodeOf(row, row.parent_code || institutionCode)
      return {
        ...unit,
        functions: [
          ...(functions.get(unit.code)?.map((entry) => entry.function ?? '') ?? []),
          ...KINDS_THAT_ARE_FUNCTIONS.filter((kind) => kind === unit.kind),
        ],
        time_zone: institution.time_zone,
      }
    })
  })
}

function nodeOf(row: CsvRow, parentCode: string | null): SeedNode {
  return {
    code: row.code ?? '',
    kind: row.kind ?? '',
    name: row.name ?? '',
    short_name: row.short_name ?? '',
    aliases: splitList(row.aliases),
    functions: [],
    duties: row.duties || null,
    parent_code: parentCode,
    area_code: row.area_code || null,
    time_zone: '',
  }
}

/** The institution a node belongs to: the ancestor just below the root. */
function institutionCodes(nodes: readonly SeedNode[]): (code: string) => string {
  const parents = new Map(nodes.map((node) => [node.code, node.parent_code]))
  const ownerOf = (code: string): string => {
    const parent = parents.get(code) ?? null
    if (parent === null || (parents.get(parent) ?? null) === null) return code
    return ownerOf(parent)
  }
  return ownerOf
}

function refuseRepeatedCodes(nodes: readonly SeedNode[]): void {
  const repeated = [...Map.groupBy(nodes, (node) => node.code)].filter(([, same]) => same.length > 1)
  if (repeated.length > 0)
    throw new Error(`The registry uses a code twice: ${repeated.map(([code]) => code).join(', ')}`)
}

async function linkNodes(tx: Db, nodes: readonly SeedNode[], coordinators: readonly CsvRow[]): Promise<void> {
  const links = nodes.map(({ code, parent_code }) => ({
    code,
    parent_code,
    coordinator_code: coordinators.find((row) => row.institution_code === code)?.unit_code ?? null,
  }))
  await sql`
    with source as (
      select * from jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
        as row (code text, parent_code text, coordinator_code text)
    )
    update institutions as node set parent_id = parent.id, coordinator_id = coordinator.id
    from source
    left join institutions as parent on parent.code = source.parent_code
    left join institutions as coordinator on coordinator.code = source.coordinator_code
    where node.code = source.code and node.edited_at is null
      and (node.parent_id, node.coordinator_id) is distinct from (parent.id, coordinator.id)
  `.execute(tx)
}
