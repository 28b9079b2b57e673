import type pg from 'pg'
import { LOADED_TABLES } from './tables.ts'

/** Indexes that no constraint needs: built once at the end they take a fraction of the time. */
export async function secondaryIndexes(
  client: pg.ClientBase,
): Promise<{ name: string; statement: string }[]> {
  const { rows } = await client.query<{ name: string; statement: string }>(
    `select index.indexrelid::regclass::text as name, pg_get_indexdef(index.indexrelid) as statement
     from pg_index index
     where index.indrelid = any($1::regclass[]::oid[])
       and not exists (select from pg_constraint where conindid = index.indexrelid)
     order by 1`,
    [LOADED_TABLES],
  )
  return rows
}

export async function dropIndexes(client: pg.ClientBase, names: readonly string[]): Promise<void> {
  for (const name of names) await client.query(`drop index ${name}`)
}

/** Build what is missing of the given indexes; one that a stopped run had built already stays. */
export async function buildIndexes(
  client: pg.ClientBase,
  indexes: readonly { name: string; statement: string }[],
  onBuilt: (name: string, seconds: number) => void,
): Promise<void> {
  await client.query(`set maintenance_work_mem = '512MB'`)
  for (const { name, statement } of indexes) {
    const startedAt = performance.now()
    await client.query(statement.replace(/^CREATE (UNIQUE )?INDEX /, 'CREATE $1INDEX IF NOT EXISTS '))
    onBuilt(name, (performance.now() - startedAt) / 1000)
  }
}
