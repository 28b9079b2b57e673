import type { CompiledQuery } from 'kysely'
import type { Db } from './connection.ts'

/** Stands where a value will stand, while the text is put together. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const SLOTS = new Proxy({}, { get: (_, name) => new Slot(String(name)) })

/**
 * A statement that is asked all day: put together once for the process, asked with other values each time. Building one
 * with Kysely and turning it into text takes longer than PostgreSQL takes to answer it.
 * @param build may only hand its values on to the statement; it sees places for them, never the values themselves
 */
export function keptQuery<Values extends object, Row>(
  build: (db: Db, values: Values) => { compile(): CompiledQuery<Row> },
): (db: Db, values: Values) => Promise<Row[]> {
  let kept: CompiledQuery<Row> | null = null
  return async (db, values) => {
    kept ??= build(db, SLOTS as Values).compile()
    const parameters = kept.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name as keyof Values] : parameter,
    )
    const { rows } = await db.executeQuery<Row>({ ...kept, parameters })
    return rows
  }
}
