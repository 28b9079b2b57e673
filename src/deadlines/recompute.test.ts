import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holidayRows, instants, rules, startsWithPauses, zones } from './arbitrary.fixture.ts'
import { dueAt } from './due-at.ts'
import { recompute, type StandingDeadline } from './recompute.ts'
import { nationalCalendar, nationalHolidays, ruleOf } from './registry.fixture.ts'
import { type Holiday, workingCalendar } from './working-calendar.ts'

// Joint leave of Monday 18 August 2025 was decreed on the 7th, as reports were already running.
const decreed = nationalCalendar()
const before = workingCalendar({
  holidays: nationalHolidays.filter((holiday) => holiday.date !== '2025-08-18'),
  zone: 'Asia/Jakarta',
})

function standing(changes: Partial<StandingDeadline> = {}): StandingDeadline {
  const startedAt = new Date('2025-08-14T10:00:00+07:00')
  const rule = ruleOf()
  const { dueAt: due } = dueAt({ startedAt, rule, calendar: before })
  return { startedAt, rule, dueAt: due, endedAt: null, ...changes }
}

const at = new Date('2025-08-15T09:00:00+07:00')

test('a holiday added afterwards gives a running deadline its day back, by name', () => {
  expect(standing().dueAt).toEqual(new Date('2025-08-19T23:59:59.999+07:00'))
  const result = recompute(standing(), decreed, at)
  expect(result).toMatchObject({ change: 'later', dueAt: new Date('2025-08-20T23:59:59.999+07:00') })
  if (result.change !== 'later') throw new Error('checked above')
  expect(result.explanation.skipped).toContainEqual({
    date: '2025-08-18',
    reason: 'joint_leave',
    name: 'Cuti bersama Proklamasi Kemerdekaan (tambahan, SKB perubahan 7 Agustus 2025)',
  })
})

test('a holiday that a deadline does not touch changes nothing', () => {
  const startedAt = new Date('2025-08-20T10:00:00+07:00')
  const due = dueAt({ startedAt, rule: ruleOf(), calendar: before }).dueAt
  expect(recompute(standing({ startedAt, dueAt: due }), decreed, at)).toEqual({ change: 'none' })
})

test('calendar days are not touched by holidays', () => {
  const rule = ruleOf({ calendar: 'calendar', amount: 10 })
  const due = dueAt({ startedAt: standing().startedAt, rule, calendar: before }).dueAt
  expect(recompute(standing({ rule, dueAt: due }), decreed, at)).toEqual({ change: 'none' })
})

test('a deadline that has ended stays as it was judged', () => {
  expect(recompute(standing({ endedAt: at }), decreed, at)).toEqual({ change: 'ended' })
})

test('a deadline missed only because the holiday was not entered yet is late no more', () => {
  const afterwards = new Date('2025-08-20T08:00:00+07:00')
  expect(recompute(standing(), decreed, afterwards).change).toBe('later')
})

test('a holiday removed brings a running deadline forward while that is still ahead', () => {
  const due = new Date('2025-08-20T23:59:59.999+07:00')
  expect(recompute(standing({ dueAt: due }), before, at)).toMatchObject({
    change: 'earlier',
    dueAt: new Date('2025-08-19T23:59:59.999+07:00'),
  })
})

test('a holiday removed makes nobody late', () => {
  const due = new Date('2025-08-20T23:59:59.999+07:00')
  const lateMorning = new Date('2025-08-20T11:00:00+07:00')
  expect(recompute(standing({ dueAt: due }), before, lateMorning)).toEqual({
    change: 'kept',
    dueAt: due,
    wouldBeDueAt: new Date('2025-08-19T23:59:59.999+07:00'),
  })
})

test('a paused deadline has no date to move', () => {
  const pauses = [{ from: at, to: null }]
  expect(recompute(standing({ dueAt: null, pauses }), decreed, at)).toEqual({ change: 'none' })
})

test('a changed rule is applied by the same judgement when that is asked for', () => {
  const rule = ruleOf({ amount: 5 })
  expect(recompute(standing({ rule }), before, at).change).toBe('later')
})

test('added holidays never bring a date forward, and judging twice changes nothing more', () => {
  fc.assert(
    fc.property(startsWithPauses, zones, holidayRows, rules, instants, (start, zone, more, rule, now) => {
      const few: Holiday[] = nationalHolidays
      const due = dueAt({ ...start, rule, calendar: workingCalendar({ zone, holidays: few }) }).dueAt
      const calendar = workingCalendar({ zone, holidays: more })
      const result = recompute({ ...start, rule, dueAt: due, endedAt: null }, calendar, now)
      expect(['none', 'later']).toContain(result.change)
      if (result.change !== 'later') return
      const again = recompute({ ...start, rule, dueAt: result.dueAt, endedAt: null }, calendar, now)
      expect(again).toEqual({ change: 'none' })
    }),
  )
})

test('no change of the calendar puts a due date that was ahead into the past', () => {
  fc.assert(
    fc.property(startsWithPauses, zones, holidayRows, rules, instants, (start, zone, more, rule, now) => {
      const due = dueAt({ ...start, rule, calendar: workingCalendar({ zone, holidays: more }) }).dueAt
      const calendar = workingCalendar({ zone, holidays: nationalHolidays })
      const result = recompute({ ...start, rule, dueAt: due, endedAt: null }, calendar, now)
      if (result.change !== 'earlier' || due === null || due < now) return
      expect(result.dueAt?.getTime()).toBeGreaterThanOrEqual(now.getTime())
    }),
  )
})
