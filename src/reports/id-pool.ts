import { sql } from 'kysely'
import { type Db, overSpareConnection } from '../db/index.ts'

/** Report ids ahead of their insertion: the tracking number and the first event's hash are made from them. */
export interface IdPool {
  next(): Promise<number>
}

/** A block a request would cost each submission a round trip; unused ids are lost at a stop, which harms nobody. */
const BLOCK = 64

/** So many at once, for who knows how many it needs. */
export async function takeIds(db: Db, count: number): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval('report_ids') as id from generate_series(1, ${count}::int)
  `.execute(db)
  return rows.map((row) => row.id)
}

export function openIdPool(db: Db): IdPool {
  let ids: number[] = []
  let filling: Promise<void> | null = null
  const fill = async () => {
    ids = ids.concat(await takeIds(db, BLOCK))
  }
  return {
    async next() {
      for (;;) {
        const id = ids.shift()
        if (id !== undefined) return id
        filling ??= overSpareConnection(fill).finally(() => {
          filling = null
        })
        await filling
      }
    },
  }
}
