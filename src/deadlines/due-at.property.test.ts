import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  amounts,
  calendars,
  holidayRows,
  instants,
  rules,
  startsWithPauses,
  wallClock,
  zones,
} from './arbitrary.fixture.ts'
import { dueAt } from './due-at.ts'
import { explainDueDate } from './explain-due-date.ts'
import { mergePauses } from './pauses.ts'
import { ruleOf } from './registry.fixture.ts'
import { type Holiday, workingCalendar } from './working-calendar.ts'
import { countedBetween } from './working-time.ts'
import { dayNumber, isoDate, type Zone } from './zone.ts'

function instantOf(input: Parameters<typeof dueAt>[0]): Date {
  const { dueAt: instant } = dueAt(input)
  if (instant === null) throw new Error('no pause lasts here')
  return instant
}

function worksOn(date: string, holidays: readonly Holiday[]): boolean {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.some((holiday) => holiday.date === date)
}

test('a working-day deadline is never due on a weekend or a holiday, with pauses or without', () => {
  fc.assert(
    fc.property(startsWithPauses, zones, holidayRows, amounts, (start, zone, holidays, amount) => {
      const calendar = workingCalendar({ zone, holidays })
      const instant = instantOf({ ...start, rule: ruleOf({ amount }), calendar })
      expect(worksOn(wallClock(instant, zone).date, holidays)).toBe(true)
    }),
  )
})

test('in every zone it ends with the last second of the day that counting by the wall calendar gives', () => {
  fc.assert(
    fc.property(instants, zones, holidayRows, rules, (startedAt, zone, holidays, rule) => {
      const calendar = workingCalendar({ zone, holidays })
      let { date } = wallClock(startedAt, zone)
      for (let left = rule.amount; left > 0; ) {
        date = isoDate(dayNumber(date) + 1)
        if (rule.calendar === 'calendar' || worksOn(date, holidays)) left--
      }
      const instant = instantOf({ startedAt, rule, calendar })
      expect(wallClock(instant, zone)).toEqual({ date, time: '23:59:59' })
      expect(wallClock(new Date(instant.getTime() + 1), zone).time).toBe('00:00:00')
    }),
  )
})

test('one day more is never due earlier, and always later', () => {
  fc.assert(
    fc.property(startsWithPauses, calendars, rules, (start, calendar, rule) => {
      const longer = { ...rule, amount: rule.amount + 1 }
      expect(instantOf({ ...start, rule: longer, calendar }) > instantOf({ ...start, rule, calendar })).toBe(
        true,
      )
    }),
  )
})

test('a later start is never due earlier', () => {
  fc.assert(
    fc.property(
      startsWithPauses,
      fc.integer({ min: 0, max: 20 * 86_400_000 }),
      calendars,
      rules,
      ({ startedAt, pauses }, later, calendar, rule) => {
        const laterStart = new Date(startedAt.getTime() + later)
        const first = instantOf({ startedAt, rule, calendar, pauses })
        const second = instantOf({ startedAt: laterStart, rule, calendar, pauses })
        expect(second >= first).toBe(true)
      },
    ),
  )
})

test('hold time adds exactly: the due date moves by the counted time on hold, to the millisecond', () => {
  fc.assert(
    fc.property(startsWithPauses, calendars, rules, ({ startedAt, pauses }, calendar, rule) => {
      const how = { calendar, counting: rule.calendar, pauses: [] }
      const without = instantOf({ startedAt, rule, calendar }).getTime()
      const { dueAt: instant, explanation } = dueAt({ startedAt, rule, calendar, pauses })
      const moved = countedBetween(without + 1, (instant?.getTime() ?? 0) + 1, how)
      const clockStart = midnightAfter(startedAt, calendar.zone)
      const onHold = mergePauses(pauses)
        .filter((stop) => stop.from <= (instant?.getTime() ?? 0))
        .reduce((sum, stop) => sum + countedBetween(Math.max(stop.from, clockStart), stop.to, how), 0)
      expect(moved).toBe(onHold)
      expect(explanation.pauses.reduce((sum, pause) => sum + pause.addedMilliseconds, 0)).toBe(onHold)
    }),
  )
})

const OFFSETS = { 'Asia/Jakarta': 7, 'Asia/Pontianak': 7, 'Asia/Makassar': 8, 'Asia/Jayapura': 9 }

function midnightAfter(instant: Date, zone: Zone): number {
  const nextDate = isoDate(dayNumber(wallClock(instant, zone).date) + 1)
  return Date.parse(`${nextDate}T00:00:00+0${OFFSETS[zone]}:00`)
}

