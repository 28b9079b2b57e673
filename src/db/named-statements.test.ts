import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { inTransaction } from './connection.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

const OFTEN = 60

test('what is asked often is prepared once for its connection, what is asked seldom is not', async () => {
  await inTransaction(database.db, async (tx) => {
    for (let turn = 0; turn < OFTEN; turn += 1) {
      const { rows } = await sql<{ twice: number }>`select ${turn}::int * 2 as twice`.execute(tx)
      expect(rows).toEqual([{ twice: turn * 2 }])
    }
    const { rows } = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(
      tx,
    )
    expect(rows).toEqual([{ statement: 'select $1::int * 2 as twice' }])
  })
})

test('a table that changes while its statements are prepared is still read', async () => {
  const { pool } = database
  await pool.query('create table changing (id integer)')
  await pool.query('insert into changing values (1)')
  const client = await pool.connect()
  try {
    const read = async () => (await client.query('select * from changing where id = $1', [1])).rows
    for (let turn = 0; turn < OFTEN; turn += 1) expect(await read()).toEqual([{ id: 1 }])
    await client.query('alter table changing add column added integer default 7')
    for (let turn = 0; turn < 3; turn += 1) expect(await read()).toEqual([{ id: 1, added: 7 }])

    for (let turn = 0; turn < OFTEN; turn += 1) await read()
    await client.query('alter table changing add column again integer default 8')
    await client.query('begin')
    await expect(read()).rejects.toMatchObject({ code: '0A000' })
    await client.query('rollback')
    await client.query('begin')
    expect(await read()).toEqual([{ id: 1, added: 7, again: 8 }])
    await client.query('commit')
  } finally {
    client.release()
  }
})
