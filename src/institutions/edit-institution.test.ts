import { expect, test } from 'vitest'
import {
  createInstitution,
  deactivateInstitution,
  editInstitution,
  institutionByCode,
  moveInstitution,
  reactivateInstitution,
  searchInstitutions,
} from './index.ts'
import { refusalOf, seededRegistry } from './registry.fixture.ts'

const deps = seededRegistry()
const NEW_UNIT = {
  parent_code: 'pkl-dindik',
  kind: 'school',
  name: 'SD Negeri Medono 1',
  short_name: 'SDN Medono 1',
  aliases: [],
  functions: [],
  duties: null,
  area_code: '33.75.01.1002',
}

test('a new unit belongs to the institution above it, lives in its time and is found at once', async () => {
  const unit = await createInstitution(deps(), NEW_UNIT)
  const city = await institutionByCode(deps().db, 'kota-pekalongan')
  expect(unit).toMatchObject({
    code: 'sdn-medono-1',
    institution_id: city?.id,
    time_zone: 'Asia/Jakarta',
    active: true,
  })
  expect(unit.path.slice(0, 2)).toEqual(city?.path)
  const found = await searchInstitutions(deps().db, 'sdn medono kota pekalongan')
  expect(found[0]?.code).toBe('sdn-medono-1')
})

test('every wrong field of a new institution is named at once', async () => {
  const given = {
    ...NEW_UNIT,
    parent_code: 'nowhere',
    code: 'Not A Code',
    name: ' ',
    short_name: 'x'.repeat(81),
    functions: ['Not A Function'],
    area_code: '99\0',
    time_zone: 'Europe/Paris',
  }
  expect(await refusalOf(createInstitution(deps(), given))).toEqual({
    parent_code: 'unknown_institution',
    code: 'invalid_code',
    name: 'institution_name_missing',
    short_name: 'too_long',
    functions: 'invalid_function',
    area_code: 'unknown_area',
    time_zone: 'unknown_time_zone',
  })
})

test('a code is used once, and a region has one government', async () => {
  expect(await refusalOf(createInstitution(deps(), { ...NEW_UNIT, code: 'pkl-dinkes' }))).toEqual({
    code: 'code_taken',
  })
  const city = { ...NEW_UNIT, parent_code: 'nasional', kind: 'city', area_code: '33.75' }
  expect(await refusalOf(createInstitution(deps(), { ...city, code: 'second' }))).toEqual({
    area_code: 'area_taken',
  })
})

test('an edit keeps what is left out, and a read after it shows it', async () => {
  const before = await institutionByCode(deps().db, 'pkl-dlh')
  await editInstitution(deps(), 'pkl-dlh', { short_name: 'Dinas LH', aliases: ['urusan sampah'] })
  const after = await institutionByCode(deps().db, 'pkl-dlh')
  expect(after).toMatchObject({ name: before?.name, functions: before?.functions, short_name: 'Dinas LH' })
  expect((await searchInstitutions(deps().db, 'urusan sampah'))[0]?.code).toBe('pkl-dlh')
})

test('an institution passes its time and its name on to its units', async () => {
  await editInstitution(deps(), 'kota-pekalongan', { short_name: 'Kota Batik', time_zone: 'Asia/Makassar' })
  expect(await institutionByCode(deps().db, 'pkl-kel-medono')).toMatchObject({ time_zone: 'Asia/Makassar' })
  const found = await searchInstitutions(deps().db, 'kelurahan medono kota batik')
  expect(found.map((row) => row.code)).toEqual(['pkl-kel-medono'])
  await editInstitution(deps(), 'kota-pekalongan', {
    short_name: 'Kota Pekalongan',
    time_zone: 'Asia/Jakarta',
  })
})

test('the coordinator is an active unit of the very institution', async () => {
  const setTo = (coordinator_code: string | null) =>
    editInstitution(deps(), 'kab-pekalongan', { coordinator_code })
  expect(await refusalOf(setTo('pkl-dinkominfo'))).toEqual({ coordinator_code: 'coordinator_outside' })
  expect((await setTo(null)).coordinator_id).toBeNull()
})

test('the root stays the national level', async () => {
  expect(await refusalOf(editInstitution(deps(), 'nasional', { kind: 'ministry' }))).toEqual({
    kind: 'unknown_kind',
  })
  expect(await refusalOf(deactivateInstitution(withoutReports(), 'nasional'))).toBe('institution_is_fixed')
})

test('a unit moves with all below it, but never below itself or out of its institution', async () => {
  const moved = await moveInstitution(deps(), 'pkl-kec-barat', 'pkl-setda')
  const village = await institutionByCode(deps().db, 'pkl-kel-medono')
  expect(village?.path.slice(0, -1)).toEqual(moved.path)
  expect(await refusalOf(moveInstitution(deps(), 'pkl-setda', 'pkl-kel-medono'))).toEqual({
    parent_code: 'moved_below_itself',
  })
  expect(await refusalOf(moveInstitution(deps(), 'pkl-kec-barat', 'kab-pekalongan'))).toEqual({
    parent_code: 'moved_outside',
  })
  expect(await refusalOf(moveInstitution(deps(), 'kab-pekalongan', 'kota-pekalongan'))).toBe(
    'institution_is_fixed',
  )
  await moveInstitution(deps(), 'pkl-kec-barat', 'kota-pekalongan')
})

test('what holds live reports or has active units cannot be switched off', async () => {
  const busy = { ...deps(), countLiveReports: async () => 3 }
  expect(await refusalOf(deactivateInstitution(busy, 'pkl-dinkes'))).toBe('has_active_units')
  expect(await refusalOf(deactivateInstitution(busy, 'pkl-dinkominfo'))).toBe('holds_live_reports')
  expect((await institutionByCode(deps().db, 'pkl-dinkominfo'))?.active).toBe(true)
})

test('what is switched off is no longer offered, coordinates nothing, and can come back', async () => {
  await deactivateInstitution(withoutReports(), 'pkl-dinkominfo')
  expect(await searchInstitutions(deps().db, 'dinkominfo')).toEqual([])
  expect((await institutionByCode(deps().db, 'kota-pekalongan'))?.coordinator_id).toBeNull()
  await reactivateInstitution(deps(), 'pkl-dinkominfo')
  expect(await searchInstitutions(deps().db, 'dinkominfo')).toHaveLength(1)
})

function withoutReports() {
  return { ...deps(), countLiveReports: async () => 0 }
}
