import type { CategoryRow, Db } from '../db/index.ts'
import { cached } from './registry-cache.ts'

export interface CategoryTree extends CategoryRow {
  readonly children: readonly CategoryRow[]
}

/** The two levels of categories in their order; without `all` only those that a reporter may still choose. */
export async function listCategories(db: Db, options: { all?: boolean } = {}): Promise<CategoryTree[]> {
  const rows = await cached(db, 'categories', () =>
    db.selectFrom('categories').selectAll().orderBy('position').orderBy('id').execute(),
  )
  const offered = options.all ? rows : rows.filter((row) => row.active)
  return offered
    .filter((row) => row.parent_id === null)
    .map((top) => ({ ...top, children: offered.filter((row) => row.parent_id === top.id) }))
}
