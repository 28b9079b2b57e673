import { sql } from 'kysely'
import type { Db, InstitutionRow } from '../db/index.ts'

export interface UnitNode extends InstitutionRow {
  readonly units: UnitNode[]
}

/** The units below an institution or unit as a tree, by name; deactivated ones only when asked for. */
export async function unitsOf(
  db: Db,
  id: number,
  options: { inactiveToo?: boolean } = {},
): Promise<UnitNode[]> {
  let query = db
    .selectFrom('institutions')
    .selectAll()
    .where(sql<boolean>`path @> array[${id}::integer]`)
    .where('id', '<>', id)
    .orderBy('name')
    .orderBy('id')
  if (!options.inactiveToo) query = query.where('active', '=', true)
  const rows = await query.execute()
  const children = Map.groupBy(rows, (row) => row.parent_id)
  const below = (parentId: number): UnitNode[] =>
    (children.get(parentId) ?? []).map((row) => ({ ...row, units: below(row.id) }))
  return below(id)
}

/** From the root down to the parent; empty for the root itself. */
export async function ancestors(
  db: Db,
  node: Pick<InstitutionRow, 'id' | 'path'>,
): Promise<InstitutionRow[]> {
  const ids = node.path.filter((id) => id !== node.id)
  if (ids.length === 0) return []
  const rows = await db.selectFrom('institutions').selectAll().where('id', 'in', ids).execute()
  return rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** Whether a node is the given one or lies below it. */
export function isWithin(node: Pick<InstitutionRow, 'path'>, id: number): boolean {
  return node.path.includes(id)
}
