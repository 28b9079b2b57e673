import type { ReportRow, ReportState, Visibility } from '../db/index.ts'
import { type Actor, loadPlace, SYSTEM } from './actor.ts'
import { type ActionContext, apply, type JudgedPlan, type ReportDeps } from './apply-action.ts'
import { handOver } from './assignments.ts'
import type { ReportAction } from './workflow.ts'

/** What happens to a report happens to those joined to it. Questions to one reporter, and their judgement, do not. */
const MIRRORED: ReadonlySet<ReportAction> = new Set([
  'assign',
  'return',
  'take_over',
  'follow_up',
  'answer',
  'archive',
  'close',
  'task_follow_up',
  'task_done',
  'promise_kept',
])
/** The main report goes without having been handled: the others go on by themselves. */
const RELEASING: ReadonlySet<ReportAction> = new Set(['withdraw', 'expire_hold'])
const HANDLED: readonly ReportState[] = ['submitted', 'assigned', 'in_progress']

interface Deed {
  readonly action: ReportAction
  /** The main report as it now stands. */
  readonly report: ReportRow
  readonly seq: number
  readonly planned: JudgedPlan
}

/** Let those joined to a report follow what was just done to it, each with an event of its own. */
export async function mirror(
  deps: ReportDeps,
  actor: Actor,
  context: ActionContext,
  deed: Deed,
): Promise<void> {
  const { action, planned } = deed
  const follows = MIRRORED.has(action) && planned.visibility !== 'internal' ? true : action === 'assign'
  if (!context.place.hasJoined || (!follows && !RELEASING.has(action))) return
  const { tx, now } = context
  const joined = await tx
    .selectFrom('reports')
    .selectAll()
    .where('joined_to_id', '=', deed.report.id)
    .where('state', 'in', HANDLED)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  for (const report of joined) {
    const child: ActionContext = { tx, report, place: await loadPlace(tx, report), now }
    if (RELEASING.has(action)) await release(deps, child)
    else await follow(deps, actor, child, deed)
  }
}

async function follow(
  deps: ReportDeps,
  actor: Actor,
  child: ActionContext,
  { action, report: main, seq, planned }: Deed,
): Promise<void> {
  const { report, tx, now } = child
  const moves = report.holder_id !== main.holder_id
  const { transition } = planned
  // Who did it is told by name on each of the reports.
  await apply(deps, actor.kind === 'staff' ? actor : SYSTEM, child, action, {
    changes: {
      holder_id: main.holder_id,
      institution_id: main.institution_id,
      binding_holder_id: main.binding_holder_id,
      // Words that no verifier has seen are not shown to everybody: with the main report they only share its way.
      published_at: report.published_at ?? (report.public_body === null ? null : main.published_at),
      verified_at: report.verified_at ?? main.verified_at,
      first_follow_up_at: report.first_follow_up_at ?? main.first_follow_up_at,
      ...(action === 'answer' ? { answered_at: main.answered_at, answered_by_id: main.answered_by_id } : {}),
      ...(action === 'archive' ? { archived_at: main.archived_at, archive_reason: main.archive_reason } : {}),
      ...(action === 'close' ? { closed_at: main.closed_at, close_kind: main.close_kind } : {}),
    },
    text: planned.visibility === 'internal' ? null : (planned.text ?? null),
    visibility: visibleOn(report, main, planned.visibility),
    targetId: planned.targetId ?? null,
    data: { ...planned.data, mirror_of: main.tracking_number, mirror_seq: seq },
    // The handlers' clocks run on the main report alone; the reporter's own reply time runs here.
    transition: {
      ...transition,
      starts: (transition.starts ?? []).filter((kind) => kind === 'reporter_reply'),
    },
    also: async () => {
      if (!moves) return
      const to = { id: main.holder_id, institution_id: main.institution_id }
      await handOver(tx, {
        reportId: report.id,
        fromId: report.holder_id,
        to,
        at: now,
        outcome: 'reassigned',
      })
    },
  })
}

/** What is told on a secret report reaches the reporters joined to it, and no public page of theirs. */
function visibleOn(report: ReportRow, main: ReportRow, visibility: Visibility = 'participants'): Visibility {
  return visibility === 'public' && main.secret && !report.secret ? 'participants' : visibility
}

async function release(deps: ReportDeps, child: ActionContext): Promise<void> {
  await apply(deps, SYSTEM, child, 'unjoin', {
    changes: { joined_to_id: null, joined_at: null },
    visibility: 'public',
    transition: { to: 'same', by: ['system'], starts: clocksOf(child.report.state) },
  })
}

/** The clocks that run for a report that goes its own way again. */
export function clocksOf(state: ReportState): readonly ('verify' | 'first_follow_up' | 'solve')[] {
  return state === 'submitted' ? ['verify'] : ['first_follow_up', 'solve']
}
