import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wallClock, zones } from './arbitrary.fixture.ts'
import { dayNumber, endOfDate, isoDate, localDate, weekday, zoneNamed } from './zone.ts'

test('local dates agree with the tz database in every zone, from 1990 to 2100', () => {
  const anyInstant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2100, 0, 1) })
  fc.assert(
    fc.property(anyInstant, zones, (milliseconds, zone) => {
      const instant = new Date(milliseconds)
      expect(localDate(instant, zone)).toBe(wallClock(instant, zone).date)
    }),
  )
})

test('a day begins and ends at local midnight', () => {
  expect(endOfDate('2026-03-17', 'Asia/Jakarta')).toEqual(new Date('2026-03-17T16:59:59.999Z'))
  expect(endOfDate('2026-03-17', 'Asia/Makassar')).toEqual(new Date('2026-03-17T15:59:59.999Z'))
  expect(endOfDate('2026-03-17', 'Asia/Jayapura')).toEqual(new Date('2026-03-17T14:59:59.999Z'))
  expect(localDate(new Date('2026-03-17T14:59:59.999Z'), 'Asia/Jayapura')).toBe('2026-03-17')
  expect(localDate(new Date('2026-03-17T15:00:00.000Z'), 'Asia/Jayapura')).toBe('2026-03-18')
})

test('dates and day numbers translate both ways', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
      expect(dayNumber(isoDate(day))).toBe(day)
      expect(isoDate(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
      expect(weekday(day)).toBe(new Date(day * 86_400_000).getUTCDay())
    }),
  )
})

test.each(['', '2025-2-3', '2025-02-30', '03-02-2025', 'kemarin'])('"%s" is no date', (text) => {
  expect(() => dayNumber(text)).toThrow(RangeError)
})

test('only the zones of Indonesia are known', () => {
  expect(zoneNamed('Asia/Jayapura')).toBe('Asia/Jayapura')
  expect(zoneNamed('Asia/Singapore')).toBeNull()
  expect(zoneNamed('toString')).toBeNull()
})
