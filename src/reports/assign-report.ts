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
import { checkOptionalText, checkText } from './check-text.ts'
import { lockReport } from './lock-report.ts'
import { planVerification, type VerifyReport } from './verify-report.ts'

export interface AssignReport extends VerifyReport {
  readonly institution_code: string
  readonly note?: string | null | undefined
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
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.clock.now()
    const { report, place } = await lockReport(tx, actor, trackingNumber, now, command.expectedVersion)
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
  })
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
  const note = checkOptionalText('note', command.note, 2_000)
  return {
    changes: {
      holder_id: target.id,
      institution_id: target.institution_id ?? target.id,
      published_at: report.published_at ?? now,
    },
    targetId: target.id,
    text: note,
    visibility: 'internal',
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
