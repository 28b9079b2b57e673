import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { keptQuery } from './index.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database[Symbol.asyncDispose]())

interface Values {
  readonly words: readonly string[]
  readonly at: Date
  readonly none: number | null
}

test('asked with other values the same text answers for these, each value where it belongs', async () => {
  let built = 0
  const read = keptQuery((db, values: Values) => {
    built += 1
    return db
      .selectFrom(sql<{ word: string }>`unnest(${values.words}::text[])`.as<'said'>(sql`said (word)`))
      .select(['said.word', sql<Date>`${values.at}::timestamptz`.as('at')])
      .select(sql<number | null>`${values.none}::int`.as('none'))
      .where('said.word', '!=', 'jalan')
      .orderBy('said.word')
  })
  const early = new Date('2026-01-02T03:04:05.678Z')
  const late = new Date('2026-11-12T13:14:15Z')
  expect(await read(database.db, { words: ['rusak', 'jalan', 'lampu'], at: early, none: null })).toEqual([
    { word: 'lampu', at: early, none: null },
    { word: 'rusak', at: early, none: null },
  ])
  expect(await read(database.db, { words: ['banjir'], at: late, none: 7 })).toEqual([
    { word: 'banjir', at: late, none: 7 },
  ])
  expect(built).toBe(1)
})

test('in a transaction it sees and writes what the transaction does', async () => {
  const add = keptQuery((db, { on }: { on: string }) =>
    db.insertInto('holidays').values({ date: on, kind: 'holiday', name: 'Hari percobaan' }).returning('date'),
  )
  const count = keptQuery((db, { on }: { on: string }) =>
    db.selectFrom('holidays').select('date').where('date', '=', on),
  )
  const undone = database.db.transaction().execute(async (tx) => {
    expect(await add(tx, { on: '2031-05-05' })).toEqual([{ date: '2031-05-05' }])
    expect(await count(tx, { on: '2031-05-05' })).toHaveLength(1)
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await count(database.db, { on: '2031-05-05' })).toEqual([])
})
