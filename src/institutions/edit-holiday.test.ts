import { expect, test } from 'vitest'
import { addHoliday, editHoliday, importHolidays, loadHolidays, removeHoliday } from './index.ts'
import { refusalOf, seededRegistry } from './registry.fixture.ts'

const deps = seededRegistry()
const LOCAL = { date: '2027-04-01', name: 'Hari Jadi Kota', kind: 'holiday', area_code: '33.75' }

test('a day off of a region stands beside a national one on the same date', async () => {
  await addHoliday(deps(), LOCAL)
  await addHoliday(deps(), { ...LOCAL, area_code: null, name: 'Libur lain' })
  expect(await refusalOf(addHoliday(deps(), LOCAL))).toEqual({ date: 'holiday_taken' })
  expect((await loadHolidays(deps().db, 2027)).filter((row) => row.date === LOCAL.date)).toHaveLength(2)
})

test('every wrong field of a day off is named at once', async () => {
  const given = { date: '2027-02-29', name: '', kind: 'party', area_code: '99' }
  expect(await refusalOf(addHoliday(deps(), given))).toEqual({
    date: 'invalid_date',
    name: 'holiday_name_missing',
    kind: 'unknown_holiday_kind',
    area_code: 'unknown_area',
  })
})

test('a day that was removed can be added again, and one that moves leaves its old date', async () => {
  const day = await addHoliday(deps(), { ...LOCAL, date: '2027-05-03' })
  await removeHoliday(deps(), day.id)
  expect(await refusalOf(removeHoliday(deps(), day.id))).toBe('not_found')
  const again = await addHoliday(deps(), { ...LOCAL, date: '2027-05-03' })
  await editHoliday(deps(), again.id, { date: '2027-05-04' })
  const dates = (await loadHolidays(deps().db, 2027)).map((row) => row.date)
  expect(dates).toContain('2027-05-04')
  expect(dates).not.toContain('2027-05-03')
})

test("a year's decree is imported from a spreadsheet, and importing it again changes nothing", async () => {
  const csv =
    '\uFEFFdate;name;kind\n01/01/2028;Tahun Baru 2028 Masehi;libur nasional\n2028-01-03;Cuti;joint_leave\n'
  expect(await importHolidays(deps(), csv)).toEqual({ added: 2, changed: 0, unchanged: 0 })
  const corrected = csv.replace('Cuti;', 'Cuti bersama Tahun Baru;')
  expect(await importHolidays(deps(), corrected)).toEqual({ added: 0, changed: 1, unchanged: 1 })
  expect(await loadHolidays(deps().db, 2028)).toMatchObject([
    { date: '2028-01-01', kind: 'holiday' },
    { date: '2028-01-03', name: 'Cuti bersama Tahun Baru', kind: 'joint_leave' },
  ])
})

test('an import tells each wrong line and takes over none', async () => {
  const csv = 'date,name,kind\n2029-01-01,Tahun Baru,holiday\n2029-02-30,,party\n2029-01-01,Lagi,holiday\n'
  await expect(importHolidays(deps(), csv)).rejects.toMatchObject({
    fields: [
      { field: 'csv', code: 'csv_line_date', values: { line: 3 } },
      { field: 'csv', code: 'csv_line_name', values: { line: 3 } },
      { field: 'csv', code: 'csv_line_kind', values: { line: 3 } },
      { field: 'csv', code: 'csv_line_repeated', values: { line: 4 } },
    ],
  })
  expect(await loadHolidays(deps().db, 2029)).toEqual([])
})

test('a text that is no table of days is refused', async () => {
  const importing = (csv: string) => refusalOf(importHolidays(deps(), csv))
  expect(await importing('')).toEqual({ csv: 'csv_empty' })
  expect(await importing('date,name\n2029-01-01,Tahun Baru\n')).toEqual({ csv: 'csv_columns_missing' })
  expect(await importing('date,name,kind\n"2029-01-01,Tahun Baru,holiday\n')).toEqual({
    csv: 'csv_unreadable',
  })
  expect(await importing('\0\0\0')).toEqual({ csv: 'csv_empty' })
})
