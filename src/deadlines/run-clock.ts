import { mergePauses, type Pause, type Stop } from './pauses.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import { DAY_MS, type DayNumber, dayOf, startOfDay } from './zone.ts'

/** Whether every day counts or only working days. */
export type Counting = 'working' | 'calendar'

/** How a clock ran: the days it passed, and where its time ended or where it stands still. */
export interface ClockRun {
  readonly arrivalDay: DayNumber
  readonly counted: readonly DayNumber[]
  readonly skipped: readonly DayNumber[]
  readonly stops: readonly StopTaken[]
  readonly end:
    | { readonly state: 'ended'; readonly lastMillisecond: number }
    | { readonly state: 'paused'; readonly since: number; readonly remaining: number }
}

/** A pause as the clock met it, with the counted time (milliseconds) for which it stood still so far. */
export interface StopTaken extends Stop {
  readonly stopped: number
}

/**
 * Run a clock with a budget of counted time (milliseconds) and say in which millisecond it ends.
 * The clock runs on counted days only, 24 hours each, begins with the first counted day after the local day of
 * `startedAt`, and stands still in pauses. The last millisecond is always one that counted: 23:59:59.999 of the
 * last day when no pause was met.
 */
export function runClock(input: {
  startedAt: Date
  budget: number
  counting: Counting
  calendar: WorkingCalendar
  pauses?: readonly Pause[] | undefined
}): ClockRun {
  const { calendar, budget } = input
  const startedAt = input.startedAt.getTime()
  // NaN would let the loop below run for ever.
  if (Number.isNaN(startedAt)) throw new RangeError('a clock needs a valid start')
  if (!Number.isSafeInteger(budget) || budget <= 0)
    throw new RangeError(`a clock cannot run for ${budget} ms`)

  const arrivalDay = dayOf(startedAt, calendar.zone)
  const stops = mergePauses(input.pauses ?? []).filter((stop) => stop.to > startedAt)
  const stopped = stops.map(() => 0)
  const counted: DayNumber[] = []
  const skipped: DayNumber[] = []
  let remaining = budget
  let next = 0

  const finish = (end: ClockRun['end'], last: number): ClockRun => {
    const taken = stops.map((stop, index) => ({ ...stop, stopped: stopped[index] ?? 0 }))
    return { arrivalDay, counted, skipped, stops: taken.filter((stop) => stop.from <= last), end }
  }

  for (let day = arrivalDay + 1; ; day++) {
    if (input.counting === 'working' && calendar.dayOff(day) !== null) {
      skipped.push(day)
      continue
    }
    let cursor = startOfDay(day, calendar.zone)
    const endOfDay = cursor + DAY_MS
    counted.push(day)
    while (cursor < endOfDay) {
      const stop = stops[next]
      const runsUntil = stop && stop.from < endOfDay ? Math.max(cursor, stop.from) : endOfDay
      if (runsUntil - cursor >= remaining) {
        const lastMillisecond = cursor + remaining - 1
        return finish({ state: 'ended', lastMillisecond }, lastMillisecond)
      }
      remaining -= runsUntil - cursor
      cursor = runsUntil
      if (!stop || cursor === endOfDay) break
      if (stop.to === Infinity) {
        const lastDay = dayOf(stop.from, calendar.zone)
        dropAfter(counted, lastDay)
        dropAfter(skipped, lastDay)
        return finish({ state: 'paused', since: stop.from, remaining }, stop.from)
      }
      const goesOnAt = Math.min(Math.max(cursor, stop.to), endOfDay)
      stopped[next] = (stopped[next] ?? 0) + goesOnAt - cursor
      cursor = goesOnAt
      if (stop.to <= endOfDay) next++
    }
  }
}

/** A clock that stopped at a weekend is noticed on the next counted day; what it passed ends where it stopped. */
function dropAfter(days: DayNumber[], last: DayNumber): void {
  while ((days.at(-1) ?? last) > last) days.pop()
}
