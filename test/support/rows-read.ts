import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Db, Tables } from '../../src/db/index.ts'

/** How many rows of each table a piece of work looked at, and by which indexes. */
export interface RowsRead {
  readonly rows: Readonly<Record<string, number>>
  readonly indexes: ReadonlySet<string>
}

interface PlanNode {
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows'?: number
  readonly 'Actual Loops'?: number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly Plans?: readonly PlanNode[]
}

/**
 * Run something on the database and let PostgreSQL explain each of its queries. Counted are rows, not time: the same on
 * every machine and under any load.
 */
export async function rowsRead(pool: pg.Pool, run: (db: Db) => Promise<unknown>): Promise<RowsRead> {
  const queries: { sql: string; parameters: readonly unknown[] }[] = []
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query: { sql, parameters } }) => {
      queries.push({ sql, parameters })
    },
  })
  await run(db)
  const rows: Record<string, number> = {}
  const indexes = new Set<string>()
  const count = (node: PlanNode) => {
    const table = node['Relation Name']
    const each =
      (node['Actual Rows'] ?? 0) +
      (node['Rows Removed by Filter'] ?? 0) +
      (node['Rows Removed by Index Recheck'] ?? 0)
    if (table !== undefined) rows[table] = (rows[table] ?? 0) + Math.round(each * (node['Actual Loops'] ?? 0))
    if (node['Index Name'] !== undefined) indexes.add(node['Index Name'])
    node.Plans?.forEach(count)
  }
  for (const { sql, parameters } of queries) {
    if (!/^\s*(select|with)\b/i.test(sql)) continue
    const { rows: explained } = await pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) ${sql}`,
      [...parameters],
    )
    count(explained[0]?.['QUERY PLAN'][0].Plan ?? {})
  }
  return { rows, indexes }
}
