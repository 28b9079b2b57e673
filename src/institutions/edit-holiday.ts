import { sql } from 'kysely'
import { type Db, type HolidayRow, inTransaction } from '../db/index.ts'
import { notFound } from '../errors.ts'
import { checkFields, type FieldCheck, isDate, withoutUndefined } from './check-fields.ts'
import { isArea } from './check-institution.ts'
import type { RegistryDeps } from './registry-deps.ts'

/** A day off: national when `area_code` is null, else of that region and all in it. */
export interface HolidayFields {
  readonly date: string
  readonly name: string
  readonly kind: string
  readonly area_code: string | null
}

/**
 * Add a day off. Deadlines that are running are recomputed by who runs them.
 * @throws DomainError invalid_input naming each wrong field
 */
export function addHoliday(deps: RegistryDeps, given: HolidayFields): Promise<HolidayRow> {
  return inTransaction(deps.db, async (tx) => {
    const check = checkFields()
    const columns = await checkHoliday(tx, check, given, null)
    check.finish()
    return await putHoliday(tx, columns, deps.clock.now())
  })
}

/**
 * Change a day off; what is left out stays. Loading the registry again keeps the change, and a day moved to another
 * date does not come back at the old one.
 * @throws DomainError not_found, or invalid_input naming each wrong field
 */
export function editHoliday(
  deps: RegistryDeps,
  id: number,
  changes: Partial<HolidayFields>,
): Promise<HolidayRow> {
  return inTransaction(deps.db, async (tx) => {
    const row = await lockHoliday(tx, id)
    const check = checkFields()
    const columns = await checkHoliday(tx, check, { ...row, ...withoutUndefined(changes) }, id)
    check.finish()
    const now = deps.clock.now()
    if (columns.date !== row.date || columns.area_code !== row.area_code) {
      await markRemoved(tx, id, now)
      return await putHoliday(tx, columns, now)
    }
    return await tx
      .updateTable('holidays')
      .set({ ...columns, edited_at: now })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/**
 * Take a day off out; the row stays, so that loading the registry again does not bring it back.
 * @throws DomainError not_found
 */
export function removeHoliday(deps: RegistryDeps, id: number): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    await lockHoliday(tx, id)
    await markRemoved(tx, id, deps.clock.now())
  })
}

export type HolidayColumns = Pick<HolidayRow, 'date' | 'name' | 'kind' | 'area_code'>

/** Write a day off, over one that was removed on the same date in the same place. */
export function putHoliday(tx: Db, columns: HolidayColumns, now: Date): Promise<HolidayRow> {
  return tx
    .insertInto('holidays')
    .values({ ...columns, edited_at: now })
    .onConflict((conflict) =>
      conflict
        .expression(sql`date, coalesce(area_code, '')`)
        .doUpdateSet({ name: columns.name, kind: columns.kind, removed: false, edited_at: now }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function checkHoliday(
  tx: Db,
  check: FieldCheck,
  fields: HolidayFields,
  ownId: number | null,
): Promise<HolidayColumns> {
  const areaCode = fields.area_code === '' ? null : fields.area_code
  if (!isDate(fields.date)) check.refuse('date', 'invalid_date')
  else if (!areaCode?.includes('\0') && (await isTaken(tx, fields.date, areaCode, ownId)))
    check.refuse('date', 'holiday_taken')
  if (areaCode !== null && !(await isArea(tx, areaCode))) check.refuse('area_code', 'unknown_area')
  return {
    date: fields.date,
    name: check.text('name', fields.name, { missing: 'holiday_name_missing', max: 200 }),
    kind: check.oneOf('kind', fields.kind, ['holiday', 'joint_leave'], 'unknown_holiday_kind') ?? 'holiday',
    area_code: areaCode,
  }
}

async function isTaken(
  tx: Db,
  date: string,
  areaCode: string | null,
  ownId: number | null,
): Promise<boolean> {
  const other = await tx
    .selectFrom('holidays')
    .select('id')
    .where('date', '=', date)
    .where('area_code', areaCode === null ? 'is' : '=', areaCode)
    .where('removed', '=', false)
    .executeTakeFirst()
  return other !== undefined && other.id !== ownId
}

async function lockHoliday(tx: Db, id: number): Promise<HolidayRow> {
  const row = await tx
    .selectFrom('holidays')
    .selectAll()
    .where('id', '=', id)
    .where('removed', '=', false)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

async function markRemoved(tx: Db, id: number, now: Date): Promise<void> {
  await tx.updateTable('holidays').set({ removed: true, edited_at: now }).where('id', '=', id).execute()
}
