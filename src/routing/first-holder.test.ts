import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import {
  categoryByCode,
  countLiveReports,
  deactivateInstitution,
  institutionByCode,
  institutionById,
} from '../institutions/index.ts'
import { firstHolder } from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ seeded: true })
})
afterAll(async () => database[Symbol.asyncDispose]())

async function route(known: { institution?: string; category?: string; area?: string }) {
  const { db } = database
  const codeOf = async (id: number | null) =>
    id === null ? null : ((await institutionById(db, id))?.code ?? 'none')
  const found = await firstHolder(db, {
    chosenInstitutionId:
      known.institution === undefined ? null : ((await institutionByCode(db, known.institution))?.id ?? null),
    categoryId:
      known.category === undefined ? null : ((await categoryByCode(db, known.category))?.id ?? null),
    areaCode: known.area ?? null,
  })
  return {
    holder: await codeOf(found.institutionId),
    reason: found.reason,
    suggested: await codeOf(found.suggestedId),
  }
}

const ROAD = 'infrastruktur.jalan-rusak'
const MEDONO = '33.75.01.1002'

test('the place leads to its kabupaten or kota, and the two Pekalongan are never confused', async () => {
  expect(await route({ area: MEDONO })).toEqual({
    holder: 'kota-pekalongan',
    reason: 'area_regency',
    suggested: null,
  })
  expect(await route({ area: '33.75' })).toMatchObject({ holder: 'kota-pekalongan' })
  expect(await route({ area: '33.26' })).toMatchObject({ holder: 'kab-pekalongan' })
  expect(await route({ area: '33.26.13.1020' })).toMatchObject({ holder: 'kab-pekalongan' })
})

test('the category suggests the unit that does such work', async () => {
  expect(await route({ area: MEDONO, category: ROAD })).toEqual({
    holder: 'kota-pekalongan',
    reason: 'area_regency',
    suggested: 'pkl-dpupr',
  })
  expect(await route({ area: '33.26', category: ROAD })).toMatchObject({
    holder: 'kab-pekalongan',
    suggested: null,
  })
})

test('a matter of the kelurahan suggests the kelurahan of the place', async () => {
  const { db } = database
  const category = await db
    .selectFrom('categories')
    .select('code')
    .where('default_handler', '=', 'local:village')
    .executeTakeFirstOrThrow()
  expect(await route({ area: MEDONO, category: category.code })).toMatchObject({
    suggested: 'pkl-kel-medono',
  })
  expect(await route({ area: '33.75', category: category.code })).toMatchObject({ suggested: null })
})

test('a national matter goes to the national level, which is told whose it most likely is', async () => {
  const { db } = database
  const category = await db
    .selectFrom('categories')
    .select('code')
    .where('default_level', '=', 'national')
    .where('default_handler', '=', 'pln')
    .executeTakeFirstOrThrow()
  expect(await route({ area: MEDONO, category: category.code })).toEqual({
    holder: 'nasional',
    reason: 'category_national',
    suggested: 'pln',
  })
})

test('a matter of the province goes to the province of the place', async () => {
  const { db } = database
  const category = await db
    .selectFrom('categories')
    .select('code')
    .where('default_level', '=', 'province')
    .executeTakeFirstOrThrow()
  expect(await route({ area: MEDONO, category: category.code })).toMatchObject({
    holder: 'prov-jawa-tengah',
    reason: 'category_province',
  })
})

test('where only the province is known, the province decides; where nothing is, the national level', async () => {
  expect(await route({ area: '33', category: ROAD })).toMatchObject({
    holder: 'prov-jawa-tengah',
    reason: 'area_province',
  })
  expect(await route({ category: ROAD })).toEqual({ holder: 'nasional', reason: 'unknown', suggested: null })
  expect(await route({})).toEqual({ holder: 'nasional', reason: 'unknown', suggested: null })
})

test('a chosen institution has precedence, and a chosen unit is a suggestion to its institution', async () => {
  expect(await route({ institution: 'kota-semarang', area: MEDONO })).toEqual({
    holder: 'kota-semarang',
    reason: 'chosen',
    suggested: null,
  })
  expect(await route({ institution: 'pkl-dlh', category: ROAD, area: MEDONO })).toEqual({
    holder: 'kota-pekalongan',
    reason: 'chosen',
    suggested: 'pkl-dlh',
  })
  expect(await route({ institution: 'kota-pekalongan', category: ROAD })).toMatchObject({
    suggested: 'pkl-dpupr',
  })
})

test('a dissolved institution gets no report', async () => {
  const { db } = database
  const clock = { now: () => new Date('2026-11-24T02:00:00Z') }
  await deactivateInstitution({ db, clock, countLiveReports }, 'kota-semarang')
  expect(await route({ institution: 'kota-semarang', area: '33.74' })).toMatchObject({
    holder: 'prov-jawa-tengah',
    reason: 'area_province',
  })
})

test('a second report of the same kind and place asks the database nothing', async () => {
  await route({ area: MEDONO, category: ROAD })
  let queries = 0
  const count = () => {
    queries += 1
  }
  database.pool.on('acquire', count)
  await route({ area: MEDONO, category: ROAD })
  database.pool.off('acquire', count)
  expect(queries).toBe(0)
})
