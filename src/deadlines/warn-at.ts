import type { Pause } from './pauses.ts'
import { type Counting, runClock } from './run-clock.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import { countedBetween } from './working-time.ts'
import { DAY_MS, dayOf, startOfDay } from './zone.ts'

/** Two working days: the local coordinator has them to step in before the level above may take the report. */
const ESCALATION_DAYS = 2

/**
 * The instant at which 20 % of a deadline's time is left: the first counted millisecond of its last fifth, hence
 * for working days never at a weekend or on a holiday. Null while the clock stands still, since then nobody knows
 * when that will be; the start itself if the deadline ends on the day it began.
 */
export function warnAt(input: {
  startedAt: Date
  dueAt: Date | null
  counting: Counting
  calendar: WorkingCalendar
  pauses?: readonly Pause[] | undefined
}): Date | null {
  const { startedAt, dueAt, counting, calendar, pauses = [] } = input
  if (dueAt === null || pauses.some((pause) => pause.to === null && pause.from <= dueAt)) return null
  const clockStart = startOfDay(dayOf(startedAt.getTime(), calendar.zone) + 1, calendar.zone)
  const total = countedBetween(clockStart, dueAt.getTime() + 1, { calendar, counting, pauses })
  if (total === 0) return startedAt
  const budget = total - Math.floor(total / 5) + 1
  const { end } = runClock({ startedAt, budget, counting, calendar, pauses })
  return end.state === 'ended' ? new Date(end.lastMillisecond) : null
}

/** When the level above may take a missed deadline: the end of the second working day after the day of the miss. */
export function escalateAt(dueAt: Date, calendar: WorkingCalendar): Date {
  const { end } = runClock({
    startedAt: dueAt,
    budget: ESCALATION_DAYS * DAY_MS,
    counting: 'working',
    calendar,
  })
  // A clock without pauses always ends.
  if (end.state !== 'ended') throw new RangeError('an escalation does not pause')
  return new Date(end.lastMillisecond)
}
