import { type DayNumber, dayNumber, type IsoDate, weekday, type Zone } from './zone.ts'

/** A day off: national when `area_code` is null, else of that area and everything below it. */
export interface Holiday {
  readonly date: IsoDate
  readonly name: string
  readonly kind: 'holiday' | 'joint_leave'
  readonly area_code: string | null
}

/** Why nobody works on a day. */
export type DayOff =
  | { readonly reason: 'weekend'; readonly name: null }
  | { readonly reason: Holiday['kind']; readonly name: string }

/** The days on which an institution works, by its zone and its place. */
export interface WorkingCalendar {
  readonly zone: Zone
  /** Null on a working day. */
  dayOff(day: DayNumber): DayOff | null
  /** The working days from 1970-01-01 up to but without this day; differences of it count working days. */
  workingDaysBefore(day: DayNumber): number
}

const WEEKEND: DayOff = { reason: 'weekend', name: null }

/**
 * Build the calendar of an institution from the holiday rows and its area code (null for a national one).
 * Build it once and keep it: looking a day up costs the same whatever the number of rows.
 */
export function workingCalendar(input: {
  holidays: readonly Holiday[]
  zone: Zone
  areaCode?: string | null
}): WorkingCalendar {
  const daysOff = new Map<DayNumber, DayOff>()
  for (const holiday of nationalLast(input.holidays)) {
    if (!covers(holiday.area_code, input.areaCode ?? null)) continue
    daysOff.set(dayNumber(holiday.date), { reason: holiday.kind, name: holiday.name })
  }
  const onWeekdays = [...daysOff.keys()].filter((day) => !isWeekend(day)).sort((a, b) => a - b)
  return {
    zone: input.zone,
    dayOff: (day) => daysOff.get(day) ?? (isWeekend(day) ? WEEKEND : null),
    workingDaysBefore: (day) => weekdaysBefore(day) - countBelow(onWeekdays, day),
  }
}

/** Where a national and a local holiday fall together, the national one gives the day its name. */
function nationalLast(holidays: readonly Holiday[]): Holiday[] {
  return [
    ...holidays.filter((holiday) => holiday.area_code !== null),
    ...holidays.filter((holiday) => holiday.area_code === null),
  ]
}

/** Area codes nest by their dots: 33 covers 33.75, but not 331. */
function covers(holidayArea: string | null, areaCode: string | null): boolean {
  if (holidayArea === null) return true
  return areaCode !== null && `${areaCode}.`.startsWith(`${holidayArea}.`)
}

function isWeekend(day: DayNumber): boolean {
  const number = weekday(day)
  return number === 0 || number === 6
}

/** Mondays to Fridays from day 0 up to but without this day. */
function weekdaysBefore(day: DayNumber): number {
  // Counted from Monday 1969-12-29 (day -3), so three weekdays lie before day 0.
  const sinceMonday = day + 3
  const weeks = Math.floor(sinceMonday / 7)
  return weeks * 5 + Math.min(sinceMonday - weeks * 7, 5) - 3
}

/** How many entries of an ascending list are below a limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? limit) < limit) low = middle + 1
    else high = middle
  }
  return low
}
