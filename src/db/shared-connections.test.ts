import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { byOnePlan, type Database, openDatabase, runInStaffScope, SERVING_ROLE } from './index.ts'

let database: TestDatabase
let serving: Database

beforeAll(async () => {
  database = await createTestDatabase()
  serving = openDatabase(database.url, { poolSize: 2, role: SERVING_ROLE })
})
afterAll(async () => {
  await serving.close()
  await database[Symbol.asyncDispose]()
})

const numbers = Array.from({ length: 40 }, (_, number) => number)

async function echo(number: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`select ${number}::int as number`.execute(serving.db)
  return rows[0]?.number ?? -1
}

async function place() {
  const { rows } = await sql<{ place: string; role: string; backend: number }>`
    select current_setting('lapor.scope', true) as place, current_user::text as role, pg_backend_pid() as backend
  `.execute(serving.db)
  const [row] = rows
  if (row === undefined) throw new Error('no row')
  return row
}

test('what is asked at once is answered each by its own, over as few connections as there are', async () => {
  expect(await Promise.all(numbers.map(echo))).toEqual(numbers)
  const asked = await Promise.all(numbers.map(place))
  expect(new Set(asked.map(({ backend }) => backend)).size).toBe(1)
})

test('a statement that fails fails alone', async () => {
  const answers = await Promise.allSettled(
    numbers.map((number) =>
      number % 10 === 3 ? sql`select 1 / ${0}::int`.execute(serving.db) : echo(number),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(
    numbers.map((number) => (number % 10 === 3 ? 'rejected' : 'fulfilled')),
  )
})

test('who is asked as the staff of one place never sees as that of another, whoever asks beside', async () => {
  const places = [11, 22, 33, 44]
  const ask = async (nodeId: number | null) => {
    const seen = [await place(), ...(await Promise.all([place(), place()])), await place()]
    const inTransaction = await serving.db
      .transaction()
      .execute((tx) =>
        sql<{ place: string }>`select current_setting('lapor.scope', true) as place`.execute(tx),
      )
    return { nodeId, seen: [...seen, ...inTransaction.rows].map(({ place }) => place) }
  }
  const asked = await Promise.all(
    numbers.map((number) => {
      const nodeId = places[number % places.length] ?? 0
      const run = () => (number % 3 === 0 ? byOnePlan(() => ask(nodeId)) : ask(nodeId))
      return runInStaffScope(nodeId, run)
    }),
  )
  for (const { nodeId, seen } of asked) expect(seen).toEqual(Array(5).fill(String(nodeId)))
  expect((await place()).role).toBe(SERVING_ROLE)
})

test('a transaction keeps to itself what it has not committed', async () => {
  await sql`create table said (word text)`.execute(database.db)
  await sql`grant all on said to public`.execute(database.db)
  const count = () =>
    sql<{ count: number }>`select count(*)::int as count from said`
      .execute(serving.db)
      .then(({ rows }) => rows[0]?.count)
  await serving.db.transaction().execute(async (tx) => {
    await sql`insert into said values ('halo')`.execute(tx)
    expect(await Promise.all([count(), count(), count()])).toEqual([0, 0, 0])
  })
  expect(await count()).toBe(1)
})

test('a connection that the server ends is replaced, and what was under way on it fails', async () => {
  const { backend } = await place()
  const slow = sql`select pg_sleep(30)`.execute(serving.db)
  const ended = expect(slow).rejects.toThrow()
  await database.pool.query('select pg_terminate_backend($1)', [backend])
  await ended
  expect((await place()).backend).not.toBe(backend)
})
