import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/support/database.ts'
import type { Db } from '../db/index.ts'
import {
  addHoliday,
  areaByCode,
  categoryByCode,
  editCategory,
  editInstitution,
  institutionByCode,
  loadHolidays,
  removeHoliday,
  seedRegistry,
  unitsOf,
} from './index.ts'

const PROJECT_DIR = join(import.meta.dirname, '../..')
const NOW = new Date('2026-11-24T02:00:00Z')
const CLOCK = { now: () => NOW }

async function seed(db: Db): Promise<string[]> {
  const told: string[] = []
  await seedRegistry(db, { projectDir: PROJECT_DIR, now: NOW, onProgress: (message) => told.push(message) })
  return told
}

async function countBy(db: Db, table: 'institutions' | 'areas', column: 'kind' | 'level') {
  const rows = await db
    .selectFrom(table)
    .select([db.dynamic.ref<'name'>(column), (select) => select.fn.countAll<number>().as('count')])
    .groupBy(db.dynamic.ref<'name'>(column))
    .execute()
  return Object.fromEntries(rows.map((row) => [(row as Record<string, unknown>)[column], row.count]))
}

test('the registry holds every province, kabupaten, kota and the regions down to the village', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const kinds = await countBy(database.db, 'institutions', 'kind')
  expect(kinds).toMatchObject({ national: 1, ministry: 48, province: 38, regency: 416, city: 98 })
  expect(await countBy(database.db, 'areas', 'level')).toEqual({
    province: 38,
    regency: 514,
    district: 7285,
    village: 83762,
  })
})

test('the tree is whole: everything hangs from the one root and knows its path and institution', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const rows = await database.db.selectFrom('institutions').selectAll().execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  expect(rows.filter((row) => row.parent_id === null).map((row) => row.kind)).toEqual(['national'])
  for (const row of rows) {
    const parent = row.parent_id === null ? null : byId.get(row.parent_id)
    expect(row.path).toEqual([...(parent?.path ?? []), row.id])
    expect(row.institution_id).toBe(row.path.length <= 2 ? row.id : row.path[1])
    expect(row.search_name).not.toBe('')
  }
})

test('Kota Pekalongan has its districts, kelurahan and puskesmas, and a coordinator', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const city = await institutionByCode(database.db, 'kota-pekalongan')
  expect(city).toMatchObject({
    name: 'Pemerintah Kota Pekalongan',
    short_name: 'Kota Pekalongan',
    area_code: '33.75',
    time_zone: 'Asia/Jakarta',
  })
  const units = await unitsOf(database.db, city?.id ?? 0)
  const count = (kind: string) => units.filter((unit) => unit.kind === kind).length
  expect([units.length, count('district'), count('village'), count('clinic')]).toEqual([84, 4, 27, 14])
  expect(units.find((unit) => unit.id === city?.coordinator_id)?.functions).toContain('coordinator')
  const medono = units.findIndex((unit) => unit.code === 'pkl-kel-medono')
  expect(units[medono]).toMatchObject({ depth: 2, functions: ['village'] })
  const above = units.slice(0, medono).findLast((unit) => unit.depth === 1)
  expect(above?.code).toBe('pkl-kec-barat')
})

test('each province and its kabupaten and kota keep their own time', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const zoneOf = async (area: string) =>
    (
      await database.db
        .selectFrom('institutions')
        .select('time_zone')
        .where('area_code', '=', area)
        .where('kind', 'in', ['province', 'city', 'regency'])
        .executeTakeFirstOrThrow()
    ).time_zone
  expect(await zoneOf('12.71')).toBe('Asia/Jakarta')
  expect(await zoneOf('51')).toBe('Asia/Makassar')
  expect(await zoneOf('91.71')).toBe('Asia/Jayapura')
})

test('every institution and category that the sample and the categories name exists', async () => {
  await using database = await createTestDatabase({ seeded: true })
  for (const code of ['kab-pekalongan', 'kota-semarang', 'kota-bandung', 'kab-batang', 'prov-jawa-tengah'])
    expect(await institutionByCode(database.db, code), code).not.toBeNull()
  expect((await institutionByCode(database.db, 'prov-dki-jakarta'))?.area_code).toBe('31')
  const rows = await database.db.selectFrom('categories').select('default_handler').distinct().execute()
  for (const { default_handler: handler } of rows)
    if (handler !== null && !handler.startsWith('local:'))
      expect((await institutionByCode(database.db, handler))?.active, handler).toBe(true)
})

test('a region says where it is', async () => {
  await using database = await createTestDatabase({ seeded: true })
  expect(await areaByCode(database.db, '33.75.01.1002')).toMatchObject({
    level: 'village',
    parent_code: '33.75.01',
    full_name: 'Medono, Pekalongan Barat, Kota Pekalongan, Jawa Tengah',
  })
})

test('loading again does nothing while the files are the same', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const before = await database.db.selectFrom('institutions').selectAll().orderBy('id').execute()
  expect(await seed(database.db)).toEqual([])
  await database.db.deleteFrom('seed_state').execute()
  expect(await seed(database.db)).toHaveLength(5)
  expect(await database.db.selectFrom('institutions').selectAll().orderBy('id').execute()).toEqual(before)
})

test('loading again never overwrites what was edited', async () => {
  await using database = await createTestDatabase({ seeded: true })
  const deps = { db: database.db, clock: CLOCK }
  await editInstitution(deps, 'pkl-dinkes', { name: 'Dinas Kesehatan Baru' })
  await editInstitution(deps, 'kota-pekalongan', { coordinator_code: null })
  await editCategory(deps, 'infrastruktur', { active: false })
  const [holiday] = await loadHolidays(database.db, 2026)
  await removeHoliday(deps, holiday?.id ?? 0)
  await addHoliday(deps, { date: '2026-12-30', name: 'Hari Jadi', kind: 'holiday', area_code: '33.75' })

  await database.db.deleteFrom('seed_state').execute()
  await database.db.updateTable('institutions').set({ seeded_hash: 'older' }).execute()
  await database.db.updateTable('categories').set({ seeded_hash: 'older' }).execute()
  await seed(database.db)

  expect((await institutionByCode(database.db, 'pkl-dinkes'))?.name).toBe('Dinas Kesehatan Baru')
  expect((await institutionByCode(database.db, 'kota-pekalongan'))?.coordinator_id).toBeNull()
  expect((await categoryByCode(database.db, 'infrastruktur'))?.active).toBe(false)
  const holidays = await loadHolidays(database.db, 2026)
  expect(holidays.map((row) => row.id)).not.toContain(holiday?.id)
  expect(holidays.at(-1)?.name).toBe('Hari Jadi')
})
