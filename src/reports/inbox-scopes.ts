import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ReportState } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { isNational } from './actor.ts'
import { orderOf, type Part } from './inbox-order.ts'

/**
 * `held`: what lies with us now. `handed_on`: what we had and gave on. `all`: all we may see.
 * `offered`: missed by those below us, and ours to take over. `to_approve`: an answer that waits for our approval.
 */
export type InboxScope = 'held' | 'handed_on' | 'all' | 'offered' | 'to_approve'

/** In which a report is offered to the level above. */
export const OFFERED_STATES: readonly ReportState[] = ['submitted', 'assigned', 'in_progress']

/** By what the reports of a scope are found; the same rule as `staffMaySee`. */
type Source =
  | { readonly by: 'everything' }
  | { readonly by: 'holder' | 'institution'; readonly id: number }
  /** Held by a node or by one below it. */
  | { readonly by: 'holders'; readonly below: number }
  /** Once given to us, or to a node below us. */
  | { readonly by: 'assignments'; readonly ours: RawBuilder<unknown> }

/**
 * The ids of a part of the inbox, in its order. What one node or institution holds is read from an index in that order
 * and no further than the part reaches; of several nodes each gives so many, and the first of all are kept.
 */
export function selectIds(
  staff: Staff,
  scope: InboxScope,
  { own, part, searching }: { own: boolean; part: Part; searching: boolean },
): RawBuilder<{ id: number }> {
  const source = sourceOf(staff, scope, own)
  const conditions = sql.join(
    [sql<SqlBool>`report.submitted_at is not null`, ...scopeConditions(staff, scope), ...part.conditions],
    sql` and `,
  )
  const order = sql`order by ${orderOf(part)} limit ${sql.lit(part.limit)}`
  switch (source.by) {
    case 'everything':
      return sql`select report.id from reports report where ${conditions} ${order}`
    case 'holder':
      return sql`select report.id from reports report where report.holder_id = ${source.id} and ${conditions} ${order}`
    case 'institution':
      return sql`select report.id from reports report
        where report.institution_id = ${source.id} and ${conditions} ${order}`
    case 'holders':
      return sql`select report.id from institutions node cross join lateral (
          select report.id, report.due_at from reports report where report.holder_id = node.id and ${conditions} ${order}
        ) report
        where node.path @> array[${source.below}::int] ${order}`
    case 'assignments':
      // With words to look for, the few reports that have them are found first; else the newest assignments are walked.
      return searching
        ? sql`select report.id from reports report where report.id in (
            select assignment.report_id from assignments assignment where ${source.ours}) and ${conditions} ${order}`
        : sql`select report.id from (
            select distinct assignment.report_id from assignments assignment where ${source.ours} order by 1 desc) ours
          join reports report on report.id = ours.report_id where ${conditions} ${order}`
  }
}

/** What lies with us now, as a condition on `report`. */
export function heldBy(staff: Staff): Expression<SqlBool> {
  return isWholeInstitution(staff)
    ? sql<SqlBool>`report.institution_id = ${staff.institutionId}`
    : sql<SqlBool>`report.holder_id = any(array(select id from institutions where path @> array[${staff.nodeId}::int]))`
}

export function sourceOf(staff: Staff, scope: InboxScope, own: boolean): Source {
  if (isNational(staff) && (scope === 'all' || scope === 'offered')) return { by: 'everything' }
  if (scope === 'all') return { by: 'assignments', ours: givenTo(staff) }
  if (scope === 'handed_on') return { by: 'assignments', ours: sql`${givenTo(staff)} and ${gone(staff)}` }
  if (own) return { by: 'holder', id: staff.nodeId }
  return isWholeInstitution(staff)
    ? { by: 'institution', id: staff.institutionId }
    : { by: 'holders', below: staff.nodeId }
}

export function scopeConditions(staff: Staff, scope: InboxScope): Expression<SqlBool>[] {
  if (scope === 'handed_on') return [sql<SqlBool>`not (${heldBy(staff)})`]
  if (scope === 'offered') return [offeredTo(staff)]
  return scope === 'to_approve' ? [awaitsApprovalBy(staff)] : []
}

function isWholeInstitution(staff: Staff): boolean {
  return isNational(staff) || staff.nodeId === staff.institutionId
}

function givenTo(staff: Staff): RawBuilder<unknown> {
  if (isNational(staff)) return sql`assignment.to_id = ${staff.nodeId}`
  return isWholeInstitution(staff)
    ? sql`assignment.institution_id = ${staff.institutionId}`
    : sql`assignment.to_id = any(array(select id from institutions where path @> array[${staff.nodeId}::int]))`
}

/** Which assignments are of reports that we had and that may lie elsewhere now; null where nearly all do. */
export function givenAway(staff: Staff): RawBuilder<unknown> | null {
  return isNational(staff) ? null : sql`${givenTo(staff)} and ${gone(staff)}`
}

/** Of the many reports that an institution gives to its own units only those that left it are looked at. */
function gone(staff: Staff): RawBuilder<unknown> {
  return isWholeInstitution(staff) && !isNational(staff)
    ? sql`(assignment.left_institution or assignment.role = 'supporting')`
    : sql`(assignment.ended_at is not null or assignment.role = 'supporting')`
}

/**
 * A deadline was missed two working days ago by someone just below us: a unit of ours, or an institution. As long as it
 * is not met, the report is overdue. Both questions are asked of each report passed on the way, never as joins: a join
 * would be made of everything that is overdue in the country, and then sorted.
 */
function offeredTo(staff: Staff): Expression<SqlBool> {
  const below = isNational(staff)
    ? sql<SqlBool>`(select parent_id from institutions where id = report.holder_id) = ${staff.nodeId}`
    : sql<SqlBool>`report.holder_id <> ${staff.institutionId}`
  return sql<SqlBool>`${below} and report.state in ('submitted', 'assigned', 'in_progress') and (
    select true from deadlines where deadlines.report_id = report.id
      and escalated_at is not null and met_at is null and cancelled_at is null limit 1)`
}

/** An answer of our institution that somebody else drafted. */
function awaitsApprovalBy(staff: Staff): Expression<SqlBool> {
  return sql<SqlBool>`exists (
    select from pending_answers where pending_answers.report_id = report.id
      and decided_at is null and drafted_by_id <> ${staff.accountId})
    and exists (select from staff_accounts where id = ${staff.accountId} and may_approve)`
}
