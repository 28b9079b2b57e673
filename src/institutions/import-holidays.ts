import { CsvError, parse } from 'csv-parse/sync'
import { inTransaction } from '../db/index.ts'
import { type FieldError, invalid } from '../errors.ts'
import { isDate } from './check-fields.ts'
import { type HolidayColumns, putHoliday } from './edit-holiday.ts'
import type { RegistryDeps } from './registry-deps.ts'

export interface HolidayImport {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

/** A file with more days than this is not a calendar of holidays. */
const MOST_LINES = 1_000
const MOST_ERRORS = 50
/** As the ministers' joint decree and this project's files name them. */
const KINDS: Readonly<Record<string, HolidayColumns['kind']>> = {
  holiday: 'holiday',
  libur: 'holiday',
  'libur nasional': 'holiday',
  joint_leave: 'joint_leave',
  'cuti bersama': 'joint_leave',
}

/**
 * Take over the national days off of a CSV text with the columns date, name and kind; other columns are not read.
 * Dates are 2027-01-01 or 01/01/2027. Days of the file replace what stands on the same date; others stay.
 * All or nothing.
 * @throws DomainError invalid_input: one error on `csv` for each wrong line, with its number as `line`
 */
export async function importHolidays(deps: RegistryDeps, csv: string): Promise<HolidayImport> {
  const days = readDays(csv)
  return await inTransaction(deps.db, async (tx) => {
    const present = await tx
      .selectFrom('holidays')
      .selectAll()
      .where('area_code', 'is', null)
      .where('removed', '=', false)
      .execute()
    const byDate = new Map(present.map((row) => [row.date, row]))
    const counts = { added: 0, changed: 0, unchanged: 0 }
    for (const day of days) {
      const row = byDate.get(day.date)
      if (row?.name === day.name && row.kind === day.kind) {
        counts.unchanged++
        continue
      }
      await putHoliday(tx, day, deps.clock.now())
      if (row === undefined) counts.added++
      else counts.changed++
    }
    return counts
  })
}

function readDays(csv: string): HolidayColumns[] {
  const errors: FieldError[] = []
  const days: HolidayColumns[] = []
  const seen = new Set<string>()
  for (const { record, line } of readLines(csv)) {
    const date = isoDate(record.date ?? '')
    const name = (record.name ?? '').trim()
    const kind = KINDS[(record.kind ?? '').trim().toLowerCase()]
    const refuse = (code: string) => void errors.push({ field: 'csv', code, values: { line } })
    if (date === null) refuse('csv_line_date')
    else if (seen.has(date)) refuse('csv_line_repeated')
    if (name === '' || [...name].length > 200 || /\p{Cc}/u.test(name)) refuse('csv_line_name')
    if (kind === undefined) refuse('csv_line_kind')
    if (date !== null) seen.add(date)
    if (date !== null && kind !== undefined) days.push({ date, name, kind, area_code: null })
  }
  if (errors.length > 0) throw invalid(errors.slice(0, MOST_ERRORS))
  if (days.length === 0) throw invalid([{ field: 'csv', code: 'csv_empty' }])
  if (days.length > MOST_LINES)
    throw invalid([{ field: 'csv', code: 'csv_too_long', values: { max: MOST_LINES } }])
  return days
}

interface Line {
  readonly record: Readonly<Record<string, string | undefined>>
  readonly line: number
}

/** Spreadsheets in Indonesia write semicolons, others commas. */
function readLines(csv: string): Line[] {
  let parsed: { record: Record<string, string>; info: { lines: number } }[]
  try {
    parsed = parse(csv, {
      bom: true,
      delimiter: [',', ';'],
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      info: true,
      columns: (header: string[]) => header.map((name) => name.toLowerCase()),
    }) as unknown as typeof parsed
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? error.lines : 1
    throw invalid([{ field: 'csv', code: 'csv_unreadable', values: { line } }])
  }
  const first = parsed[0]?.record
  if (first !== undefined && !['date', 'name', 'kind'].every((column) => column in first)) {
    throw invalid([{ field: 'csv', code: 'csv_columns_missing' }])
  }
  return parsed.map(({ record, info }) => ({ record, line: info.lines }))
}

function isoDate(text: string): string | null {
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text.trim())
  const iso =
    local === null ? text.trim() : `${local[3]}-${local[2]?.padStart(2, '0')}-${local[1]?.padStart(2, '0')}`
  return isDate(iso) ? iso : null
}