test('a clock stepped minute by minute agrees about pauses', () => {
  const inMinutes = (date: Date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000)
  fc.assert(
    fc.property(
      startsWithPauses,
      zones,
      holidayRows,
      fc.integer({ min: 1, max: 5 }),
      (start, zone, holidays, amount) => {
        const calendar = workingCalendar({ zone, holidays })
        const pauses = start.pauses.map(({ from, to }) => ({ from: inMinutes(from), to: inMinutes(to) }))
        const instant = instantOf({ startedAt: start.startedAt, rule: ruleOf({ amount }), calendar, pauses })

        const arrivalDate = wallClock(start.startedAt, zone).date
        const works = new Map<string, boolean>()
        let left = amount * 1440
        let minute = inMinutes(start.startedAt).getTime()
        for (; left > 0; minute += 60_000) {
          const { date } = wallClock(new Date(minute), zone)
          if (!works.has(date)) works.set(date, date !== arrivalDate && worksOn(date, holidays))
          const held = pauses.some(({ from, to }) => from.getTime() <= minute && minute < to.getTime())
          if (works.get(date) && !held) left--
        }
        expect(instant).toEqual(new Date(minute - 1))
      },
    ),
    { numRuns: 15 },
  )
})

test('neither the order of pauses nor cutting one in two changes anything', () => {
  fc.assert(
    fc.property(
      startsWithPauses,
      calendars,
      rules,
      fc.nat({ max: 100 }),
      (start, calendar, rule, percent) => {
        const pieces = start.pauses.toReversed().flatMap(({ from, to }) => {
          const cut = new Date(Math.floor(from.getTime() + ((to.getTime() - from.getTime()) * percent) / 100))
          return [
            { from: cut, to },
            { from, to: cut },
          ]
        })
        const whole = dueAt({ ...start, rule, calendar })
        expect(dueAt({ ...start, rule, calendar, pauses: pieces })).toEqual(whole)
      },
    ),
  )
})

test('arrival, counted and skipped days tile the time from the start to the due date', () => {
  fc.assert(
    fc.property(startsWithPauses, calendars, rules, (start, calendar, rule) => {
      const { dueAt: instant, explanation } = dueAt({ ...start, rule, calendar })
      const days = [
        explanation.arrivalDate,
        ...explanation.counted,
        ...explanation.skipped.map(({ date }) => date),
      ].sort()
      expect(days[0]).toBe(wallClock(start.startedAt, calendar.zone).date)
      expect(days.at(-1)).toBe(wallClock(instant ?? start.startedAt, calendar.zone).date)
      days.forEach((date, index) => {
        expect(date).toBe(isoDate(dayNumber(explanation.arrivalDate) + index))
      })
    }),
  )
})

test('while a pause lasts, the days tile the time up to where the clock stands, and no more', () => {
  fc.assert(
    fc.property(startsWithPauses, calendars, rules, fc.nat({ max: 1000 }), (start, calendar, rule, hours) => {
      const from = new Date(start.startedAt.getTime() + hours * 3_600_000)
      const { dueAt: instant, explanation } = dueAt({
        ...start,
        rule,
        calendar,
        pauses: [...start.pauses, { from, to: null }],
      })
      fc.pre(instant === null && explanation.outcome.state === 'paused')
      if (explanation.outcome.state !== 'paused') return
      const { since, remaining } = explanation.outcome
      const days = [...explanation.counted, ...explanation.skipped.map(({ date }) => date)].sort()
      days.forEach((date, index) => {
        expect(date).toBe(isoDate(dayNumber(explanation.arrivalDate) + 1 + index))
      })
      const sinceDate = wallClock(since, calendar.zone).date
      if (sinceDate > explanation.arrivalDate) expect(days.at(-1)).toBe(sinceDate)
      else expect(days).toEqual([])

      const left = remaining.days * 86_400_000 + remaining.milliseconds
      const how = { calendar, counting: rule.calendar, pauses: start.pauses }
      const used = countedBetween(midnightAfter(start.startedAt, calendar.zone), since.getTime(), how)
      expect(used + left).toBe(rule.amount * 86_400_000)
    }),
  )
})

test('the steps tell the same days in order of time', () => {
  fc.assert(
    fc.property(startsWithPauses, calendars, rules, (start, calendar, rule) => {
      const { explanation } = dueAt({ ...start, rule, calendar })
      const steps = explainDueDate({ ...start, rule, calendar })
      let next = dayNumber(explanation.arrivalDate) + 1
      for (const step of steps) {
        if (step.step === 'skipped') expect(step.date).toBe(isoDate(next++))
        if (step.step === 'counted') {
          expect(step.from).toBe(isoDate(next))
          next += step.days
          expect(step.to).toBe(isoDate(next - 1))
        }
      }
      expect(next - 1).toBe(
        dayNumber(explanation.arrivalDate) + explanation.counted.length + explanation.skipped.length,
      )
    }),
  )
})
