import type { Db, HolidayRow } from '../../db/index.ts'
import { notFound } from '../../errors.ts'
import { areaByCode } from '../find-by-code.ts'
import { editRegistry, type RegistryEditDeps } from './edit-deps.ts'
import { type FieldChecks, fieldChecks } from './field-checks.ts'

export interface HolidayValues {
  /** YYYY-MM-DD */
  readonly date: string
  readonly name: string
  readonly kind: string
  /** Null: in the whole country. */
  readonly area_code: string | null
}

/**
 * Add a day off; one that was removed before comes back.
 * @throws DomainError invalid_input
 */
export async function addHoliday(deps: RegistryEditDeps, given: HolidayValues): Promise<HolidayRow> {
  return editRegistry(deps, async (tx) => {
    const checks = fieldChecks()
    const values = await checkHoliday(tx, checks, given)
    const standing = await holidayOn(tx, values)
    if (standing !== null && !standing.removed) checks.refuse('date', 'holiday_exists')
    checks.done()
    return await writeHoliday(tx, { values, standing, now: deps.clock.now() })
  })
}

/**
 * Change a day off. Its date moves by removing it and adding another, so that loading does not bring it back.
 * @throws DomainError invalid_input, not_found
 */
export async function editHoliday(
  deps: RegistryEditDeps,
  command: { readonly id: number; readonly changes: Pick<HolidayValues, 'name' | 'kind'> },
): Promise<HolidayRow> {
  return editRegistry(deps, async (tx) => {
    const checks = fieldChecks()
    const name = checks.text('name', command.changes.name, LONGEST_NAME)
    const kind = checkKind(checks, command.changes.kind)
    checks.done()
    const row = await tx
      .updateTable('holidays')
      .set({ name, kind, edited_at: deps.clock.now() })
      .where('id', '=', command.id)
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) throw notFound()
    return row
  })
}

/** Make a day off a working day again. The row stays as a mark, so that loading does not bring it back. */
export async function removeHoliday(deps: RegistryEditDeps, command: { readonly id: number }): Promise<void> {
  await editRegistry(deps, async (tx) => {
    const row = await tx
      .updateTable('holidays')
      .set({ removed: true, edited_at: deps.clock.now() })
      .where('id', '=', command.id)
      .returning('id')
      .executeTakeFirst()
    if (row === undefined) throw notFound()
  })
}

/** The days off that hold, by date; with a year only those of that year. */
export async function listHolidays(db: Db, options: { year?: number } = {}): Promise<HolidayRow[]> {
  let query = db.selectFrom('holidays').selectAll().where('removed', '=', false).orderBy('date').orderBy('id')
  if (options.year !== undefined)
    query = query.where('date', '>=', `${options.year}-01-01`).where('date', '<=', `${options.year}-12-31`)
  return await query.execute()
}

export type CheckedHoliday = Pick<HolidayRow, 'date' | 'name' | 'kind' | 'area_code'>

const LONGEST_NAME = 160

export async function checkHoliday(
  tx: Db,
  checks: FieldChecks,
  given: HolidayValues,
): Promise<CheckedHoliday> {
  const areaCode = checks.optionalText('area_code', given.area_code, 20)
  if (areaCode !== null && (await areaByCode(tx, areaCode)) === null)
    checks.refuse('area_code', 'unknown_area')
  return {
    date: checks.date('date', given.date),
    name: checks.text('name', given.name, LONGEST_NAME),
    kind: checkKind(checks, given.kind),
    area_code: areaCode,
  }
}

function checkKind(checks: FieldChecks, kind: string): HolidayRow['kind'] {
  if (kind !== 'holiday' && kind !== 'joint_leave') {
    checks.refuse('kind', 'unknown_holiday_kind')
    return 'holiday'
  }
  return kind
}

/** The row of a day in a region, also a removed one; null for a date that is none. */
export async function holidayOn(
  tx: Db,
  values: Pick<CheckedHoliday, 'date' | 'area_code'>,
): Promise<HolidayRow | null> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(values.date) || Number.isNaN(Date.parse(values.date))) return null
  const row = await tx
    .selectFrom('holidays')
    .selectAll()
    .where('date', '=', values.date)
    .where('area_code', 'is not distinct from', values.area_code)
    .executeTakeFirst()
  return row ?? null
}

export async function writeHoliday(
  tx: Db,
  write: { values: CheckedHoliday; standing: HolidayRow | null; now: Date },
): Promise<HolidayRow> {
  const { values, standing, now } = write
  return standing === null
    ? await tx
        .insertInto('holidays')
        .values({ ...values, edited_at: now })
        .returningAll()
        .executeTakeFirstOrThrow()
    : await tx
        .updateTable('holidays')
        .set({ ...values, removed: false, edited_at: now })
        .where('id', '=', standing.id)
        .returningAll()
        .executeTakeFirstOrThrow()
}
