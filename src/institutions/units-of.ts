import type { Db, InstitutionRow } from '../db/index.ts'

export interface UnitInTree extends InstitutionRow {
  /** 1 directly below the institution. */
  readonly depth: number
}

/** All units of an institution, each followed by the ones below it, brothers by name. */
export async function unitsOf(
  db: Db,
  institutionId: number,
  options: { includeInactive?: boolean } = {},
): Promise<UnitInTree[]> {
  let query = db
    .selectFrom('institutions')
    .selectAll()
    .where('institution_id', '=', institutionId)
    .where('id', '<>', institutionId)
    .orderBy('name')
    .orderBy('id')
  if (!options.includeInactive) query = query.where('active', '=', true)
  const children = Map.groupBy(await query.execute(), (row) => row.parent_id)
  const below = (parentId: number, depth: number): UnitInTree[] =>
    (children.get(parentId) ?? []).flatMap((row) => [{ ...row, depth }, ...below(row.id, depth + 1)])
  return below(institutionId, 1)
}

/** What stands above an institution or unit, from the root down, without itself. */
export async function ancestors(db: Db, id: number): Promise<InstitutionRow[]> {
  const row = await db.selectFrom('institutions').select('path').where('id', '=', id).executeTakeFirst()
  const above = (row?.path ?? []).slice(0, -1)
  if (above.length === 0) return []
  const rows = await db.selectFrom('institutions').selectAll().where('id', 'in', above).execute()
  return above.flatMap((aboveId) => rows.filter((candidate) => candidate.id === aboveId))
}
