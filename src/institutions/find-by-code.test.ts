import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import {
  areaByCode,
  areaCodeAt,
  areaCodesUpwards,
  areaLevel,
  forgetRegistry,
  institutionByCode,
  institutionOfArea,
  nationalLevel,
  unitWithFunction,
} from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ seeded: true })
})
afterAll(async () => database[Symbol.asyncDispose]())

async function rename(code: string, name: string) {
  await database.db.updateTable('institutions').set({ name }).where('code', '=', code).execute()
}

test('a code of a region tells its level and the regions around it', () => {
  expect(['33', '33.75', '33.75.01', '33.75.01.1002'].map(areaLevel)).toEqual([
    'province',
    'regency',
    'district',
    'village',
  ])
  expect(areaCodesUpwards('33.75.01')).toEqual(['33.75.01', '33.75', '33'])
  expect(areaCodeAt('33.75.01.1002', 'regency')).toBe('33.75')
  expect(areaCodeAt('33', 'regency')).toBeNull()
})

test('what was read is kept until an edit, but not across a transaction that must see the present', async () => {
  await institutionByCode(database.db, 'pln')
  await rename('pln', 'Renamed')
  expect((await institutionByCode(database.db, 'pln'))?.name).not.toBe('Renamed')
  await database.db.transaction().execute(async (tx) => {
    expect((await institutionByCode(tx, 'pln'))?.name).toBe('Renamed')
  })
  forgetRegistry()
  expect((await institutionByCode(database.db, 'pln'))?.name).toBe('Renamed')
})

test('an unknown code is not remembered as unknown', async () => {
  expect(await areaByCode(database.db, '99')).toBeNull()
  const area = await areaByCode(database.db, '33')
  if (area === null) throw new Error('no area')
  const { words: _, ...row } = area
  await database.db
    .insertInto('areas')
    .values({ ...row, code: '99', words: '' })
    .execute()
  expect((await areaByCode(database.db, '99'))?.code).toBe('99')
})

test('a failed read is not remembered', async () => {
  const { db, pool } = database
  await expect(areaByCode(db, 'broken\0')).rejects.toThrow()
  await expect(areaByCode(db, 'broken\0')).rejects.toThrow()
  expect(pool.waitingCount).toBe(0)
})

test('each place has the government of its kabupaten or kota and of its province', async () => {
  const { db } = database
  expect((await institutionOfArea(db, '33.75.01.1002', 'regency'))?.code).toBe('kota-pekalongan')
  expect((await institutionOfArea(db, '33.26.01', 'regency'))?.code).toBe('kab-pekalongan')
  expect((await institutionOfArea(db, '33.26.01', 'province'))?.code).toBe('prov-jawa-tengah')
  expect(await institutionOfArea(db, '33', 'regency')).toBeNull()
  const regions = await db
    .selectFrom('areas')
    .select(['code', 'level'])
    .where('level', 'in', ['province', 'regency'])
    .execute()
  for (const { code, level } of regions) {
    if (code === '99' || (level !== 'province' && level !== 'regency')) continue
    expect((await institutionOfArea(db, code, level))?.area_code, code).toBe(code)
  }
})

test('a unit is found by what it does and where', async () => {
  const { db } = database
  const city = await institutionByCode(db, 'kota-pekalongan')
  const unit = async (what: string, area: string | null) =>
    (await unitWithFunction(db, city?.id ?? 0, what, area))?.code ?? null
  expect(await unit('public-works', '33.75.01.1002')).toBe('pkl-dpupr')
  expect(await unit('public-works', null)).toBe('pkl-dpupr')
  expect(await unit('village', '33.75.01.1002')).toBe('pkl-kel-medono')
  expect(await unit('village', '33.75.01')).toBeNull()
  expect(await unit('district', '33.75.01.1002')).toBe('pkl-kec-barat')
  // Four puskesmas serve the district: a person has to choose.
  expect(await unit('clinic', '33.75.01.1002')).toBeNull()
  expect(await unit('nothing-like-it', null)).toBeNull()
})

test('there is one national level', async () => {
  expect(await nationalLevel(database.db)).toMatchObject({ kind: 'national', parent_id: null })
})
