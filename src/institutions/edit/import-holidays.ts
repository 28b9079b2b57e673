import { parse } from 'csv-parse/sync'
import { DomainError, type FieldError } from '../../errors.ts'
import { editRegistry, type RegistryEditDeps } from './edit-deps.ts'
import { checkHoliday, holidayOn, writeHoliday } from './edit-holidays.ts'
import { fieldChecks } from './field-checks.ts'

/** What is wrong with one line of an imported file; the header is line 1. */
export interface LineError extends FieldError {
  readonly line: number
}

export interface ImportedHolidays {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly errors: readonly LineError[]
}

/** A decree has some 30 days; more than this is another file. */
const MOST_LINES = 1000

/**
 * Take over a year's decree as CSV with the columns date, name, kind and, if wanted, area_code.
 * Either every line is taken over or, when a line does not fit, none; each wrong line is told.
 */
export async function importHolidays(deps: RegistryEditDeps, csvText: string): Promise<ImportedHolidays> {
  const read = readLines(csvText)
  if (read.errors.length > 0) return { ...NOTHING, errors: read.errors }
  return editRegistry(deps, async (tx) => {
    const errors: LineError[] = []
    const counts = { added: 0, changed: 0, unchanged: 0 }
    const fitting = []
    const lineOf = new Map<string, number>()
    for (const { line, row } of read.lines) {
      const checks = fieldChecks()
      const values = await checkHoliday(tx, checks, {
        date: row.date ?? '',
        name: row.name ?? '',
        kind: row.kind ?? '',
        area_code: row.area_code ?? null,
      })
      const day = `${values.date} ${values.area_code ?? ''}`
      const before = lineOf.get(day)
      if (before !== undefined) checks.refuse('date', 'holiday_twice', { line: before })
      lineOf.set(day, line)
      const wrong = refusedBy(checks)
      errors.push(...wrong.map((error) => ({ ...error, line })))
      if (wrong.length === 0) fitting.push(values)
    }
    if (errors.length > 0) return { ...NOTHING, errors }
    for (const values of fitting) {
      const standing = await holidayOn(tx, values)
      const same =
        standing !== null &&
        !standing.removed &&
        standing.name === values.name &&
        standing.kind === values.kind
      if (!same) await writeHoliday(tx, { values, standing, now: deps.clock.now() })
      counts[same ? 'unchanged' : standing === null || standing.removed ? 'added' : 'changed'] += 1
    }
    return { ...counts, errors: [] }
  })
}

const NOTHING = { added: 0, changed: 0, unchanged: 0 }

interface Line {
  readonly line: number
  readonly row: Partial<Record<string, string>>
}

function readLines(csvText: string): { lines: Line[]; errors: LineError[] } {
  const refuse = (code: string, line: number, values?: FieldError['values']) => ({
    lines: [],
    errors: [{ field: 'csv', code, line, ...(values === undefined ? {} : { values }) }],
  })
  let lines: Line[]
  try {
    const records: { info: { lines: number }; record: Record<string, string> }[] = parse(csvText, {
      columns: (header: string[]) => header.map((column) => column.trim().toLowerCase()),
      bom: true,
      trim: true,
      skip_empty_lines: true,
      info: true,
      delimiter: [',', ';'],
      relax_column_count: true,
    })
    lines = records.map(({ info, record }) => ({ line: info.lines, row: record }))
  } catch {
    return refuse('not_csv', 1)
  }
  const [first] = lines
  if (first === undefined) return refuse('csv_empty', 1)
  const missing = ['date', 'name', 'kind'].filter((column) => first.row[column] === undefined)
  if (missing.length > 0) return refuse('csv_columns_missing', 1, { columns: missing.join(', ') })
  if (lines.length > MOST_LINES) return refuse('csv_too_long', MOST_LINES + 2, { max: MOST_LINES })
  return { lines, errors: [] }
}

function refusedBy(checks: ReturnType<typeof fieldChecks>): readonly FieldError[] {
  try {
    checks.done()
    return []
  } catch (error) {
    if (error instanceof DomainError) return error.fields
    throw error
  }
}
