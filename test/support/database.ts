import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type Database, type Db, openDatabase, SERVING_ROLE } from '../../src/db/index.ts'

export interface TestDatabase extends AsyncDisposable {
  readonly url: string
  readonly db: Db
  readonly pool: pg.Pool
  /** As web and workers do it: with the role that serves. */
  readonly serving: Database
}

/**
 * A database of one's own, with the present schema and job queue: `await using database = await createTestDatabase()`.
 * `seeded` adds the national registry of `registry/`; it costs a little more, so ask for it only when needed.
 */
export async function createTestDatabase(options: { seeded?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('testServer')
  const template = options.seeded ? server.seededTemplate : server.template
  if (template === null) throw new Error('No seeded template: src/institutions exports no seedRegistry yet')
  const name = `${server.databasePrefix}${randomBytes(6).toString('hex')}`
  await runOnServer(server.url, `create database ${name} template ${template} strategy file_copy`)
  const url = withDatabase(server.url, name)
  const { db, pool, close } = openDatabase(url)
  const serving = openDatabase(url, { role: SERVING_ROLE })
  return {
    url,
    db,
    pool,
    serving,
    [Symbol.asyncDispose]: async () => {
      await serving.close()
      await close()
      await runOnServer(server.url, `drop database if exists ${name} with (force)`)
    },
  }
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  return url.replace(/\/[^/?]*(\?|$)/, `/${name}$1`)
}

/** One statement on a connection of its own, as databases are made and dropped outside transactions. */
export async function runOnServer(url: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}
