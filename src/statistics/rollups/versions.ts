import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** Say that the figures of nodes were counted anew, in the transaction that counts. `nodes` is SQL of their ids. */
export async function raiseVersions(tx: Db, nodes: string): Promise<void> {
  await sql
    .raw(
      `insert into figures_versions (node_id, version)
        select id, (select nextval('figures_version')) from (${nodes}) counted (id) where id is not null
        on conflict (node_id) do update set version = excluded.version`,
    )
    .execute(tx)
}

/** Another one each time that a report of the node, or of one below it, was counted anew; 0 before the first. */
export async function readVersion(db: Db, node: number): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select version from figures_versions where node_id = ${node}
  `.execute(db)
  return rows[0]?.version ?? 0
}
