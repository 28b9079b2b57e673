import { mergePauses, type Pause } from './pauses.ts'
import type { Counting } from './run-clock.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import { DAY_MS, dayOf, startOfDay } from './zone.ts'

/** How long something took in working time. */
export interface WorkingTime {
  /**
   * As a deadline counts: at most `amount` exactly when a deadline of `amount` working days was met. The day of
   * arrival is none; what ends on a day off belongs to the next working day.
   */
  readonly days: number
  /** From instant to instant, 24 hours to a working day, the rest of the first day included. */
  readonly milliseconds: number
}

/** The working time between two instants without the pauses, for statistics; nothing if the second is not later. */
export function workingTimeBetween(
  from: Date,
  to: Date,
  calendar: WorkingCalendar,
  pauses: readonly Pause[] = [],
): WorkingTime {
  const how = { calendar, counting: 'working', pauses } as const
  const clockStart = startOfDay(dayOf(from.getTime(), calendar.zone) + 1, calendar.zone)
  const onTheClock = countedBetween(clockStart, to.getTime(), how)
  return {
    days: to.getTime() < clockStart ? 0 : Math.floor(onTheClock / DAY_MS) + 1,
    milliseconds: countedBetween(from.getTime(), to.getTime(), how),
  }
}

/** The milliseconds from one instant up to but without another that count and lie in no pause. */
export function countedBetween(
  from: number,
  to: number,
  how: { calendar: WorkingCalendar; counting: Counting; pauses: readonly Pause[] },
): number {
  if (to <= from) return 0
  const counted = (instant: number) =>
    how.counting === 'calendar' ? instant : workingMillisecondsBefore(instant, how.calendar)
  let total = counted(to) - counted(from)
  for (const stop of mergePauses(how.pauses)) {
    const stopFrom = Math.max(stop.from, from)
    const stopTo = Math.min(stop.to, to)
    if (stopTo > stopFrom) total -= counted(stopTo) - counted(stopFrom)
  }
  return total
}

/** Working time since 1970-01-01; only differences of it mean something. */
function workingMillisecondsBefore(instant: number, calendar: WorkingCalendar): number {
  const day = dayOf(instant, calendar.zone)
  const today = calendar.dayOff(day) === null ? instant - startOfDay(day, calendar.zone) : 0
  return calendar.workingDaysBefore(day) * DAY_MS + today
}
