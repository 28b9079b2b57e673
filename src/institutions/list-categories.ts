import type { CategoryRow, Db } from '../db/index.ts'
import { cached } from './registry-cache.ts'

export interface CategoryGroup extends CategoryRow {
  readonly children: readonly CategoryRow[]
}

/** The two levels of categories in their order; deactivated ones only when asked for. */
export async function listCategories(
  db: Db,
  options: { inactiveToo?: boolean } = {},
): Promise<CategoryGroup[]> {
  const rows = await cached(db, 'categories', () =>
    db.selectFrom('categories').selectAll().orderBy('position').orderBy('id').execute(),
  )
  const shown = options.inactiveToo ? rows : rows.filter((row) => row.active)
  const children = Map.groupBy(shown, (row) => row.parent_id)
  return (children.get(null) ?? []).map((top) => ({ ...top, children: children.get(top.id) ?? [] }))
}
