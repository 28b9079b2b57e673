import { localDate, zoneNamed } from '../deadlines/index.ts'
import { invalid } from '../errors.ts'

/** Whole months, both included, as `YYYY-MM`. */
export interface Period {
  readonly from: string
  readonly until: string
}

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/
/** Nothing is older than the first year of the national system. */
const FIRST_YEAR = 2012
const MOST_MONTHS = 120
const DEFAULT_MONTHS = 3

/**
 * The period somebody asks for; the last three months where nothing is asked.
 * @throws DomainError invalid_input on `dari` or `sampai`: no month, the wrong way round, ahead of us, or too long
 */
export function readPeriod(asked: { from: string; until: string }, now: Date, timeZone: string): Period {
  const present = todayIn(timeZone, now).slice(0, 7)
  const until = asked.until === '' ? present : checkMonth('sampai', asked.until, present)
  const from =
    asked.from === '' ? addMonths(until, 1 - DEFAULT_MONTHS) : checkMonth('dari', asked.from, present)
  if (from > until) throw invalid([{ field: 'dari', code: 'period_reversed' }])
  if (monthsOf({ from, until }) > MOST_MONTHS) throw invalid([{ field: 'dari', code: 'period_too_long' }])
  return { from, until }
}

function checkMonth(field: 'dari' | 'sampai', text: string, present: string): string {
  const year = Number(MONTH.exec(text)?.[1] ?? 0)
  if (year === 0) throw invalid([{ field, code: 'unknown_month' }])
  if (year < FIRST_YEAR) throw invalid([{ field, code: 'period_too_early', values: { year: FIRST_YEAR } }])
  if (text > present) throw invalid([{ field, code: 'period_in_future' }])
  return text
}

function monthsOf({ from, until }: Period): number {
  return indexOf(until) - indexOf(from) + 1
}

/** As long as the period, right before it. */
export function periodBefore(period: Period): Period {
  const months = monthsOf(period)
  return { from: addMonths(period.from, -months), until: addMonths(period.until, -months) }
}

export function addMonths(month: string, count: number): string {
  const index = indexOf(month) + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** The first day of a month. */
export function firstDay(month: string): string {
  return `${month}-01`
}

/** The last day of a month. */
export function lastDay(month: string): string {
  return new Date(Date.parse(`${addMonths(month, 1)}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** The days of a period up to today, both ends included. */
export function periodDays(period: Period, today: string): { readonly from: string; readonly until: string } {
  const last = lastDay(period.until)
  return { from: firstDay(period.from), until: last > today ? today : last }
}

function indexOf(month: string): number {
  const [year = 0, of = 1] = month.split('-').map(Number)
  return year * 12 + of - 1
}

/** The calendar day it is in a time zone. */
export function todayIn(timeZone: string, now: Date): string {
  const zone = zoneNamed(timeZone)
  if (zone === null) throw new RangeError(`not a time zone of Indonesia: ${timeZone}`)
  return localDate(now, zone)
}

/** This month and those before it, the newest first. */
export function monthsBack(timeZone: string, now: Date, count = 36): string[] {
  const present = todayIn(timeZone, now).slice(0, 7)
  return Array.from({ length: count }, (_, index) => addMonths(present, -index))
}
