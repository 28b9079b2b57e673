import { sql } from 'kysely'
import type { Db, InstitutionRow } from '../db/index.ts'

/** Set every path and owning institution anew from the parents; only rows that differ are written. */
export async function refreshTree(tx: Db): Promise<void> {
  await sql`
    with recursive tree as (
      select id, array[id] as path from institutions where parent_id is null
      union all
      select child.id, tree.path || child.id from institutions as child join tree on child.parent_id = tree.id
    )
    update institutions as node
    set path = tree.path, institution_id = coalesce(tree.path[2], tree.path[1])
    from tree
    where tree.id = node.id
      and (node.path, node.institution_id) is distinct from (tree.path, coalesce(tree.path[2], tree.path[1]))
  `.execute(tx)
}

/**
 * A node of the tree, kept from other writers until the transaction ends; also from a report that is just being given
 * to it.
 */
export async function lockNode(tx: Db, code: string): Promise<InstitutionRow | null> {
  if (code.includes('\0')) return null
  const row = await tx
    .selectFrom('institutions')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}

/** The short name of the institution that a unit at this path belongs to; null for an institution itself. */
export async function ownerName(tx: Db, path: readonly number[]): Promise<string | null> {
  const ownerId = path[1]
  if (ownerId === undefined || path.length < 3) return null
  const owner = await tx
    .selectFrom('institutions')
    .select('short_name')
    .where('id', '=', ownerId)
    .executeTakeFirst()
  return owner?.short_name ?? null
}
