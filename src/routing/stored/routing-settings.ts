import type { Db } from '../../db/index.ts'
import { invalid } from '../../errors.ts'

/** What the machine may do alone for an institution; nothing at first. */
export interface RoutingSettings {
  /** The confidence, 0.5 to 1, from which it assigns to the institution's own units; null never. */
  readonly assignFrom: number | null
  readonly archiveNobody: boolean
}

const NOTHING_ALONE: RoutingSettings = { assignFrom: null, archiveNobody: false }

export async function readRoutingSettings(db: Db, institutionId: number): Promise<RoutingSettings> {
  const row = await db
    .selectFrom('routing_settings')
    .select(['assign_from', 'archive_nobody'])
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  return row === undefined
    ? NOTHING_ALONE
    : { assignFrom: row.assign_from, archiveNobody: row.archive_nobody }
}

/** @throws DomainError (422) where the confidence is not between 0.5 and 1 */
export async function saveRoutingSettings(
  db: Db,
  institutionId: number,
  settings: RoutingSettings & { readonly changedById: number | null; readonly now: Date },
): Promise<void> {
  const { assignFrom, archiveNobody } = settings
  if (assignFrom !== null && !(assignFrom >= 0.5 && assignFrom <= 1))
    throw invalid([{ field: 'assign_from', code: 'out_of_range' }])
  const values = {
    assign_from: assignFrom,
    archive_nobody: archiveNobody,
    changed_at: settings.now,
    changed_by_id: settings.changedById,
  }
  await db
    .insertInto('routing_settings')
    .values({ institution_id: institutionId, ...values })
    .onConflict((conflict) => conflict.column('institution_id').doUpdateSet(values))
    .execute()
}

/** A reporter wants people alone to decide on the report; the machine still proposes nothing that acts. */
export async function objectToAutomation(db: Db, reportId: number, now: Date): Promise<void> {
  await db
    .insertInto('automation_objections')
    .values({ report_id: reportId, objected_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function hasObjected(db: Db, reportId: number): Promise<boolean> {
  const row = await db
    .selectFrom('automation_objections')
    .select('report_id')
    .where('report_id', '=', reportId)
    .executeTakeFirst()
  return row !== undefined
}
