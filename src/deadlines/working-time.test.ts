import fc from 'fast-check'
import { expect, test } from 'vitest'
import { amounts, calendars, instants, startsWithPauses } from './arbitrary.fixture.ts'
import { dueAt } from './due-at.ts'
import { nationalCalendar, ruleOf } from './registry.fixture.ts'
import { workingTimeBetween } from './working-time.ts'

const HOUR_MS = 3_600_000
const calendar = nationalCalendar()

test('an answer on the third working day took three days, whatever lay between', () => {
  // Friday; Monday to Friday are Waisak, its joint leave and three working days.
  const from = new Date('2025-05-09T10:00:00+07:00')
  const to = new Date('2025-05-16T09:00:00+07:00')
  // 14 h of Friday, Wednesday and Thursday, 9 h of Friday.
  expect(workingTimeBetween(from, to, calendar)).toEqual({ days: 3, milliseconds: (14 + 48 + 9) * HOUR_MS })
})

test('an answer on the day of arrival took no day, but its hours', () => {
  const from = new Date('2025-02-03T10:00:00+07:00')
  const to = new Date('2025-02-03T13:00:00+07:00')
  expect(workingTimeBetween(from, to, calendar)).toEqual({ days: 0, milliseconds: 3 * HOUR_MS })
})

test('a weekend takes no working time, and what ends on it belongs to Monday', () => {
  const from = new Date('2025-02-08T00:00:00+07:00')
  const to = new Date('2025-02-09T23:00:00+07:00')
  expect(workingTimeBetween(from, to, calendar)).toEqual({ days: 1, milliseconds: 0 })
})

test('time on hold is not working time', () => {
  const from = new Date('2025-02-03T10:00:00+07:00')
  const to = new Date('2025-02-06T10:00:00+07:00')
  const pause = { from: new Date('2025-02-04T00:00:00+07:00'), to: new Date('2025-02-05T12:00:00+07:00') }
  expect(workingTimeBetween(from, to, calendar, [pause])).toEqual({
    days: 1,
    milliseconds: (14 + 12 + 10) * HOUR_MS,
  })
})

test('an instant that is not later took no time', () => {
  const instant = new Date('2025-02-03T10:00:00+07:00')
  const earlier = new Date('2025-01-03T10:00:00+07:00')
  expect(workingTimeBetween(instant, instant, calendar)).toEqual({ days: 0, milliseconds: 0 })
  expect(workingTimeBetween(instant, earlier, calendar)).toEqual({ days: 0, milliseconds: 0 })
})

test('the working days that something took are within the limit exactly when its deadline was met', () => {
  const after = fc.oneof(fc.integer({ min: 0, max: 60 * 24 * HOUR_MS }), fc.constantFrom('due', 'late'))
  fc.assert(
    fc.property(
      startsWithPauses,
      calendars,
      amounts,
      after,
      ({ startedAt, pauses }, places, amount, when) => {
        const due =
          dueAt({ startedAt, rule: ruleOf({ amount }), calendar: places, pauses }).dueAt?.getTime() ?? 0
        const ended = when === 'due' ? due : when === 'late' ? due + 1 : startedAt.getTime() + Number(when)
        const { days } = workingTimeBetween(startedAt, new Date(ended), places, pauses)
        // Time that does not count passes without using up days, so a miss shows at the next counted millisecond.
        if (ended <= due) expect(days).toBeLessThanOrEqual(amount)
        if (days > amount) expect(ended).toBeGreaterThan(due)
        if (when === 'due') expect(days).toBe(amount)
      },
    ),
  )
})

test('working time adds up', () => {
  fc.assert(
    fc.property(instants, instants, instants, calendars, (one, two, three, places) => {
      const [first, second, third] = [one, two, three].sort((a, b) => a.getTime() - b.getTime())
      if (!first || !second || !third) return
      const between = (from: Date, to: Date) => workingTimeBetween(from, to, places).milliseconds
      expect(between(first, second) + between(second, third)).toBe(between(first, third))
    }),
  )
})
