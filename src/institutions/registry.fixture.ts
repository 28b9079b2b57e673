import { afterAll, beforeAll } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { RegistryDeps } from './registry-deps.ts'

/** Tuesday, 24 November 2026, 09:00 in Jakarta. */
export const NOW = new Date('2026-11-24T02:00:00Z')

/** A database with the whole registry for the tests of one file. */
export function seededRegistry(): () => RegistryDeps {
  let database: TestDatabase | null = null
  beforeAll(async () => {
    database = await createTestDatabase({ seeded: true })
  })
  afterAll(async () => {
    await database?.[Symbol.asyncDispose]()
  })
  return () => {
    if (database === null) throw new Error('the database is there only while a test runs')
    return { db: database.db, clock: { now: () => NOW } }
  }
}

/** What a refused edit says, field by field. */
export async function refusalOf(edit: Promise<unknown>): Promise<unknown> {
  const error: unknown = await edit.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (typeof error !== 'object' || error === null || !('fields' in error) || !('code' in error)) return error
  if (!Array.isArray(error.fields) || error.fields.length === 0) return error.code
  return Object.fromEntries(error.fields.map((one: { field: string; code: string }) => [one.field, one.code]))
}
