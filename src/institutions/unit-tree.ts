import { sql } from 'kysely'
import type { Db, InstitutionRow } from '../db/index.ts'

export interface UnitNode extends InstitutionRow {
  /** 1 for what stands directly below. */
  readonly depth: number
}

/**
 * All units below an institution or unit, each followed by the ones below it, by name; deactivated ones only when
 * asked for.
 */
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
  const children = Map.groupBy(await query.execute(), (row) => row.parent_id)
  const below = (parentId: number, depth: number): UnitNode[] =>
    (children.get(parentId) ?? []).flatMap((row) => [{ ...row, depth }, ...below(row.id, depth + 1)])
  return below(id, 1)
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
