import { sql } from 'kysely'
import type { Db } from '../db/index.ts'

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
