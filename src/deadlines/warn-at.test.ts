import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendars, instants, rules, startsWithPauses } from './arbitrary.fixture.ts'
import { dueAt } from './due-at.ts'
import { nationalCalendar, ruleOf } from './registry.fixture.ts'
import { escalateAt, warnAt } from './warn-at.ts'
import { countedBetween } from './working-time.ts'
import { dayNumber, endOfDate, localDate } from './zone.ts'

const calendar = nationalCalendar()

type WarnCase = [amount: number, startedAt: string, warning: string]

const WARNINGS: WarnCase[] = [
  // A fifth of five working days is the last of them: Monday the 10th, since Friday is the fourth.
  [5, '2025-02-03T10:00:00+07:00', '2025-02-10T00:00:00.000+07:00'],
  // A fifth of three days is 14 h 24 min before the end of Thursday.
  [3, '2025-02-03T10:00:00+07:00', '2025-02-06T09:36:00.000+07:00'],
  // 2.8 of 14 days before the end of Monday 28 April 2025, past Good Friday and Idulfitri.
  [14, '2025-03-27T10:00:00+07:00', '2025-04-24T04:48:00.000+07:00'],
]

test.each(WARNINGS)('of %i working days from %s a fifth is left at %s', (amount, start, warning) => {
  const startedAt = new Date(start)
  const due = dueAt({ startedAt, rule: ruleOf({ amount }), calendar }).dueAt
  if (due === null) throw new Error('nothing is on hold')
  expect(warnAt({ startedAt, dueAt: due, counting: 'working', calendar })).toEqual(new Date(warning))
})

test('a promise for a date is warned of when a fifth of the days till then is left', () => {
  const startedAt = new Date('2025-02-03T10:00:00+07:00')
  const due = endOfDate('2025-02-13', 'Asia/Jakarta')
  expect(due).toEqual(new Date('2025-02-13T23:59:59.999+07:00'))
  expect(warnAt({ startedAt, dueAt: due, counting: 'calendar', calendar })).toEqual(
    new Date('2025-02-12T00:00:00+07:00'),
  )
})

test('what is due on the day it began is warned of at once', () => {
  const startedAt = new Date('2025-02-03T10:00:00+07:00')
  const due = endOfDate('2025-02-03', 'Asia/Jakarta')
  expect(warnAt({ startedAt, dueAt: due, counting: 'calendar', calendar })).toEqual(startedAt)
})

test('no warning is set while the clock stands still', () => {
  const startedAt = new Date('2025-02-03T10:00:00+07:00')
  const pauses = [{ from: new Date('2025-02-04T10:00:00+07:00'), to: null }]
  const due = new Date('2025-02-06T23:59:59.999+07:00')
  expect(warnAt({ startedAt, dueAt: due, counting: 'working', calendar, pauses })).toBeNull()
  expect(warnAt({ startedAt, dueAt: null, counting: 'working', calendar, pauses })).toBeNull()
})

test('at the warning exactly a fifth of the counted time is left, hold or not', () => {
  fc.assert(
    fc.property(startsWithPauses, calendars, rules, ({ startedAt, pauses }, place, rule) => {
      const due = dueAt({ startedAt, rule, calendar: place, pauses }).dueAt
      if (due === null) throw new Error('no pause lasts here')
      const warning = warnAt({ startedAt, dueAt: due, counting: rule.calendar, calendar: place, pauses })
      const how = { calendar: place, counting: rule.calendar, pauses }
      const left = countedBetween(warning?.getTime() ?? 0, due.getTime() + 1, how)
      expect(left).toBe((rule.amount * 86_400_000) / 5)
    }),
  )
})

type EscalationCase = [missed: string, escalated: string]

const ESCALATIONS: EscalationCase[] = [
  ['2025-02-03T23:59:59.999+07:00', '2025-02-05T23:59:59.999+07:00'],
  ['2025-02-06T23:59:59.999+07:00', '2025-02-10T23:59:59.999+07:00'],
  // Missed on the eve of Nyepi and Idulfitri.
  ['2025-03-27T23:59:59.999+07:00', '2025-04-09T23:59:59.999+07:00'],
  // Missed within a day, after a hold.
  ['2025-02-07T05:29:59.999+07:00', '2025-02-11T23:59:59.999+07:00'],
  // A calendar-day deadline missed on a Saturday.
  ['2025-02-08T23:59:59.999+07:00', '2025-02-11T23:59:59.999+07:00'],
]

test.each(ESCALATIONS)('a deadline missed at %s is offered to the level above at %s', (missed, escalated) => {
  expect(escalateAt(new Date(missed), calendar)).toEqual(new Date(escalated))
})

test('an escalation comes at the end of a working day, two working days after the miss', () => {
  fc.assert(
    fc.property(instants, calendars, (missed, place) => {
      const escalated = escalateAt(missed, place)
      const date = localDate(escalated, place.zone)
      expect(escalated).toEqual(endOfDate(date, place.zone))
      const missedDay = dayNumber(localDate(missed, place.zone))
      expect(place.dayOff(dayNumber(date))).toBeNull()
      expect(place.workingDaysBefore(dayNumber(date)) - place.workingDaysBefore(missedDay + 1)).toBe(1)
    }),
  )
})
