import { type Insertable, sql } from 'kysely'
import type { Db } from './connection.ts'
import type { Tables } from './schema.ts'

/** JSON stands as it is, not as text. */
type Row<Table extends keyof Tables> = Readonly<Partial<Record<keyof Insertable<Tables[Table]>, unknown>>>

/**
 * Insert many rows that name the same columns, as one JSON value: a statement with tens of thousands of parameters costs
 * both sides more than all the rest of it. Instants and bytes come as they would go into `values`.
 */
export async function insertRows<Table extends keyof Tables & string>(
  db: Db,
  table: Table,
  rows: readonly Row<Table>[],
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const names = Object.keys(first)
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const json = JSON.stringify(rows.map((row) => withBytesAsHex(row, names)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)
  `.execute(db)
}

/** A buffer's own JSON would be a list of numbers. */
function withBytesAsHex(row: object, names: readonly string[]): Record<string, unknown> {
  const plain: Record<string, unknown> = { ...row }
  for (const name of names) {
    const value = plain[name]
    if (Buffer.isBuffer(value)) plain[name] = `\\x${value.toString('hex')}`
  }
  return plain
}
