import { checkText } from '../check-text.ts'
import { type Db, keptQuery } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { type ActionContext, type ActionResult, act, type ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'
import { type AnswerReport, planAnswer } from './answer-report.ts'

const REASON = { min: 5, max: 1_000 }

/** Send a waiting answer; only somebody other than its writer can, so that four eyes have seen it. */
export function approveAnswer(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  expectedVersion?: number,
): Promise<ActionResult> {
  return act(deps, actor, trackingNumber, { action: 'answer', expectedVersion }, async (context) => {
    const pending = await decide(context, actor, 'approved')
    const answer = await planAnswer(deps, context, { ...pending.command, evidenceRequired: false })
    return { ...answer, data: { ...answer.data, drafted_by: pending.drafted_by_id } }
  })
}

/** Give a waiting answer back to its writer with what is to be changed. */
export function rejectAnswer(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { text: string; expectedVersion?: number | undefined },
): Promise<ActionResult> {
  const request = { action: 'reject_answer', expectedVersion: command.expectedVersion } as const
  return act(deps, actor, trackingNumber, request, async (context) => {
    const pending = await decide(context, actor, 'rejected')
    return {
      text: checkText('text', command.text, REASON),
      visibility: 'internal',
      data: { drafted_by: pending.drafted_by_id },
    }
  })
}

export interface PendingAnswer {
  readonly drafted_by_id: number
  readonly drafted_by: string
  readonly command: AnswerReport
  readonly created_at: Date
}

/** The answer that waits for approval, if one does. */
export async function readPendingAnswer(db: Db, reportId: number): Promise<PendingAnswer | null> {
  const [row] = await readPending(db, { reportId })
  return row === undefined ? null : { ...row, command: row.command as AnswerReport }
}

const readPending = keptQuery((db, { reportId }: { reportId: number }) =>
  answers(db, reportId).where('decided_at', 'is', null),
)

/** The answer that an approver gave back, as long as nothing newer took its place: its writer goes on from there. */
export async function readReturnedAnswer(db: Db, reportId: number): Promise<PendingAnswer | null> {
  const [row] = await readLastDraft(db, { reportId })
  if (row === undefined || row.decision !== 'rejected') return null
  // Ended by a newer draft of its own writer, or with the report's move: nobody gave it back.
  if (row.decided_by_id === null || row.decided_by_id === row.drafted_by_id) return null
  return { ...row, command: row.command as AnswerReport }
}

const readLastDraft = keptQuery((db, { reportId }: { reportId: number }) =>
  answers(db, reportId).select(['decision', 'decided_by_id']).orderBy('pending_answers.id', 'desc').limit(1),
)

function answers(db: Db, reportId: number) {
  return db
    .selectFrom('pending_answers')
    .innerJoin('staff_accounts', 'staff_accounts.id', 'pending_answers.drafted_by_id')
    .select(['drafted_by_id', 'staff_accounts.name as drafted_by', 'command', 'pending_answers.created_at'])
    .where('report_id', '=', reportId)
}

/** Who may approve answers of an institution, by name. */
export function listApprovers(
  db: Db,
  institutionId: number,
): Promise<{ readonly id: number; readonly name: string }[]> {
  return db
    .selectFrom('staff_accounts')
    .innerJoin('institutions', 'institutions.id', 'staff_accounts.institution_id')
    .select(['staff_accounts.id', 'staff_accounts.name'])
    .where('institutions.institution_id', '=', institutionId)
    .where('may_approve', '=', true)
    .where('staff_accounts.active', '=', true)
    .orderBy('staff_accounts.name')
    .execute()
}

async function decide({ tx, report, now }: ActionContext, actor: Actor, decision: 'approved' | 'rejected') {
  const pending = await readPendingAnswer(tx, report.id)
  if (pending === null) throw new DomainError('no_pending_answer', 409)
  if (actor.kind !== 'staff' || !(await mayApprove(tx, actor.staff.accountId)))
    throw new DomainError('not_allowed', 403)
  if (pending.drafted_by_id === actor.staff.accountId) throw new DomainError('own_draft', 409)
  await tx
    .updateTable('pending_answers')
    .set({ decided_at: now, decided_by_id: actor.staff.accountId, decision })
    .where('report_id', '=', report.id)
    .where('decided_at', 'is', null)
    .execute()
  return pending
}

async function mayApprove(db: Db, accountId: number): Promise<boolean> {
  const row = await db
    .selectFrom('staff_accounts')
    .select('may_approve')
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.may_approve ?? false
}
