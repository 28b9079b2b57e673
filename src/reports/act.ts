import { beyondStaffScope, inTransaction } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { type Actor, partiesOf } from './actor.ts'
import {
  type ActionContext,
  type ActionPlan,
  type ActionResult,
  apply,
  type ReportDeps,
} from './apply-action.ts'
import { lockReport } from './lock-report.ts'
import { mirror } from './mirror-to-joined.ts'
import { type ReportAction, transition } from './workflow.ts'

export type { ActionContext, ActionPlan, ActionResult, ReportDeps } from './apply-action.ts'

export interface ActionRequest {
  readonly action: ReportAction
  /** The version the actor saw; another one in between is refused, so that no one's work is overwritten. */
  readonly expectedVersion?: number | undefined
}

/**
 * Do one thing to one report: lock it, judge it by the workflow, change it, chain its event, move its deadlines and
 * enqueue its notification, all in one transaction.
 * @throws DomainError not_found, changed_meanwhile (409), action_not_possible (409), not_allowed (403)
 */
export function act(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  request: ActionRequest,
  plan: (context: ActionContext) => Promise<ActionPlan> | ActionPlan,
): Promise<ActionResult> {
  // An action reaches further than its actor sees: the level above, joined reports, whoever is told.
  return beyondStaffScope(() =>
    inTransaction(deps.db, async (tx) => {
      const now = deps.clock.now()
      const { report, place } = await lockReport(tx, actor, trackingNumber, now, request.expectedVersion)
      return perform({ ...deps, db: tx }, actor, { tx, report, place, now }, request.action, plan)
    }),
  )
}

/** The same inside a transaction that already holds the report's lock; for actions that follow one another at once. */
export async function perform(
  deps: ReportDeps,
  actor: Actor,
  context: ActionContext,
  action: ReportAction,
  plan: (context: ActionContext) => Promise<ActionPlan> | ActionPlan,
): Promise<ActionResult> {
  const { report, place } = context
  const rule = transition(report.state, action)
  if (rule === null) {
    throw new DomainError('action_not_possible', 409, { values: { state: report.state, action } })
  }
  const parties = partiesOf(actor, place)
  if (!rule.by.some((party) => parties.has(party))) throw new DomainError('not_allowed', 403)
  if (report.joined_to_id !== null && actor.kind === 'staff' && !ON_JOINED.has(action)) {
    throw new DomainError('joined_report', 409)
  }
  const planned = await plan(context)
  const done = await apply(deps, actor, context, action, {
    ...planned,
    transition: planned.transition ?? rule,
  })
  const judged = { ...planned, transition: planned.transition ?? rule }
  await mirror(deps, actor, context, { ...done, action, planned: judged })
  return done
}

/** What staff may do to a report that is handled with another one; everything else happens there. */
const ON_JOINED: ReadonlySet<ReportAction> = new Set(['unjoin', 'correct', 'deadline_moved'])
