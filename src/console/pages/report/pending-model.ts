import type { AppContext } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { institutionById } from '../../../institutions/index.ts'
import {
  listApprovers,
  type PendingAnswer,
  type ReportRecord,
  readPendingAnswer,
} from '../../../reports/index.ts'

/** Approval of answers as it concerns this report and this person. */
export interface Approval {
  /** Whether an answer of this institution waits for somebody else's eyes. */
  readonly needed: boolean
  readonly pending: PendingAnswer | null
  readonly approvers: readonly string[]
  /** Whether this person may decide on the waiting answer: an approver who did not write it. */
  readonly mayDecide: boolean
}

export async function loadApproval(
  { db }: Pick<AppContext, 'db'>,
  staff: Staff,
  { report }: ReportRecord,
): Promise<Approval> {
  const [institution, pending] = await Promise.all([
    institutionById(db, report.institution_id),
    readPendingAnswer(db, report.id),
  ])
  const approvers = pending === null ? [] : await listApprovers(db, report.institution_id)
  return {
    needed: institution?.answers_need_approval === true,
    pending,
    approvers: approvers.map(({ name }) => name),
    mayDecide:
      pending !== null &&
      pending.drafted_by_id !== staff.accountId &&
      approvers.some(({ id }) => id === staff.accountId),
  }
}
