import { sql } from 'kysely'
import { checkOptionalText, checkText } from '../check-text.ts'
import type { Db, ReportRow } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import {
  type ActionContext,
  type ActionPlan,
  type ActionResult,
  act,
  perform,
  type ReportDeps,
} from './act.ts'
import { type Actor, loadPlace, partiesOf, SYSTEM, staffMaySee } from './actor.ts'
import { handOver } from './assignments.ts'
import { clocksOf } from './mirror-to-joined.ts'
import { readTrackingNumber } from './tracking-number.ts'

export interface JoinReport {
  /** The tracking number of the report that is handled for both. */
  readonly into: string
  readonly text?: string | null | undefined
  readonly expectedVersion?: number | undefined
}

/**
 * Join a report to another one of the same incident. Its reporter keeps number, page and every message, and their own
 * word at the end; nothing of one reporter shows to another. Undone by `unjoinReport` without loss.
 */
export function joinReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: JoinReport,
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'join', expectedVersion: command.expectedVersion },
    async (context) => {
      const number = readTrackingNumber(command.into)
      const main = number === null ? null : await lockMain(context.tx, number)
      if (main === null) throw invalid([{ field: 'into', code: 'unknown_report' }])
      await refuseForeign(context.tx, actor, main)
      return planJoin(context, main, checkOptionalText('text', command.text, 2_000))
    },
  )
}

/** Let a report go its own way again, where it stands. */
export function unjoinReport(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { text: string; expectedVersion?: number | undefined },
): Promise<ActionResult> {
  return act(
    deps,
    actor,
    trackingNumber,
    { action: 'unjoin', expectedVersion: command.expectedVersion },
    ({ tx, report }) => {
      if (report.joined_to_id === null) throw new DomainError('not_joined', 409)
      const mainId = report.joined_to_id
      return {
        changes: { joined_to_id: null, joined_at: null },
        text: checkText('text', command.text, { min: 5, max: 2_000 }),
        visibility: 'internal',
        transition: { to: 'same', by: [], starts: clocksOf(report.state) },
        also: () => countSupport(tx, mainId),
      }
    },
  )
}

/** Join a freshly confirmed report that says "I have this too", if that report is still handled; else it stays its own. */
export async function joinSupported(deps: ReportDeps, context: ActionContext): Promise<void> {
  const { tx, report } = context
  if (report.supports_id === null) return
  const wanted = await tx
    .selectFrom('reports')
    .select('tracking_number')
    .where('id', '=', report.supports_id)
    .executeTakeFirst()
  const main = wanted === undefined ? null : await lockMain(tx, wanted.tracking_number)
  if (main === null || !JOINABLE.has(main.state) || main.joined_to_id !== null || main.id === report.id)
    return
  await perform(deps, SYSTEM, context, 'join', () => planJoin(context, main, null))
}

const JOINABLE: ReadonlySet<string> = new Set(['submitted', 'assigned', 'in_progress', 'on_hold'])

function planJoin({ tx, report, now }: ActionContext, main: ReportRow, text: string | null): ActionPlan {
  if (main.id === report.id) throw invalid([{ field: 'into', code: 'same_report' }])
  if (main.joined_to_id !== null) throw invalid([{ field: 'into', code: 'main_is_joined' }])
  if (!JOINABLE.has(main.state)) throw invalid([{ field: 'into', code: 'main_not_live' }])
  if (report.joined_to_id !== null) throw new DomainError('already_joined', 409)
  const moves = main.holder_id !== report.holder_id
  return {
    changes: {
      joined_to_id: main.id,
      joined_at: now,
      holder_id: main.holder_id,
      institution_id: main.institution_id,
    },
    text,
    visibility: 'internal',
    targetId: main.holder_id,
    data: { into: main.tracking_number },
    // On hold only its own reporter is asked; this one waits as assigned.
    transition: { to: main.state === 'on_hold' ? 'assigned' : main.state, by: [], clock: 'stop' },
    also: async () => {
      // Those that were joined to this one now follow the same report, each where it stands.
      await tx
        .updateTable('reports')
        .set({ joined_to_id: main.id })
        .where('joined_to_id', '=', report.id)
        .execute()
      if (moves) {
        const to = { id: main.holder_id, institution_id: main.institution_id }
        await handOver(tx, {
          reportId: report.id,
          fromId: report.holder_id,
          to,
          at: now,
          outcome: 'reassigned',
        })
      }
      await countSupport(tx, main.id)
    },
  }
}

/** People, not reports: who reported twice counts once. */
async function countSupport(tx: Db, mainId: number): Promise<void> {
  await tx
    .updateTable('reports')
    .set({
      support_count: sql<number>`(select count(distinct joined.reporter_id) from reports joined
        where joined.joined_to_id = reports.id and joined.reporter_id <> reports.reporter_id)`,
    })
    .where('id', '=', mainId)
    .execute()
}

async function lockMain(tx: Db, trackingNumber: string): Promise<ReportRow | null> {
  const main = await tx
    .selectFrom('reports')
    .selectAll()
    .where('tracking_number', '=', trackingNumber)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return main ?? null
}

/** One joins only to a report that one sees and works on oneself. */
async function refuseForeign(tx: Db, actor: Actor, main: ReportRow): Promise<void> {
  const place = await loadPlace(tx, main)
  if (actor.kind === 'staff' && !staffMaySee(actor.staff, place))
    throw invalid([{ field: 'into', code: 'unknown_report' }])
  const parties = partiesOf(actor, place)
  if (!parties.has('handler') && !parties.has('verifier')) throw notFound()
}
