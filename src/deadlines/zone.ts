/** The time zones of Indonesia, by IANA name. */
export type Zone = 'Asia/Jakarta' | 'Asia/Pontianak' | 'Asia/Makassar' | 'Asia/Jayapura'

/** A date without a time, as `YYYY-MM-DD`. */
export type IsoDate = string

/** A local calendar day, numbered from 1970-01-01 = 0, so that days can be counted without date objects. */
export type DayNumber = number

export const DAY_MS = 86_400_000

const HOUR_MS = 3_600_000

/**
 * Indonesia knows no summer time and has not moved a zone since 1988 (Keppres 41/1987), so a fixed offset is
 * exact, every local day has 24 hours, and no call to Intl is needed. A test compares these with the tz database.
 */
const OFFSET_MS: Record<Zone, number> = {
  'Asia/Jakarta': 7 * HOUR_MS,
  'Asia/Pontianak': 7 * HOUR_MS,
  'Asia/Makassar': 8 * HOUR_MS,
  'Asia/Jayapura': 9 * HOUR_MS,
}

/** The zone of that name, or null if it is none of Indonesia's. */
export function zoneNamed(name: string): Zone | null {
  return Object.hasOwn(OFFSET_MS, name) ? (name as Zone) : null
}

/** The local day in which an instant (milliseconds since the epoch) falls. */
export function dayOf(instant: number, zone: Zone): DayNumber {
  return Math.floor((instant + OFFSET_MS[zone]) / DAY_MS)
}

/** The first millisecond of a local day, as an instant. */
export function startOfDay(day: DayNumber, zone: Zone): number {
  return day * DAY_MS - OFFSET_MS[zone]
}

/** The last millisecond of a date in a zone: the instant at which something promised for that date is due. */
export function endOfDate(date: IsoDate, zone: Zone): Date {
  return new Date(startOfDay(dayNumber(date) + 1, zone) - 1)
}

/** The date that a clock on the wall shows at an instant. */
export function localDate(instant: Date, zone: Zone): IsoDate {
  return isoDate(dayOf(instant.getTime(), zone))
}

/** The number of an ISO date; throws a RangeError if it is none. */
export function dayNumber(date: IsoDate): DayNumber {
  const milliseconds = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(milliseconds) || isoDate(milliseconds / DAY_MS) !== date) {
    throw new RangeError(`not an ISO date: ${date}`)
  }
  return milliseconds / DAY_MS
}

/** The date of a day; by hand since `toISOString` would take most of the time of a due date. */
export function isoDate(day: DayNumber): IsoDate {
  const date = new Date(day * DAY_MS)
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : `${number}`
}

/** 0 is Sunday, 6 is Saturday. */
export function weekday(day: DayNumber): number {
  // 1970-01-01 was a Thursday.
  return (((day + 4) % 7) + 7) % 7
}
