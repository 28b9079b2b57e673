import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { SetupError } from '../errors.ts'
import { nameStatements, openStatementNames } from './named-statements.ts'
import { STAFF_ROLE } from './role-names.ts'
import type { Tables } from './schema.ts'
import { hasCode } from './serving-role.ts'
import { openSharedConnections } from './shared-connections.ts'
import { type Plans, type RoleDoors, scopedPool } from './staff-scope.ts'

/** A connection pool or a transaction: queries take it first. */
export type Db = Kysely<Tables>

export interface Database {
  readonly db: Db
  readonly pool: pg.Pool
  /** Where it is, for a connection of one's own beside the pool. */
  readonly url: string
  close(): Promise<void>
}

/** Of those to spare: each is held for one statement. */
const SPARE_SIZE = 2
/** A connection without work is closed after so long: not sooner, as a new one has to plan everything anew. */
const IDLE_MS = 5 * 60_000
const INT8_OID = 20
const DATE_OID = 1082

/** Open a pool on a PostgreSQL server. Whole numbers come as numbers, dates as ISO text, instants as Date. */
export function openDatabase(
  url: string,
  options: {
    /** Connections of each role at most; 10 when absent. */
    readonly poolSize?: number
    /** The role that serves requests; what is asked in the scope of staff goes over connections of the staff role. The login's own when absent. */
    readonly role?: string
    /** For schema changes: over a million rows they take minutes. */
    readonly statementsMayTakeLong?: boolean
  } = {},
): Database {
  const types = new pg.TypeOverrides()
  // Ids stay far below 2^53; a string here would compare unequal to the numbers the code computes.
  types.setTypeParser(INT8_OID, Number)
  types.setTypeParser(DATE_OID, (text) => text)
  const config = {
    connectionString: url,
    types,
    application_name: 'lapor',
    // A statement that runs for half a minute is a bug; without a limit it would hold a connection for ever.
    statement_timeout: options.statementsMayTakeLong === true ? 0 : 30_000,
    // Nobody has waited so long for a connection unless those who hold them wait for one more: one of them gives up.
    connectionTimeoutMillis: 30_000,
  }
  const max = options.poolSize ?? 10
  const names = openStatementNames()
  const prepare = async (client: pg.ClientBase, role: string | undefined, plans: Plans) => {
    await takeRole(client, role)
    if (plans === 'kept') await client.query('set plan_cache_mode = force_generic_plan')
    nameStatements(client as pg.Client, names)
  }
  const openPool = (role: string | undefined, plans: Plans = 'by value', most = max) => {
    const pool = new pg.Pool({
      ...config,
      max: most,
      idleTimeoutMillis: IDLE_MS,
      onConnect: (client) => prepare(client, role, plans),
    })
    // An idle connection that the server closes must not end the process; the next query opens another.
    pool.on('error', () => undefined)
    return pool
  }
  const openDoors = (role: string, byValue = openPool(role)): RoleDoors => {
    const shared = (plans: Plans) =>
      openSharedConnections(
        () => {
          const client = new pg.Client({ ...config, pipeline: true })
          return { client, prepare: () => prepare(client, role, plans) }
        },
        // Fewer do, as each serves many at once.
        { max: Math.ceil(max / 2), idleMs: IDLE_MS },
      )
    return {
      pools: { 'by value': byValue, kept: openPool(role, 'kept') },
      shared: { 'by value': shared('by value'), kept: shared('kept') },
    }
  }
  const pool = openPool(options.role)
  const served =
    options.role === undefined
      ? pool
      : scopedPool(
          openDoors(options.role, pool),
          openDoors(STAFF_ROLE),
          openPool(options.role, 'by value', SPARE_SIZE),
        )
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: served }) })
  const close = async () => {
    await db.destroy()
    // Kysely ends only a pool that it has used itself.
    if (!pool.ended) await served.end()
  }
  return { db, pool, url, close }
}

/** Run in a transaction: the one already open, or a new one. */
export function inTransaction<Result>(db: Db, run: (tx: Db) => Promise<Result>): Promise<Result> {
  return db.isTransaction ? run(db) : db.transaction().execute(run)
}

async function takeRole(client: pg.ClientBase, role: string | undefined): Promise<void> {
  if (role === undefined) return
  try {
    await client.query(`set role ${role}`)
  } catch (error) {
    if (!hasCode(error, '22023', '42501', '42704')) throw error
    throw new SetupError(
      `The database has no role ${role} that this login may take on: run npx lapor migrate first, as the owner of the tables.`,
    )
  }
}
