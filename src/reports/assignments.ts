import { sql } from 'kysely'
import { type Db, type InstitutionRow, keptQuery } from '../db/index.ts'
import { DomainError, invalid } from '../errors.ts'
import type { Staff } from '../identity/index.ts'

export interface Handover {
  readonly reportId: number
  readonly fromId: number | null
  readonly to: Pick<InstitutionRow, 'id' | 'institution_id'>
  readonly at: Date
  readonly outcome: 'reassigned' | 'returned' | 'escalated'
}

/** End the present holder's assignment and begin the next one's; a report has exactly one holder at any time. */
export async function handOver(tx: Db, handover: Handover): Promise<void> {
  const institutionId = handover.to.institution_id ?? handover.to.id
  await tx
    .updateTable('assignments')
    .set({
      ended_at: handover.at,
      outcome: handover.outcome,
      left_institution: sql<boolean>`institution_id <> ${institutionId}`,
    })
    .where('report_id', '=', handover.reportId)
    .where('role', '=', 'lead')
    .where('ended_at', 'is', null)
    .execute()
  await tx
    .insertInto('assignments')
    .values({
      report_id: handover.reportId,
      role: 'lead',
      from_id: handover.fromId,
      to_id: handover.to.id,
      institution_id: institutionId,
      assigned_at: handover.at,
      ended_at: null,
      outcome: null,
    })
    .execute()
}

/**
 * The node a member of staff may give a report to.
 * National admins: any; institution admins: within their institution; unit officers: within their own unit.
 * @throws DomainError a field error on `institution_code`, in words that say where else it can go
 */
export async function assignable(tx: Db, staff: Staff, institutionCode: string): Promise<InstitutionRow> {
  const target = await tx
    .selectFrom('institutions')
    .selectAll()
    .where('code', '=', institutionCode)
    .executeTakeFirst()
  if (target === undefined) throw invalid([{ field: 'institution_code', code: 'unknown_institution' }])
  if (!target.active) throw invalid([{ field: 'institution_code', code: 'institution_inactive' }])
  if (staff.role === 'national_admin') return target
  const scope = staff.role === 'institution_admin' ? staff.institutionId : staff.nodeId
  if (!target.path.includes(scope))
    throw invalid([{ field: 'institution_code', code: 'institution_outside' }])
  return target
}

/** The level above a holder, or null for the national level itself. */
export async function levelAboveOrNull(db: Db, holderId: number): Promise<InstitutionRow | null> {
  const holder = await db
    .selectFrom('institutions')
    .select('parent_id')
    .where('id', '=', holderId)
    .executeTakeFirstOrThrow()
  return holder.parent_id === null ? null : levelAbove(db, holderId)
}

/**
 * The level above a holder: for a unit its institution, for an institution the national level.
 * @throws DomainError no_level_above for the national level itself
 */
export async function levelAbove(tx: Db, holderId: number): Promise<InstitutionRow> {
  const [above] = await readAbove(tx, { holderId })
  if (above === undefined) throw new DomainError('no_level_above', 409)
  return above
}

const readAbove = keptQuery((db, { holderId }: { holderId: number }) =>
  db
    .selectFrom('institutions as holder')
    .innerJoin('institutions as above', (join) =>
      join.on(
        'above.id',
        '=',
        sql`case when holder.institution_id <> holder.id then holder.institution_id else holder.parent_id end`,
      ),
    )
    .selectAll('above')
    .where('holder.id', '=', holderId),
)
