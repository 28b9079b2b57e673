import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import { openDatabase } from '../db/index.ts'
import { openCalendars } from './calendars.ts'

test('asked inside transactions that hold every connection, it answers with what it knows', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const { db, close } = openDatabase(database.url, { poolSize: 2 })
  const calendars = openCalendars(db)
  await calendars.of(1)
  const real = performance.now.bind(performance)
  // A minute later what is known is outdated.
  performance.now = () => real() + 61_000
  try {
    const ask = () => db.transaction().execute(() => calendars.of(1))
    const answers = await Promise.all([ask(), ask(), ask(), ask()])
    expect(answers.every(({ institutionId }) => institutionId === 1)).toBe(true)
  } finally {
    performance.now = real
    await close()
  }
})
