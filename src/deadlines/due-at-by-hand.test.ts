import { expect, test } from 'vitest'
import { dueAt } from './due-at.ts'
import { nationalCalendar, ruleOf } from './registry.fixture.ts'
import type { Counting } from './run-clock.ts'
import type { Zone } from './zone.ts'

const ZONES: Record<string, { zone: Zone; offset: string }> = {
  WIB: { zone: 'Asia/Jakarta', offset: '+07:00' },
  WITA: { zone: 'Asia/Makassar', offset: '+08:00' },
  WIT: { zone: 'Asia/Jayapura', offset: '+09:00' },
}

type Case = [arrived: string, zone: string, amount: number, counting: Counting, due: string, passes: string]

/**
 * Worked out with a wall calendar, not with the code. Arrivals are written in WIB;
 * the due date is the last day in the institution's zone.
 */
const CASES: Case[] = [
  // 2024: Tue 2 Jan is an ordinary day in an ordinary week.
  ['2024-01-02 09:00', 'WIB', 3, 'working', '2024-01-05', 'nothing'],
  ['2024-01-05 16:30', 'WIB', 3, 'working', '2024-01-10', 'a weekend'],
  ['2024-01-06 08:00', 'WIB', 3, 'working', '2024-01-10', 'arrives on a Saturday'],
  ['2024-01-07 23:59', 'WIB', 3, 'working', '2024-01-10', 'arrives on a Sunday'],
  ['2024-01-08 00:00', 'WIB', 3, 'working', '2024-01-11', 'arrives at midnight on a Monday'],
  ['2023-12-29 23:50', 'WIB', 3, 'working', '2024-01-04', 'New Year'],
  ['2024-02-07 23:50', 'WIB', 3, 'working', '2024-02-15', 'Isra Mikraj, Imlek, election day'],
  ['2024-02-07 10:00', 'WIB', 5, 'working', '2024-02-19', 'Isra Mikraj, Imlek, election day'],
  ['2024-02-08 10:00', 'WIB', 5, 'working', '2024-02-19', 'arrives on a holiday'],
  ['2024-02-13 10:00', 'WIB', 1, 'working', '2024-02-15', 'election day'],
  ['2024-03-08 10:00', 'WIB', 3, 'working', '2024-03-15', 'Nyepi and its joint leave'],
  ['2024-03-08 10:00', 'WIB', 14, 'working', '2024-04-02', 'Nyepi, Good Friday'],
  ['2024-03-28 10:00', 'WIB', 1, 'working', '2024-04-01', 'Good Friday, Easter'],
  ['2024-04-05 23:50', 'WIB', 3, 'working', '2024-04-18', 'eve of Idulfitri, six working days off'],
  ['2024-04-05 10:00', 'WIB', 14, 'working', '2024-05-06', 'Idulfitri, Labour Day'],
  ['2024-04-10 10:00', 'WIB', 5, 'working', '2024-04-22', 'arrives on Idulfitri'],
  ['2024-04-30 10:00', 'WIB', 5, 'working', '2024-05-08', 'Labour Day'],
  ['2024-05-08 23:50', 'WIB', 5, 'working', '2024-05-17', 'Ascension and its joint leave'],
  ['2024-05-08 10:00', 'WIB', 14, 'working', '2024-06-03', 'Ascension, Waisak'],
  ['2024-05-22 10:00', 'WIB', 3, 'working', '2024-05-29', 'Waisak'],
  ['2024-06-14 10:00', 'WIB', 5, 'working', '2024-06-25', 'Iduladha'],
  ['2024-07-05 10:00', 'WIB', 3, 'working', '2024-07-10', 'a holiday on a Sunday'],
  ['2024-08-16 10:00', 'WIB', 3, 'working', '2024-08-21', 'a holiday on a Saturday'],
  ['2024-09-13 10:00', 'WIB', 3, 'working', '2024-09-19', 'Maulid on a Monday'],
  ['2024-11-26 10:00', 'WIB', 3, 'working', '2024-12-02', 'local election day'],
  ['2024-12-24 23:50', 'WIB', 3, 'working', '2024-12-31', 'Christmas'],
  ['2024-12-24 10:00', 'WIB', 5, 'working', '2025-01-03', 'Christmas, New Year'],
  ['2024-12-31 10:00', 'WIB', 14, 'working', '2025-01-21', 'New Year'],
  ['2024-01-02 10:00', 'WIB', 60, 'working', '2024-04-03', 'six days off on weekdays'],
  ['2024-04-01 10:00', 'WIB', 60, 'working', '2024-07-11', 'thirteen days off on weekdays'],
  // 2025
  ['2025-01-24 23:50', 'WIB', 3, 'working', '2025-02-03', 'Isra Mikraj, Imlek'],
  ['2025-01-24 10:00', 'WIB', 14, 'working', '2025-02-18', 'Isra Mikraj, Imlek'],
  ['2025-01-02 10:00', 'WIB', 60, 'working', '2025-04-10', 'Imlek, Nyepi, Idulfitri'],
  ['2025-03-20 10:00', 'WIB', 14, 'working', '2025-04-21', 'Nyepi, Idulfitri, Good Friday'],
  ['2025-03-27 23:50', 'WIB', 3, 'working', '2025-04-10', 'eve of eleven days off'],
  ['2025-03-27 10:00', 'WIB', 5, 'working', '2025-04-14', 'Nyepi, Idulfitri'],
  ['2025-03-27 10:00', 'WIB', 14, 'working', '2025-04-28', 'Nyepi, Idulfitri, Good Friday'],
  ['2025-04-05 12:00', 'WIB', 3, 'working', '2025-04-10', 'arrives on a Saturday within Idulfitri'],
  ['2025-04-17 10:00', 'WIB', 3, 'working', '2025-04-23', 'Good Friday'],
  ['2025-04-30 10:00', 'WIB', 5, 'working', '2025-05-08', 'Labour Day'],
  ['2025-05-09 10:00', 'WIB', 3, 'working', '2025-05-16', 'Waisak'],
  ['2025-05-28 10:00', 'WIB', 5, 'working', '2025-06-10', 'Ascension, Iduladha'],
  ['2025-05-28 10:00', 'WIB', 14, 'working', '2025-06-23', 'Ascension, Iduladha'],
  ['2025-06-05 10:00', 'WIB', 3, 'working', '2025-06-12', 'Iduladha and its joint leave'],
  ['2025-06-26 10:00', 'WIB', 1, 'working', '2025-06-30', 'Islamic New Year on a Friday'],
  ['2025-08-15 23:50', 'WIB', 3, 'working', '2025-08-21', 'joint leave added in August'],
  ['2025-09-04 10:00', 'WIB', 5, 'working', '2025-09-12', 'Maulid'],
  ['2025-12-24 10:00', 'WIB', 5, 'working', '2026-01-05', 'Christmas, New Year'],
  ['2025-12-24 10:00', 'WIB', 14, 'working', '2026-01-19', 'Christmas, New Year, Isra Mikraj'],
  // 2026
  ['2026-01-15 10:00', 'WIB', 3, 'working', '2026-01-21', 'Isra Mikraj on a Friday'],
  ['2026-01-05 10:00', 'WIB', 60, 'working', '2026-04-10', 'Imlek, Nyepi, Idulfitri, Good Friday'],
  ['2026-02-13 23:50', 'WIB', 3, 'working', '2026-02-20', 'Imlek'],
  ['2026-03-12 10:00', 'WIB', 5, 'working', '2026-03-26', 'Nyepi, Idulfitri'],
  ['2026-03-17 23:50', 'WIB', 3, 'working', '2026-03-27', 'eve of seven days off'],
  ['2026-03-17 10:00', 'WIB', 14, 'working', '2026-04-14', 'Nyepi, Idulfitri, Good Friday'],
  ['2026-04-02 10:00', 'WIB', 5, 'working', '2026-04-10', 'Good Friday, Easter'],
  ['2026-04-30 10:00', 'WIB', 5, 'working', '2026-05-08', 'Labour Day on a Friday'],
  ['2026-05-13 10:00', 'WIB', 5, 'working', '2026-05-22', 'Ascension'],
  ['2026-05-26 10:00', 'WIB', 5, 'working', '2026-06-05', 'Iduladha, Waisak on a Sunday, Pancasila Day'],
  ['2026-05-26 10:00', 'WIB', 14, 'working', '2026-06-19', 'Iduladha, Pancasila Day, Islamic New Year'],
  ['2026-06-15 10:00', 'WIB', 1, 'working', '2026-06-17', 'Islamic New Year on a Tuesday'],
  ['2026-08-14 10:00', 'WIB', 5, 'working', '2026-08-24', 'Independence Day on a Monday'],
  ['2026-08-14 10:00', 'WIB', 14, 'working', '2026-09-07', 'Independence Day, Maulid'],
  ['2026-12-23 10:00', 'WIB', 3, 'working', '2026-12-30', 'Christmas'],
  // One instant, three zones: after 22:00 or 23:00 WIB it is tomorrow further east.
  ['2025-06-03 23:30', 'WIB', 3, 'working', '2025-06-10', 'arrives on Tuesday'],
  ['2025-06-03 23:30', 'WITA', 3, 'working', '2025-06-11', 'arrives on Wednesday'],
  ['2025-06-03 22:30', 'WITA', 3, 'working', '2025-06-10', 'arrives on Tuesday at 23:30 WITA'],
  ['2025-06-03 22:30', 'WIT', 3, 'working', '2025-06-11', 'arrives on Wednesday at 00:30 WIT'],
  ['2026-02-12 22:30', 'WIB', 1, 'working', '2026-02-13', 'arrives on Thursday'],
  ['2026-02-12 22:30', 'WITA', 1, 'working', '2026-02-13', 'arrives on Thursday'],
  ['2026-02-12 22:30', 'WIT', 1, 'working', '2026-02-18', 'arrives on Friday, then Imlek'],
  ['2024-04-04 22:10', 'WIB', 1, 'working', '2024-04-05', 'arrives on Thursday'],
  ['2024-04-04 22:10', 'WIT', 1, 'working', '2024-04-16', 'arrives on Friday, then Idulfitri'],
  ['2026-03-17 23:50', 'WITA', 3, 'working', '2026-03-27', 'arrives on the joint leave before Nyepi'],
  // Calendar days skip nothing.
  ['2024-02-05 10:00', 'WIB', 10, 'calendar', '2024-02-15', 'holidays count'],
  ['2024-02-20 10:00', 'WIB', 10, 'calendar', '2024-03-01', '29 February'],
  ['2025-02-20 10:00', 'WIB', 10, 'calendar', '2025-03-02', 'February of 28 days'],
  ['2024-12-25 10:00', 'WIB', 7, 'calendar', '2025-01-01', 'due on New Year itself'],
  ['2024-04-05 23:50', 'WIB', 10, 'calendar', '2024-04-15', 'due within Idulfitri'],
  ['2025-12-28 10:00', 'WIB', 10, 'calendar', '2026-01-07', 'the turn of the year'],
  ['2024-02-28 22:30', 'WIB', 7, 'calendar', '2024-03-06', 'arrives on 28 February'],
  ['2024-02-28 22:30', 'WIT', 7, 'calendar', '2024-03-07', 'arrives on 29 February'],
]

test.each(CASES)('a report of %s for an office in %s with %i %s days is due on %s (%s)', (...row) => {
  const [arrived, zoneName, amount, counting, due] = row
  const place = ZONES[zoneName]
  if (!place) throw new Error(`no zone ${zoneName}`)
  const { dueAt: instant } = dueAt({
    startedAt: new Date(`${arrived.replace(' ', 'T')}:00+07:00`),
    rule: ruleOf({ amount, calendar: counting }),
    calendar: nationalCalendar(place.zone),
  })
  expect(instant).toEqual(new Date(`${due}T23:59:59.999${place.offset}`))
})
