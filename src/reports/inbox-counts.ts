import { sql } from 'kysely'
import { beyondStaffScope, byOnePlan, type Db, type ReportState } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { ALIVE, ALIVE_STATES, ENDED_STATES, inBand } from './inbox-order.ts'
import { heldBy, type InboxScope, OFFERED_STATES, selectIds } from './inbox-scopes.ts'

/** Counts go no further: an institution that holds more is told "999+", and nobody waits for the count of the rest. */
export const MOST_COUNTED = 1_000

/** Of what waits beside it: these are looked for among all that is overdue. */
export const MOST_DUTIES_COUNTED = 100

export interface InboxCounts {
  readonly byState: Readonly<Record<ReportState, number>>
  /** Of them, what lies with our very own node, not with those below it. */
  readonly ownByState: Readonly<Record<ReportState, number>>
  readonly overdue: number
}

const STATES = [...ALIVE_STATES, ...ENDED_STATES]

/** How many reports lie with us, by state, and how many of them are overdue; each `MOST_COUNTED` at most. */
export async function countInbox(db: Db, staff: Staff, now: Date): Promise<InboxCounts> {
  const held = heldBy(staff)
  const own = sql`report.holder_id = ${staff.nodeId}`
  const upTo = (condition: typeof held) => sql<number>`(select count(*)::int from (
    select from reports report where ${condition} and report.submitted_at is not null limit ${sql.lit(MOST_COUNTED)}) few)`
  const { rows } = await everywhereByOnePlan(() =>
    sql<{ state: ReportState | 'overdue'; count: number; own: number }>`
    select state.name as state,
      ${upTo(sql`${held} and report.state = state.name`)} as count,
      ${upTo(sql`${own} and report.state = state.name`)} as own
    from (values ${sql.join(STATES.map((state) => sql`(${sql.lit(state)})`))}) state (name)
    union all
    select 'overdue', ${upTo(sql`${held} and ${ALIVE} and report.due_at < ${now}`)}, 0
  `.execute(db),
  )
  const counts: InboxCounts = { byState: { ...NONE }, ownByState: { ...NONE }, overdue: 0 }
  return rows.reduce(
    ({ byState, ownByState, overdue }, row) =>
      row.state === 'overdue'
        ? { byState, ownByState, overdue: row.count }
        : {
            byState: { ...byState, [row.state]: row.count },
            ownByState: { ...ownByState, [row.state]: row.own },
            overdue,
          },
    counts,
  )
}

/** How many reports wait for our very own node to do something; `MOST_COUNTED` at most. */
export async function countWaiting(db: Db, staff: Staff): Promise<number> {
  const { rows } = await everywhereByOnePlan(() =>
    sql<{ count: number }>`
    select count(*)::int as count from (
      select from reports report where report.holder_id = ${staff.nodeId} and report.submitted_at is not null
        and report.state in ('submitted', 'assigned', 'in_progress') limit ${sql.lit(MOST_COUNTED)}) few
  `.execute(db),
  )
  return rows[0]?.count ?? 0
}

/** How many reports a scope holds of what waits for us; `MOST_DUTIES_COUNTED` at most. */
export async function countScope(
  db: Db,
  staff: Staff,
  scope: Extract<InboxScope, 'offered' | 'to_approve'>,
  now: Date,
): Promise<number> {
  const conditions = scope === 'offered' ? inBand('overdue', now, OFFERED_STATES) : [ALIVE]
  const part = { order: 'due', conditions, limit: MOST_DUTIES_COUNTED, wanted: MOST_DUTIES_COUNTED } as const
  const ids = selectIds(staff, scope, { own: false, searching: false, part })
  const { rows } = await everywhereByOnePlan(() =>
    sql<{ count: number }>`select count(*)::int as count from (${ids}) few`.execute(db),
  )
  return rows[0]?.count ?? 0
}

const NONE: Readonly<Record<ReportState, number>> = {
  awaiting_identity: 0,
  submitted: 0,
  on_hold: 0,
  assigned: 0,
  in_progress: 0,
  answered: 0,
  closed: 0,
  archived: 0,
}

function everywhereByOnePlan<Result>(run: () => Result): Result {
  return beyondStaffScope(() => byOnePlan(run))
}
