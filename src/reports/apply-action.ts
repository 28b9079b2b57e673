import { sql, type Updateable } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Db, ReportRow, ReportState, ReportsTable, Visibility } from '../db/index.ts'
import type { Sealer } from '../identity/index.ts'
import type { Enqueue } from '../jobs/index.ts'
import { type Actor, actorColumns, type ReportPlace } from './actor.ts'
import { announceChange } from './announce.ts'
import { attachToEvent } from './attachments.ts'
import { chainEvent } from './event-chain.ts'
import { applyDeadlines, type Calendars } from './report-deadlines.ts'
import type { ReportAction, Transition } from './workflow.ts'

export interface ReportDeps {
  readonly db: Db
  readonly clock: Clock
  readonly enqueue: Enqueue
  readonly sealer: Sealer
  readonly calendars: Calendars
}

/** What an action changes beside the state. */
export interface ActionPlan {
  readonly changes?: Updateable<ReportsTable>
  readonly text?: string | null
  readonly visibility?: Visibility
  readonly targetId?: number | null
  readonly data?: Record<string, unknown>
  /** Ids of uploaded files that belong to this entry. */
  readonly attachments?: readonly string[]
  /** Where the table's own row is not meant: an internal note, a dispute that goes to the level above. */
  readonly transition?: Transition
  /** Rows that move with the report, in the same transaction. */
  readonly also?: (tx: Db, seq: number) => Promise<void>
}

export interface ActionContext {
  readonly tx: Db
  readonly report: ReportRow
  readonly place: ReportPlace
  readonly now: Date
}

export interface ActionResult {
  readonly report: ReportRow
  readonly seq: number
}

export type JudgedPlan = ActionPlan & { readonly transition: Transition }

/** Write a judged action: event, deadlines, state, files, notification. Judges nothing itself. */
export async function apply(
  deps: ReportDeps,
  actor: Actor,
  context: ActionContext,
  action: ReportAction,
  planned: JudgedPlan,
): Promise<ActionResult> {
  const { tx, report, now } = context
  const applied = planned.transition
  const state = nextState(applied, report)
  const seq = report.event_count + 1
  const event = chainEvent(
    {
      report_id: report.id,
      seq,
      at: now,
      type: action,
      from_state: report.state,
      to_state: state,
      ...actorColumns(actor),
      target_id: planned.targetId ?? null,
      visibility: planned.visibility ?? 'participants',
      text: planned.text ?? null,
      data: planned.data ?? {},
    },
    report.last_event_hash,
  )
  await tx
    .insertInto('report_events')
    .values({ ...event, data: JSON.stringify(event.data) })
    .execute()
  const moved: ReportRow = { ...report, ...definedChanges(planned.changes), state }
  const due = await applyDeadlines(tx, deps.calendars, { before: report, after: moved, rule: applied, now })
  const updated = await tx
    .updateTable('reports')
    .set({
      ...planned.changes,
      ...due,
      state,
      version: sql<number>`version + 1`,
      event_count: seq,
      last_event_hash: event.hash,
      updated_at: now,
    })
    .where('id', '=', report.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (planned.attachments !== undefined && planned.attachments.length > 0) {
    await attachToEvent(tx, {
      reportId: report.id,
      seq,
      ids: planned.attachments,
      visibility: event.visibility,
    })
  }
  await planned.also?.(tx, seq)
  if (state !== report.state && (state === 'closed' || state === 'archived'))
    await endTasks(tx, report.id, now)
  if (report.state === 'awaiting_identity' && state !== report.state) {
    await tx.deleteFrom('identity_waits').where('report_id', '=', report.id).execute()
  }
  const changesHands = moved.holder_id !== report.holder_id || !DRAFTING.has(state)
  if (context.place.hasDraft && changesHands && DRAFTING.has(report.state)) await endDraft(tx, report.id, now)
  await deps.enqueue(tx, 'notify', { report_id: report.id, seq })
  const supporting = context.place.supporting.map((path) => path.at(-1) ?? null)
  await announceChange(tx, report.id, [
    report.holder_id,
    updated.holder_id,
    planned.targetId ?? null,
    ...supporting,
  ])
  return { report: updated, seq }
}

/** Where an answer may wait for approval; a report that moved on or changed hands needs another one. */
const DRAFTING: ReadonlySet<ReportState> = new Set(['assigned', 'in_progress', 'on_hold'])

async function endDraft(tx: Db, reportId: number, now: Date): Promise<void> {
  await tx
    .updateTable('pending_answers')
    .set({ decided_at: now, decision: 'rejected' })
    .where('report_id', '=', reportId)
    .where('decided_at', 'is', null)
    .execute()
}

async function endTasks(tx: Db, reportId: number, now: Date): Promise<void> {
  await tx
    .updateTable('assignments')
    .set({ ended_at: now, outcome: 'ended' })
    .where('report_id', '=', reportId)
    .where('role', '=', 'supporting')
    .where('ended_at', 'is', null)
    .execute()
}

function nextState(rule: Transition, report: ReportRow): ReportState {
  if (rule.to === 'same') return report.state
  if (rule.to === 'back') return report.held_from ?? 'submitted'
  return rule.to
}

function definedChanges(changes: Updateable<ReportsTable> | undefined): Partial<ReportRow> {
  // Plans set plain values only; an SQL expression here would not be known to the deadlines.
  return (changes ?? {}) as Partial<ReportRow>
}
