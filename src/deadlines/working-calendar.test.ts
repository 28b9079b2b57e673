import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendars, holidayRows } from './arbitrary.fixture.ts'
import { nationalCalendar } from './registry.fixture.ts'
import { type Holiday, workingCalendar } from './working-calendar.ts'
import { dayNumber } from './zone.ts'

const galungan: Holiday = { date: '2025-04-23', name: 'Galungan', kind: 'holiday', area_code: '51' }

test('a day off says why: weekend, holiday or joint leave, with the name of the day', () => {
  const calendar = nationalCalendar()
  expect(calendar.dayOff(dayNumber('2025-05-09'))).toBeNull()
  expect(calendar.dayOff(dayNumber('2025-05-10'))).toEqual({ reason: 'weekend', name: null })
  expect(calendar.dayOff(dayNumber('2025-05-12'))).toEqual({
    reason: 'holiday',
    name: 'Hari Raya Waisak 2569 BE',
  })
  expect(calendar.dayOff(dayNumber('2025-05-13'))).toEqual({
    reason: 'joint_leave',
    name: 'Cuti bersama Hari Raya Waisak 2569 BE',
  })
})

test('a holiday on a weekend keeps its name', () => {
  expect(nationalCalendar().dayOff(dayNumber('2024-02-10'))?.name).toBe('Tahun Baru Imlek 2575 Kongzili')
})

test.each([
  ['51', true],
  ['51.71', true],
  ['511', false],
  ['5', false],
  ['33.75', false],
  [null, false],
])('a holiday of area 51 holds for an institution of area %s: %s', (areaCode, holds) => {
  const calendar = workingCalendar({ holidays: [galungan], zone: 'Asia/Makassar', areaCode })
  expect(calendar.dayOff(dayNumber('2025-04-23')) !== null).toBe(holds)
})

test('where a national and a local holiday fall together the national one names the day', () => {
  const national: Holiday = { ...galungan, name: 'national', area_code: null }
  for (const holidays of [
    [galungan, national],
    [national, galungan],
  ]) {
    const calendar = workingCalendar({ holidays, zone: 'Asia/Makassar', areaCode: '51' })
    expect(calendar.dayOff(dayNumber('2025-04-23'))?.name).toBe('national')
  }
})

test('a holiday row that is no date is refused', () => {
  const wrong = { ...galungan, date: '2025-02-30', area_code: null }
  expect(() => workingCalendar({ holidays: [wrong], zone: 'Asia/Jakarta' })).toThrow(RangeError)
})

test('counting working days from the running total agrees with counting them one by one', () => {
  fc.assert(
    fc.property(
      calendars,
      fc.integer({ min: dayNumber('2023-06-01'), max: dayNumber('2027-06-01') }),
      fc.nat({ max: 400 }),
      (calendar, first, length) => {
        let oneByOne = 0
        for (let day = first; day < first + length; day++) if (calendar.dayOff(day) === null) oneByOne++
        expect(calendar.workingDaysBefore(first + length) - calendar.workingDaysBefore(first)).toBe(oneByOne)
      },
    ),
  )
})

test('days before 1970 are counted too', () => {
  const calendar = nationalCalendar()
  // Mon 29 to Wed 31 December 1969.
  expect(calendar.workingDaysBefore(0) - calendar.workingDaysBefore(-3)).toBe(3)
})

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(holidayRows, fc.integer({ min: 19700, max: 20700 }), (holidays, day) => {
      const one = workingCalendar({ holidays, zone: 'Asia/Jakarta' })
      const other = workingCalendar({ holidays: holidays.toReversed(), zone: 'Asia/Jakarta' })
      expect(one.dayOff(day)?.reason === undefined).toBe(other.dayOff(day)?.reason === undefined)
      expect(one.workingDaysBefore(day)).toBe(other.workingDaysBefore(day))
    }),
  )
})
