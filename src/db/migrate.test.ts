import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import { SetupError } from '../errors.ts'
import { migrateToLatest } from './migrate.ts'

test('migrating twice changes nothing', async () => {
  await using database = await createTestDatabase()
  const said: string[] = []
  await migrateToLatest(database.db, (message) => said.push(message))
  expect(said).toEqual([])
})

test('data of a newer version is refused, and says which version it needs', async () => {
  await using database = await createTestDatabase()
  await database.db
    .insertInto('kysely_migration')
    .values({ name: '20990101000000-from-the-future', timestamp: '2099-01-01T00:00:00Z' })
    .execute()
  const migrating = migrateToLatest(database.db)
  await expect(migrating).rejects.toThrow(SetupError)
  await expect(migrating).rejects.toThrow('20990101000000-from-the-future')
})

test('history can be appended, never changed or removed', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const { db } = database
  await expect(db.deleteFrom('report_events').execute()).resolves.toBeDefined()
  const { createTestContext } = await import('../../test/support/context.ts')
  await using lapor = await createTestContext()
  const { id } = await lapor.report()
  const events = lapor.owner
  await expect(
    events.updateTable('report_events').set({ type: 'other' }).where('report_id', '=', id).execute(),
  ).rejects.toThrow('append-only')
  await expect(events.deleteFrom('report_events').where('report_id', '=', id).execute()).rejects.toThrow(
    'append-only',
  )
})
