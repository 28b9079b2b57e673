import { type Expression, type SqlBool, sql } from 'kysely'
import type { Staff } from '../identity/index.ts'
import { isNational } from './actor.ts'

/** A deadline was missed two working days ago by someone just below us: a unit of ours, or an institution. */
export function offeredTo(staff: Staff): Expression<SqlBool> {
  const below = isNational(staff)
    ? sql<SqlBool>`holder.parent_id = ${staff.nodeId}`
    : sql<SqlBool>`report.holder_id <> ${staff.institutionId}`
  return sql<SqlBool>`${below} and report.state in ('submitted', 'assigned', 'in_progress') and exists (
    select from deadlines where deadlines.report_id = report.id
      and escalated_at is not null and met_at is null and cancelled_at is null)`
}

/** An answer of our institution that somebody else drafted. */
export function awaitsApprovalBy(staff: Staff): Expression<SqlBool> {
  return sql<SqlBool>`exists (
    select from pending_answers where pending_answers.report_id = report.id
      and decided_at is null and drafted_by_id <> ${staff.accountId})
    and exists (select from staff_accounts where id = ${staff.accountId} and may_approve)`
}
