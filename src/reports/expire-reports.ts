import { type SqlBool, sql } from 'kysely'
import type { Db } from '../db/index.ts'
import type { DeadlineKind } from '../deadlines/index.ts'
import { DomainError } from '../errors.ts'
import { act, type ReportDeps } from './act.ts'
import { SYSTEM } from './actor.ts'
import type { ReportAction } from './workflow.ts'

/** What silence means, by the deadline that passed. */
const BY_DEADLINE = {
  identity: 'expire_identity',
  completion: 'expire_hold',
  reporter_reply: 'close_silent',
} as const satisfies Partial<Record<DeadlineKind, ReportAction>>

const BATCH = 200

/**
 * Apply what silence means to every report whose time has passed: unconfirmed ones and those on hold are archived,
 * answered ones closed. May run late, twice or at once on several workers: each report is judged under its lock.
 * @returns how many reports were moved
 */
export async function expireReports(deps: ReportDeps): Promise<number> {
  let moved = 0
  for (;;) {
    const due = await silentReports(deps.db, deps.clock.now(), BATCH)
    let movedNow = 0
    for (const { tracking_number, due_kind } of due) {
      const action =
        due_kind !== null && due_kind in BY_DEADLINE
          ? BY_DEADLINE[due_kind as keyof typeof BY_DEADLINE]
          : null
      if (action !== null && (await expireReport(deps, tracking_number, action))) movedNow += 1
    }
    moved += movedNow
    if (due.length < BATCH || movedNow === 0) return moved
  }
}

/** The reports whose reporter's time has passed, from the index of just these. */
export function silentReports(db: Db, now: Date, limit: number) {
  return (
    db
      .selectFrom('reports')
      .select(['tracking_number', 'due_kind'])
      .where('due_at', '<', now)
      // Written out as in the index, so that its being meant does not hang on a parameter.
      .where(sql<SqlBool>`due_kind in ('identity', 'completion', 'reporter_reply')`)
      // The population registry owes an answer, not the reporter.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('identity_waits')
              .select('report_id')
              .whereRef('report_id', '=', 'reports.id')
              .where('lacks', '=', 'answer'),
          ),
        ),
      )
      .orderBy('due_at')
      .limit(limit)
      .execute()
  )
}

/** Apply one silence to one report; false when it moved meanwhile or its time has not come. */
export async function expireReport(
  deps: ReportDeps,
  trackingNumber: string,
  action: 'expire_identity' | 'expire_hold' | 'close_silent',
): Promise<boolean> {
  try {
    await act(deps, SYSTEM, trackingNumber, { action }, ({ report, now }) => {
      // Another worker, or the reporter at the last moment, may have moved it between the scan and the lock.
      if (report.due_at === null || report.due_at >= now) throw new DomainError('action_not_possible', 409)
      if (action === 'close_silent')
        return { changes: { closed_at: now, close_kind: 'silence' }, visibility: 'public' }
      const reason = action === 'expire_identity' ? 'identity_not_confirmed' : 'incomplete'
      return {
        changes: { archived_at: now, archive_reason: reason, held_from: null },
        data: { reason },
        visibility: 'participants',
      }
    })
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}
