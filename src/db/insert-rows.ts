import { type Insertable, type RawBuilder, sql } from 'kysely'
import type { Db } from './connection.ts'
import type { Tables } from './schema.ts'

/** JSON stands as it is, not as text; instants and bytes as they would go into `values`. */
type Row<Table extends keyof Tables> = Readonly<Partial<Record<keyof Insertable<Tables[Table]>, unknown>>>

/**
 * Insert many rows that name the same columns, column by column: an array each, unpacked by PostgreSQL. A statement with
 * tens of thousands of parameters costs both sides more than all the rest of it, and JSON thrice as much as arrays. What is
 * the same in all rows goes once, and a column that says the same as another goes with it.
 * Not for columns that hold arrays.
 */
export async function insertRows<Table extends keyof Tables & string>(
  db: Db,
  table: Table,
  rows: readonly Row<Table>[],
  options: {
    /** Pass over a row whose values in these columns are there already. */
    readonly unlessThere?: readonly (keyof Tables[Table] & string)[]
  } = {},
): Promise<void> {
  const [first] = rows
  if (first === undefined) return
  const conflict = options.unlessThere
  const types = await typesOf(db, table)
  const unpacked: { readonly values: readonly unknown[]; readonly type: string; readonly name: string }[] = []
  const columns = Object.keys(first).map((column) => {
    const type = types.get(column)
    if (type === undefined) throw new Error(`${table} has no column ${column}`)
    const values = rows.map((row: Readonly<Record<string, unknown>>) => row[column])
    const [value] = values
    let selected: RawBuilder<unknown>
    if (values.every((other) => other === value)) selected = sql`${asText(value)}::${sql.raw(type)}`
    else {
      const same = unpacked.find((other) => other.type === type && saysTheSame(other.values, values))
      if (same === undefined) unpacked.push({ values, type, name: column })
      selected = sql.ref(`unpacked.${same?.name ?? column}`)
    }
    return { name: sql.ref(column), selected }
  })
  const arrays = unpacked.map(({ values, type }) => sql`${arrayOf(values)}::${sql.raw(type)}[]`)
  const from =
    arrays.length === 0
      ? sql`generate_series(1, ${rows.length}::int)`
      : sql`unnest(${sql.join(arrays)}) as unpacked (${sql.join(unpacked.map(({ name }) => sql.ref(name)))})`
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns.map(({ name }) => name))})
    select ${sql.join(columns.map(({ selected }) => selected))} from ${from}
    ${conflict === undefined ? sql`` : sql`on conflict (${sql.join(conflict.map((name) => sql.ref(name)))}) do nothing`}
  `.execute(db)
}

/** The types of a table's columns, as PostgreSQL writes them; they stay the same as long as this version runs. */
const known = new Map<string, ReadonlyMap<string, string>>()

async function typesOf(db: Db, table: string): Promise<ReadonlyMap<string, string>> {
  const before = known.get(table)
  if (before !== undefined) return before
  const { rows } = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
  `.execute(db)
  const types = new Map(rows.map(({ name, type }) => [name, type]))
  known.set(table, types)
  return types
}

function saysTheSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.every((value, index) => value === others[index])
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** An array as PostgreSQL reads it. */
function arrayOf(values: readonly unknown[]): string {
  let text = '{'
  for (const value of values) {
    if (text.length > 1) text += ','
    const element = asText(value)
    if (element === null) text += 'NULL'
    else if (typeof value === 'number' || typeof value === 'boolean') text += element
    else text += `"${/["\\]/.test(element) ? element.replaceAll(/["\\]/g, '\\$&') : element}"`
  }
  return `${text}}`
}
