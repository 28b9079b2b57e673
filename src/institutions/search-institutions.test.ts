import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { DomainError } from '../errors.ts'
import {
  ancestors,
  institutionByCode,
  isWithin,
  listCategories,
  listInstitutions,
  searchInstitutions,
} from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ seeded: true })
})
afterAll(async () => database[Symbol.asyncDispose]())

async function find(text: string, withinId?: number): Promise<string[]> {
  const rows = await searchInstitutions(database.db, text, { withinId, limit: 6 })
  return rows.map((row) => row.code)
}

async function nodeOf(code: string) {
  const node = await institutionByCode(database.db, code)
  if (node === null) throw new Error(`no ${code}`)
  return node
}

test('an institution is found by what people call it', async () => {
  expect((await find('pemkot pekalongan'))[0]).toBe('kota-pekalongan')
  expect((await find('pemkab pekalongan'))[0]).toBe('kab-pekalongan')
  expect((await find('kota pekalongan'))[0]).toBe('kota-pekalongan')
  expect((await find('pemprov jateng'))[0]).toBe('prov-jawa-tengah')
  expect((await find('PLN'))[0]).toBe('pln')
  expect(await find('kominfo')).toContain('komdigi')
  expect((await find('puskesmas medono'))[0]).toBe('pkl-pkm-medono')
  expect((await find('kel medono'))[0]).toBe('pkl-kel-medono')
})

test('a misspelled institution is still found', async () => {
  expect((await find('pemkot pekalngan'))[0]).toBe('kota-pekalongan')
  expect((await find('kementrian kesehatan'))[0]).toBe('kemenkes')
})

test('a search can be kept within one institution', async () => {
  const city = await nodeOf('kota-pekalongan')
  const found = await searchInstitutions(database.db, 'dinas', { withinId: city.id, limit: 50 })
  expect(found.length).toBeGreaterThan(10)
  expect(found.every((row) => isWithin(row, city.id))).toBe(true)
})

test('nothing and nonsense find nothing and break nothing', async () => {
  for (const text of ['', ' ', '%', '_', "'", '\\', '😀', 'x'.repeat(5000)])
    expect(await find(text), text).toBeInstanceOf(Array)
  expect(await find('xqzwvkjh')).toEqual([])
})

test('a list gives every institution once, page by page, without units', async () => {
  const codes: string[] = []
  let cursor: string | undefined
  do {
    const page = await listInstitutions(database.db, { limit: 300, cursor })
    codes.push(...page.institutions.map((row) => row.code))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes).toContain('kab-pekalongan')
  expect(codes).not.toContain('pkl-dinkes')
})

test('a list can be narrowed to a kind, to what stands below one, or by words', async () => {
  const provinces = await listInstitutions(database.db, { kind: 'province', limit: 100 })
  expect(provinces.institutions).toHaveLength(38)
  expect(provinces.nextCursor).toBeNull()
  const units = await listInstitutions(database.db, { parentCode: 'pkl-kec-barat', limit: 100 })
  expect(units.institutions).toHaveLength(7)
  expect(units.institutions.every((row) => row.parent_code === 'pkl-kec-barat')).toBe(true)
  const named = await listInstitutions(database.db, { q: 'pln', limit: 10 })
  expect(named.institutions[0]?.code).toBe('pln')
})

test('a cursor that is not ours is refused', async () => {
  for (const cursor of ['', 'x', 'W10', '%00', 'OTk5OTk5OTk5OTk5OTk'])
    await expect(listInstitutions(database.db, { cursor, limit: 5 })).rejects.toSatisfy(
      (error: DomainError) => error.fields[0]?.code === 'invalid_cursor',
    )
})

test('a unit knows what stands above it, from the national level down', async () => {
  const above = await ancestors(database.db, await nodeOf('pkl-kel-medono'))
  expect(above.map((row) => row.code)).toEqual(['nasional', 'kota-pekalongan', 'pkl-kec-barat'])
  expect(await ancestors(database.db, await nodeOf('nasional'))).toEqual([])
})

test('categories are two levels in the order of the file', async () => {
  const groups = await listCategories(database.db)
  expect(groups).toHaveLength(29)
  expect(groups.flatMap((group) => group.children)).toHaveLength(148)
  expect(groups[0]?.code).toBe('infrastruktur')
  expect(groups[0]?.children[0]?.code).toBe('infrastruktur.jalan-rusak')
})
