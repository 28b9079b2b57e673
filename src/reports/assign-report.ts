import { checkOptionalText, checkText } from '../check-text.ts'
import { beyondStaffScope, inTransaction } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { institutionByCode } from '../institutions/index.ts'
import {
  type ActionContext,
  type ActionPlan,
  type ActionResult,
  act,
  perform,
  type ReportDeps,
} from './act.ts'
import type { Actor } from './actor.ts'
import { assignable, handOver, levelAbove } from './assignments.ts'
import { lockReport } from './lock-report.ts'
import { openDeadlines } from './report-deadlines.ts'
import { planVerification, type VerifyReport } from './verify-report.ts'

/** So many returns a report may have before the level above must decide. */
export const BINDING_AFTER_RETURNS = 3

export interface AssignReport extends VerifyReport {
  readonly institution_code: string
  readonly note?: string | null | undefined
  /** Assigning publishes what was written: in a pile nobody's name and address may go out unread. */
  readonly onlyVerified?: boolean | undefined
}

/**
 * Give a report to an institution or unit (disposisi) and start its deadlines.
 * A report that nobody verified yet is verified in the same step, with the corrections given here.
 */
export function assignReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: AssignReport,
): Promise<ActionResult> {
  return beyondStaffScope(() =>
    inTransaction(deps.db, async (tx) => {
      const now = deps.clock.now()
      const { report, place } = await lockReport(tx, actor, trackingNumber, now, command.expectedVersion)
      if (command.onlyVerified && report.state === 'submitted' && report.verified_at === null)
        throw new DomainError('verification_needed', 409)
      const inside = { ...deps, db: tx }
      let current = report
      if (report.state === 'submitted' && needsVerification(current.verified_at, command)) {
        const verified = await perform(inside, actor, { tx, report, place, now }, 'verify', (context) =>
          planVerification(context, command),
        )
        current = verified.report
      }
      return perform(inside, actor, { tx, report: current, place, now }, 'assign', (context) =>
        planAssignment(context, actor, command),
      )
    }),
  )
}

function needsVerification(verifiedAt: Date | null, command: AssignReport): boolean {
  const corrections = [
    command.class,
    command.category_code,
    command.title,
    command.public_body,
    command.oversight,
  ]
  return verifiedAt === null || corrections.some((value) => value !== undefined)
}

async function planAssignment(
  { tx, report, now }: ActionContext,
  actor: Actor,
  command: AssignReport,
): Promise<ActionPlan> {
  if (actor.kind !== 'staff') throw new DomainError('not_allowed', 403)
  const target = await assignable(tx, actor.staff, command.institution_code)
  if (target.id === report.holder_id && report.state !== 'submitted')
    throw new DomainError('already_there', 409)
  // After three returns somebody has to decide, and say why: the decision binds and everybody reads its reason.
  const binds = report.state === 'submitted' && report.return_count >= BINDING_AFTER_RETURNS
  const note = binds
    ? checkText('note', command.note ?? '', { min: 10, max: 2_000 })
    : checkOptionalText('note', command.note, 2_000)
  return {
    changes: {
      holder_id: target.id,
      institution_id: target.institution_id ?? target.id,
      published_at: report.published_at ?? now,
      binding_holder_id: binds ? target.id : report.binding_holder_id,
    },
    targetId: target.id,
    text: note,
    visibility: binds ? 'public' : 'internal',
    data: binds ? { binding: true } : {},
    also: (tx) =>
      handOver(tx, {
        reportId: report.id,
        fromId: report.holder_id,
        to: target,
        at: now,
        outcome: 'reassigned',
      }),
  }
}

export interface ReturnReport {
  readonly reason: string
  /** Whose it is, if the unit knows. */
  readonly proposed_code?: string | null | undefined
  readonly expectedVersion?: number | undefined
}

/** Hand a report back up as not one's own (bukan wewenang), with the reason everybody can read. */
export function returnReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: ReturnReport,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'return', expectedVersion: command.expectedVersion },
    async ({ tx, report, now }) => {
      if (report.binding_holder_id === report.holder_id) throw new DomainError('binding_decision', 409)
      const reason = checkText('reason', command.reason, { min: 10, max: 2_000 })
      const above = await levelAbove(tx, report.holder_id)
      const proposed = command.proposed_code ? await institutionByCode(tx, command.proposed_code) : null
      return {
        changes: {
          holder_id: above.id,
          institution_id: above.institution_id ?? above.id,
          return_count: report.return_count + 1,
        },
        targetId: above.id,
        text: reason,
        visibility: 'public',
        data: { from_id: report.holder_id, proposed_id: proposed?.id ?? null },
        also: (tx) =>
          handOver(tx, {
            reportId: report.id,
            fromId: report.holder_id,
            to: above,
            at: now,
            outcome: 'returned',
          }),
      }
    },
  )
}

/**
 * The level above takes a report whose deadline was missed two working days ago, to decide anew.
 * @throws DomainError not_escalated (409) when it was not offered
 */
export function takeOverReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { text: string; expectedVersion?: number | undefined },
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'take_over', expectedVersion: command.expectedVersion },
    async ({ tx, report, now }) => {
      const offered = (await openDeadlines(tx, report.id)).some((deadline) => deadline.escalated_at !== null)
      if (!offered) throw new DomainError('not_escalated', 409)
      const above = await levelAbove(tx, report.holder_id)
      return {
        changes: { holder_id: above.id, institution_id: above.institution_id ?? above.id },
        targetId: above.id,
        text: checkText('text', command.text, { min: 5, max: 2_000 }),
        visibility: 'public',
        data: { from_id: report.holder_id },
        also: (tx) =>
          handOver(tx, {
            reportId: report.id,
            fromId: report.holder_id,
            to: above,
            at: now,
            outcome: 'escalated',
          }),
      }
    },
  )
}
