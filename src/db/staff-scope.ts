import { AsyncLocalStorage } from 'node:async_hooks'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'
import { type SharedConnections, setPlace } from './shared-connections.ts'

interface Asking {
  /** The place of the tree as whose staff is asked; null for beyond it. */
  readonly nodeId: number | null
  readonly plans: Plans
  /** Over one of the few connections that no transaction ever holds. */
  readonly spare: boolean
}

/** `by value`: as PostgreSQL sees fit. `kept`: one for all values. */
export type Plans = 'by value' | 'kept'

const asking = new AsyncLocalStorage<Asking>()
const BEYOND: Asking = { nodeId: null, plans: 'by value', spare: false }

/**
 * From here on, everything this request asks the database is asked as the staff of one place of the tree: row-level
 * security shows nothing else, whatever a query forgets to say. Null lifts it.
 */
export function runInStaffScope<Result>(nodeId: number | null, run: () => Result): Result {
  return asking.run({ ...BEYOND, nodeId }, run)
}

/**
 * What must see or write beyond the place of the person who set it off, and judges by itself who may: actions on
 * reports, submissions that go together into one transaction, caches that all requests share.
 */
export function beyondStaffScope<Result>(run: () => Result): Result {
  return asking.run(BEYOND, run)
}

/**
 * What pages ask all the time, in whatever scope they are: on these connections PostgreSQL plans a text once and keeps
 * the plan, where otherwise it plans such queries anew for their values, which takes longer than to answer them. So all
 * that a good plan hangs on, as states by which a partial index is chosen and how many rows are wanted, must stand in the
 * text.
 */
export function byOnePlan<Result>(run: () => Result): Result {
  return asking.run({ ...(asking.getStore() ?? BEYOND), plans: 'kept' }, run)
}

/**
 * What a process reads once for all who ask, and they may ask in the middle of a transaction: each would wait for one
 * more connection while all are held by others who wait for the same. Single statements only.
 */
export function overSpareConnection<Result>(run: () => Result): Result {
  return asking.run({ ...BEYOND, spare: true }, run)
}

/** Of each role two: by the plans they work with. */
export type RolePools = Readonly<Record<Plans, pg.Pool>>
/** The same for single statements. */
export type RoleConnections = Readonly<Record<Plans, SharedConnections>>

export interface RoleDoors {
  /** For transactions. */
  readonly pools: RolePools
  readonly shared: RoleConnections
}

/**
 * One pool of many: what a request asks within a scope is asked over connections of the staff role, all else over those
 * of the serving role, with a few to spare. Single statements go over shared connections, a transaction has one of its
 * own. A connection keeps the place it was last asked for, since an officer's page asks often.
 */
export function scopedPool(serving: RoleDoors, staff: RoleDoors, spare: pg.Pool): PostgresPool {
  const placeOf = new WeakMap<pg.PoolClient, number>()
  const connectAs = async (nodeId: number | null, plans: Plans): Promise<pg.PoolClient> => {
    if (nodeId === null) return serving.pools[plans].connect()
    const client = await staff.pools[plans].connect()
    if (placeOf.get(client) === nodeId) return client
    try {
      placeOf.delete(client)
      await setPlace(client, nodeId)
      placeOf.set(client, nodeId)
      return client
    } catch (error) {
      client.release(true)
      throw error
    }
  }
  return {
    options: serving.pools['by value'].options,
    async connect() {
      const { nodeId, plans, spare: isSpare } = asking.getStore() ?? BEYOND
      if (isSpare) return spare.connect()
      const { shared } = nodeId === null ? serving : staff
      let own: pg.PoolClient | null = null
      return {
        async query(text: string, values: unknown[]) {
          if (own === null && !BEGINS.test(text)) {
            const answer = shared[plans].ask(nodeId, text, values)
            if (answer !== null) return answer
          }
          own ??= await connectAs(nodeId, plans)
          return own.query(text, values)
        },
        release: (isBroken: boolean) => own?.release(isBroken),
      } as unknown as PostgresPoolClient
    },
    async end() {
      const doors = [serving, staff]
      await Promise.all([
        ...doors.flatMap(({ pools }) => Object.values(pools)).map((pool) => pool.end()),
        ...doors.flatMap(({ shared }) => Object.values(shared)).map((connections) => connections.end()),
        spare.end(),
      ])
    },
  }
}

/** How a transaction begins. */
const BEGINS = /^(begin|start transaction)\b/
