import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
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
 * @param plans `one`: by the plan that fits all values, as where plans are kept
 */
export async function rowsRead(
  pool: pg.Pool,
  run: (db: Db) => Promise<unknown>,
  plans: 'by value' | 'one' = 'by value',
): Promise<RowsRead> {
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
    count(await (plans === 'one' ? explainKept : explain)(pool, sql, parameters))
  }
  return { rows, indexes }
}

interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: PlanNode }]
}

async function explain(pool: pg.Pool, sql: string, parameters: readonly unknown[]): Promise<PlanNode> {
  const { rows } = await pool.query<Explained>(`explain (analyze, format json) ${sql}`, [...parameters])
  return rows[0]?.['QUERY PLAN'][0].Plan ?? {}
}

async function explainKept(pool: pg.Pool, sql: string, parameters: readonly unknown[]): Promise<PlanNode> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('set local plan_cache_mode = force_generic_plan')
    await client.query(`prepare kept as ${sql}`)
    const values = parameters.map((value) => {
      if (value === null) return 'null'
      const text = Array.isArray(value)
        ? `{${value.join(',')}}`
        : value instanceof Date
          ? value.toISOString()
          : value
      return pg.escapeLiteral(String(text))
    })
    const ask = values.length === 0 ? 'kept' : `kept(${values.join(', ')})`
    const { rows } = await client.query<Explained>(`explain (analyze, format json) execute ${ask}`)
    return rows[0]?.['QUERY PLAN'][0].Plan ?? {}
  } finally {
    await client.query('rollback')
    // Closed, not given back: what it has prepared is nobody else's.
    client.release(true)
  }
}
