import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import { openDatabase, SERVING_ROLE } from '../db/index.ts'
import { openCalendars } from './calendars.ts'

test('asked inside transactions that hold every connection, it answers, whether it knows already or not', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const { db, close } = openDatabase(database.url, { poolSize: 2, role: SERVING_ROLE })
  const calendars = openCalendars(db)
  const real = performance.now.bind(performance)
  try {
    const ask = () => db.transaction().execute(() => calendars.of(1))
    const askAll = () => Promise.all([ask(), ask(), ask(), ask()])
    const answers = await askAll()
    // A minute later what is known is outdated; after an edit nothing is known.
    performance.now = () => real() + 61_000
    answers.push(...(await askAll()))
    calendars.forget()
    answers.push(...(await askAll()))
    expect(answers.map(({ institutionId }) => institutionId)).toEqual(Array(12).fill(1))
  } finally {
    performance.now = real
    await close()
  }
})
