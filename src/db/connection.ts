import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { SetupError } from '../errors.ts'
import { nameStatements } from './named-statements.ts'
import { STAFF_ROLE } from './role-names.ts'
import type { Tables } from './schema.ts'
import { hasCode } from './serving-role.ts'
import { type Plans, scopedPool } from './staff-scope.ts'

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
  const openPool = (role: string | undefined, plans: Plans = 'by value', max = options.poolSize ?? 10) => {
    const pool = new pg.Pool({
      connectionString: url,
      max,
      types,
      application_name: 'lapor',
      // A statement that runs for half a minute is a bug; without a limit it would hold a connection for ever.
      statement_timeout: options.statementsMayTakeLong === true ? 0 : 30_000,
      // Nobody has waited so long for a connection unless those who hold them wait for one more: one of them gives up.
      connectionTimeoutMillis: 30_000,
      onConnect: async (client) => {
        await takeRole(client, role)
        if (plans === 'kept') await client.query('set plan_cache_mode = force_generic_plan')
        nameStatements(client as pg.Client)
      },
    })
    // An idle connection that the server closes must not end the process; the next query opens another.
    pool.on('error', () => undefined)
    return pool
  }
  const pool = openPool(options.role)
  const scoped = options.role === undefined ? null : openScoped(pool, openPool, options.role)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: scoped?.pool ?? pool }) })
  const close = async () => {
    await db.destroy()
    // Kysely ends only a pool that it has used itself.
    for (const each of scoped?.pools ?? [pool]) if (!each.ended) await each.end()
  }
  return { db, pool, url, close }
}

function openScoped(
  pool: pg.Pool,
  open: (role: string, plans: Plans, max?: number) => pg.Pool,
  role: string,
) {
  const serving = { 'by value': pool, kept: open(role, 'kept') }
  const staff = { 'by value': open(STAFF_ROLE, 'by value'), kept: open(STAFF_ROLE, 'kept') }
  const spare = open(role, 'by value', SPARE_SIZE)
  return {
    pool: scopedPool(serving, staff, spare),
    pools: [...Object.values(serving), ...Object.values(staff), spare],
  }
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
