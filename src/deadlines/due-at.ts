import type { Pause } from './pauses.ts'
import type { DeadlineRule } from './rule.ts'
import { type ClockRun, runClock } from './run-clock.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import { DAY_MS, type DayNumber, type IsoDate, isoDate, type Zone } from './zone.ts'

export interface DueInput {
  readonly startedAt: Date
  readonly rule: DeadlineRule
  readonly calendar: WorkingCalendar
  readonly pauses?: readonly Pause[] | undefined
}

/** Null while a pause lasts: nothing is due as long as the clock stands still. */
export interface DueDate {
  readonly dueAt: Date | null
  readonly explanation: DueExplanation
}

/** How a due date came to be; arrival, counted and skipped days lie without a gap from arrival to due date. */
export interface DueExplanation {
  readonly startedAt: Date
  readonly zone: Zone
  readonly rule: DeadlineRule
  /** The local day of the start, which is not counted. */
  readonly arrivalDate: IsoDate
  readonly counted: readonly IsoDate[]
  readonly skipped: readonly SkippedDay[]
  readonly pauses: readonly CountedPause[]
  readonly outcome:
    | { readonly state: 'due'; readonly dueAt: Date }
    | { readonly state: 'paused'; readonly since: Date; readonly remaining: TimeLeft }
}

export interface SkippedDay {
  readonly date: IsoDate
  readonly reason: 'weekend' | 'holiday' | 'joint_leave'
  /** The holiday's name, null for a plain weekend. */
  readonly name: string | null
}

/** A time on hold and the counted time it added; hold over a weekend adds none to a working-day deadline. */
export interface CountedPause extends Pause {
  readonly addedMilliseconds: number
}

/** Counted days, and the milliseconds of a day beyond them. */
export interface TimeLeft {
  readonly days: number
  readonly milliseconds: number
}

/**
 * When something is due, and why then.
 * The day of arrival is not counted; counting begins with the next day that counts (a working day, or any day if
 * the rule says calendar days); due at 23:59:59.999 of the last counted day in the calendar's zone. Hold moves
 * the due date by exactly the counted time it covered, to the millisecond, so that it may then fall within a day.
 */
export function dueAt(input: DueInput): DueDate {
  const run = clockOf(input)
  const explanation = explanationOf(input, run)
  return { dueAt: explanation.outcome.state === 'due' ? explanation.outcome.dueAt : null, explanation }
}

/** The due instant in milliseconds without its explanation, null while paused. */
export function dueInstant(input: DueInput): number | null {
  const { end } = clockOf(input)
  return end.state === 'ended' ? end.lastMillisecond : null
}

function clockOf(input: DueInput): ClockRun {
  const { startedAt, rule, calendar, pauses } = input
  return runClock({ startedAt, budget: rule.amount * DAY_MS, counting: rule.calendar, calendar, pauses })
}

function explanationOf(input: DueInput, run: ClockRun): DueExplanation {
  return {
    startedAt: input.startedAt,
    zone: input.calendar.zone,
    rule: input.rule,
    arrivalDate: isoDate(run.arrivalDay),
    counted: run.counted.map(isoDate),
    skipped: run.skipped.flatMap((day) => skippedDay(day, input.calendar)),
    pauses: run.stops.map((stop) => ({
      from: new Date(stop.from),
      to: stop.to === Infinity ? null : new Date(stop.to),
      addedMilliseconds: stop.stopped,
    })),
    outcome:
      run.end.state === 'ended'
        ? { state: 'due', dueAt: new Date(run.end.lastMillisecond) }
        : { state: 'paused', since: new Date(run.end.since), remaining: timeLeft(run.end.remaining) },
  }
}

function skippedDay(day: DayNumber, calendar: WorkingCalendar): SkippedDay[] {
  const dayOff = calendar.dayOff(day)
  return dayOff === null ? [] : [{ date: isoDate(day), ...dayOff }]
}

function timeLeft(milliseconds: number): TimeLeft {
  return { days: Math.floor(milliseconds / DAY_MS), milliseconds: milliseconds % DAY_MS }
}
