import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { areaChain, searchAreas } from './index.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ seeded: true })
})
afterAll(async () => database[Symbol.asyncDispose]())

async function find(text: string, search: { limit?: number; within?: string } = {}): Promise<string[]> {
  const areas = await searchAreas(database.db, text, { limit: 8, ...search })
  return areas.map((area) => area.full_name)
}

const MEDONO = 'Medono, Pekalongan Barat, Kota Pekalongan, Jawa Tengah'

test('a village is found by its name and the regions around it, in any order and abbreviation', async () => {
  for (const text of [
    'medono pekalongan',
    'Medono, Pekalongan Barat',
    'pekalongan medono',
    'kel. medono, kec. pekalongan barat, kota pekalongan',
    'medono pek',
    'MEDONO  PEKALONGAN',
  ])
    expect((await find(text))[0], text).toBe(MEDONO)
  expect(await find('kel. medono')).toContain(MEDONO)
})

test('the kota and the kabupaten of the same name are told apart', async () => {
  expect((await find('kota pekalongan'))[0]).toBe('Kota Pekalongan, Jawa Tengah')
  expect((await find('kabupaten pekalongan'))[0]).toBe('Kabupaten Pekalongan, Jawa Tengah')
  expect((await find('kab. pekalongan'))[0]).toBe('Kabupaten Pekalongan, Jawa Tengah')
  expect((await find('pekalongan')).slice(0, 2).sort()).toEqual([
    'Kabupaten Pekalongan, Jawa Tengah',
    'Kota Pekalongan, Jawa Tengah',
  ])
  expect((await find('kec pekalongan barat'))[0]).toBe('Pekalongan Barat, Kota Pekalongan, Jawa Tengah')
})

test('larger regions come before smaller ones of the same name', async () => {
  expect((await find('jawa tengah'))[0]).toBe('Jawa Tengah')
  const levels = (await searchAreas(database.db, 'pekalongan', { limit: 8 })).map((area) => area.level)
  expect(levels.indexOf('regency')).toBeLessThan(levels.indexOf('district'))
  expect(levels.indexOf('district')).toBeLessThan(levels.indexOf('village'))
})

test('what people call a region is found like its official name', async () => {
  expect((await find('dki jakarta'))[0]).toBe('Daerah Khusus Ibukota Jakarta')
  expect((await find('jateng'))[0]).toBe('Jawa Tengah')
  expect((await find('jogja')).join()).toContain('Yogyakarta')
})

test('a slip of the finger still finds the region', async () => {
  for (const text of ['medno pekalongan', 'medono pekalogan', 'medonno pekalongan'])
    expect(await find(text), text).toContain(MEDONO)
  expect((await find('kandang panjng'))[0]).toBe(
    'Kandang Panjang, Pekalongan Utara, Kota Pekalongan, Jawa Tengah',
  )
})

test('a search can be kept within one region', async () => {
  expect(await find('medono', { within: '33.75' })).toEqual([MEDONO])
  expect(await find('pekalongan', { within: '33.26' })).not.toContain('Kota Pekalongan, Jawa Tengah')
})

test('nothing, signs and nonsense find nothing and break nothing', async () => {
  for (const text of [
    '',
    '   ',
    '%',
    "'",
    "a' & b:*",
    '\\',
    '()',
    '!!',
    'xqzwvk',
    '😀',
    'kel.',
    'x'.repeat(5000),
  ])
    expect(await find(text, { limit: 3 }), text).toBeInstanceOf(Array)
  expect(await find('xqzwvk')).toEqual([])
  expect(await find('')).toEqual([])
  expect(await find('m', { limit: 3 })).toHaveLength(3)
})

test('a region knows the regions around it, the province first', async () => {
  const chain = await areaChain(database.db, '33.75.01.1002')
  expect(chain.map((area) => area.name)).toEqual([
    'Jawa Tengah',
    'Kota Pekalongan',
    'Pekalongan Barat',
    'Medono',
  ])
  expect(await areaChain(database.db, '33.75.01.9999')).toEqual([])
})
