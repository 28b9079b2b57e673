import { AsyncLocalStorage } from 'node:async_hooks'
import { type PostgresPool, sql } from 'kysely'
import type pg from 'pg'
import type { Db } from './connection.ts'
import { SERVING_ROLE, STAFF_ROLE } from './role-names.ts'

const scope = new AsyncLocalStorage<number | null>()

/**
 * From here on, everything this request asks the database is asked as the staff of one place of the tree: row-level
 * security shows nothing else, whatever a query forgets to say. Null lifts it.
 */
export function runInStaffScope<Result>(nodeId: number | null, run: () => Result): Result {
  return scope.run(nodeId, run)
}

/**
 * What must see or write beyond the place of the person who set it off, and judges by itself who may: actions on
 * reports, submissions that go together into one transaction, caches that all requests share.
 */
export function beyondStaffScope<Result>(run: () => Result): Result {
  return scope.run(null, run)
}

/** One query of an open transaction as the staff of a place, whatever the transaction itself may see. */
export async function asStaffOf<Result>(tx: Db, nodeId: number, run: () => Promise<Result>): Promise<Result> {
  const { rows } = await sql<{ was: string }>`
    select current_user::text as was, set_config('lapor.scope', ${String(nodeId)}, true),
      set_config('role', ${STAFF_ROLE}, true)
  `.execute(tx)
  const result = await run()
  await sql`select set_config('role', ${rows[0]?.was ?? SERVING_ROLE}, true)`.execute(tx)
  return result
}

const ENTER = "select set_config('lapor.scope', $1, false), set_config('role', $2, false)"

/** A pool whose connections take on the scope of the request that asks for them, and lay it down when they are given back. */
export function scopedPool(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const nodeId = scope.getStore() ?? null
      if (nodeId === null) return client
      const release = client.release
      try {
        await client.query(ENTER, [String(nodeId), STAFF_ROLE])
      } catch (error) {
        release(true)
        throw error
      }
      client.release = (broken) => {
        if (broken) return release(broken)
        client.query(ENTER, ['', SERVING_ROLE]).then(
          () => release(),
          // A connection that keeps the scope must not serve anybody else.
          () => release(true),
        )
      }
      return client
    },
    end: () => pool.end(),
  }
}
