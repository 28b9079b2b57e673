import fc from 'fast-check'
import { nationalHolidays, ruleOf } from './registry.fixture.ts'
import { type Holiday, workingCalendar } from './working-calendar.ts'
import { isoDate, type Zone } from './zone.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
const FIRST_DAY = Date.UTC(2024, 0, 1) / DAY_MS
const LAST_DAY = Date.UTC(2026, 11, 31) / DAY_MS

export const zones = fc.constantFrom<Zone[]>('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')

/** Instants of 2024 to 2026; every second one lies within a minute of a midnight of one of the three zones. */
export const instants = fc.oneof(
  fc
    .tuple(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), fc.integer({ min: 0, max: DAY_MS - 1 }))
    .map(([day, time]) => new Date(day * DAY_MS + time)),
  fc
    .tuple(
      fc.integer({ min: FIRST_DAY, max: LAST_DAY }),
      fc.constantFrom(15, 16, 17),
      fc.integer({ min: -MINUTE_MS, max: MINUTE_MS }),
    )
    .map(([day, hour, offset]) => new Date(day * DAY_MS + hour * 60 * MINUTE_MS + offset)),
)

/** Days off beyond the national ones, some of them in long rows, some at weekends. */
const extraHolidays = fc
  .array(
    fc.record({
      day: fc.integer({ min: FIRST_DAY, max: LAST_DAY }),
      length: fc.integer({ min: 1, max: 12 }),
      kind: fc.constantFrom<Holiday['kind'][]>('holiday', 'joint_leave'),
    }),
    { maxLength: 8 },
  )
  .map((breaks) =>
    breaks.flatMap(({ day, length, kind }) =>
      Array.from(
        { length },
        (_, index): Holiday => ({
          date: isoDate(day + index),
          name: `extra ${day}`,
          kind,
          area_code: null,
        }),
      ),
    ),
  )

export const holidayRows = extraHolidays.map((extra) => [...nationalHolidays, ...extra])

export const calendars = fc
  .tuple(zones, holidayRows)
  .map(([zone, holidays]) => workingCalendar({ zone, holidays }))

export const amounts = fc.integer({ min: 1, max: 60 })

export const rules = fc
  .tuple(amounts, fc.constantFrom<('working' | 'calendar')[]>('working', 'calendar'))
  .map(([amount, calendar]) => ruleOf({ amount, calendar }))

/** A start and ended pauses around it, overlapping, empty, too early or too late as it comes. */
export const startsWithPauses = fc
  .tuple(
    instants,
    fc.array(
      fc.tuple(
        fc.integer({ min: -3 * DAY_MS, max: 40 * DAY_MS }),
        fc.oneof(fc.integer({ min: 0, max: DAY_MS }), fc.integer({ min: 0, max: 15 * DAY_MS })),
      ),
      { maxLength: 5 },
    ),
  )
  .map(([startedAt, pauses]) => ({
    startedAt,
    pauses: pauses.map(([after, length]) => ({
      from: new Date(startedAt.getTime() + after),
      to: new Date(startedAt.getTime() + after + length),
    })),
  }))

/** The wall clock of a zone by the tz database, for which the code under test is not used. */
export function wallClock(instant: Date, zone: Zone): { date: string; time: string } {
  // The Swedish format is the ISO one.
  const [date = '', time = ''] = formatterOf(zone).format(instant).split(' ')
  return { date, time }
}

const formatters = new Map<Zone, Intl.DateTimeFormat>()

function formatterOf(timeZone: Zone): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formatters.set(timeZone, formatter)
  return formatter
}
