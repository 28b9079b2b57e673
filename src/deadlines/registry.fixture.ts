import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { DeadlineRule } from './rule.ts'
import { type Holiday, type WorkingCalendar, workingCalendar } from './working-calendar.ts'
import type { Zone } from './zone.ts'

/** The national holidays and joint leave of 2024 to 2026 as the project ships them. */
export const nationalHolidays: Holiday[] = rows('public-holidays.csv').map((row) => ({
  date: row.date ?? '',
  name: row.name ?? '',
  kind: row.kind === 'joint_leave' ? 'joint_leave' : 'holiday',
  area_code: null,
}))

/** The rules of the registry as they stand in the file, cell by cell. */
export const registryRules = rows('deadline-rules.csv')

export function nationalCalendar(zone: Zone = 'Asia/Jakarta'): WorkingCalendar {
  return workingCalendar({ holidays: nationalHolidays, zone })
}

/** A rule for every report of every institution, 3 working days unless told otherwise. */
export function ruleOf(changes: Partial<DeadlineRule> = {}): DeadlineRule {
  return {
    id: 1,
    kind: 'solve',
    class: null,
    oversight: null,
    institution_id: null,
    amount: 3,
    calendar: 'working',
    valid_from: '2018-01-01',
    valid_until: null,
    source: 'a regulation',
    ...changes,
  }
}

function rows(file: string): Record<string, string>[] {
  return parse(readFileSync(new URL(`../../registry/${file}`, import.meta.url)), { columns: true })
}
