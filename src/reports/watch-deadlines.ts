import type { Db, DeadlineRow } from '../db/index.ts'
import { type ActionContext, perform, type ReportDeps } from './act.ts'
import { loadPlace, SYSTEM } from './actor.ts'
import { levelAboveOrNull } from './assignments.ts'
import type { ReportAction } from './workflow.ts'

const BATCH = 200

/**
 * Say what is due to be said of deadlines: a warning when a fifth of the time is left, the miss, and two working days
 * later the offer to the level above; each an event with its notification.
 * May run late, twice or at once on several workers: what was said is marked under the report's lock, and the scan
 * touches only what is due.
 * @returns how many steps were taken
 */
export async function watchDeadlines(deps: ReportDeps): Promise<number> {
  let steps = 0
  for (;;) {
    const due = await deadlinesToCheck(deps.db, deps.clock.now(), BATCH)
    let taken = 0
    for (const number of new Set(due)) taken += await watchReport(deps, number)
    steps += taken
    if (due.length < BATCH || taken === 0) return steps
  }
}

/**
 * The reports whose deadlines have something to be said, the longest due first, one for each deadline. Read from the
 * index of what is still to be said, up to now and no further.
 */
export async function deadlinesToCheck(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('deadlines')
    .innerJoin('reports', 'reports.id', 'deadlines.report_id')
    .select('reports.tracking_number')
    .where('next_check_at', '<=', now)
    .orderBy('next_check_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.tracking_number)
}

/** The same for one report. */
export function watchReport(deps: ReportDeps, trackingNumber: string): Promise<number> {
  return deps.db.transaction().execute(async (tx) => {
    const now = deps.clock.now()
    const report = await tx
      .selectFrom('reports')
      .selectAll()
      .where('tracking_number', '=', trackingNumber)
      .forNoKeyUpdate()
      // Whoever holds it now changes what is due; the next run sees the outcome.
      .skipLocked()
      .executeTakeFirst()
    if (report === undefined) return 0
    let context: ActionContext = { tx, report, place: await loadPlace(tx, report), now }
    let steps = 0
    const deadlines = await tx
      .selectFrom('deadlines')
      .selectAll()
      .where('report_id', '=', report.id)
      .where('next_check_at', '<=', now)
      .execute()
    for (const deadline of deadlines) {
      for (const step of stepsOf(deadline, now)) {
        const { report: moved } = await perform({ ...deps, db: tx }, SYSTEM, context, step, async () => ({
          visibility: step === 'deadline_warned' ? 'internal' : 'public',
          data: {
            deadline: deadline.kind,
            due_at: deadline.due_at?.toISOString() ?? null,
            owner_id: deadline.institution_id,
          },
          targetId: step === 'escalation_offered' ? await above(tx, report.holder_id) : report.holder_id,
        }))
        context = { ...context, report: moved }
        steps += 1
      }
      await mark(tx, deadline, report.holder_id, now)
    }
    return steps
  })
}

/** What is still to be said of a deadline at an instant; a late run says the miss and no longer warns of it. */
function stepsOf(deadline: DeadlineRow, now: Date): ReportAction[] {
  const { due_at, warn_at, escalate_at, warned_at, missed_at, escalated_at } = deadline
  if (due_at === null) return []
  const steps: ReportAction[] = []
  if (now <= due_at && warn_at !== null && now >= warn_at && warned_at === null) steps.push('deadline_warned')
  if (now > due_at && missed_at === null) steps.push('deadline_missed')
  if (escalate_at !== null && now >= escalate_at && escalated_at === null) steps.push('escalation_offered')
  return steps
}

async function mark(tx: Db, deadline: DeadlineRow, holderId: number, now: Date): Promise<void> {
  const { due_at, escalate_at } = deadline
  const missed = due_at !== null && now > due_at
  const escalated = escalate_at !== null && now >= escalate_at
  // Checked just after the last instant that still counts.
  const afterDue = due_at === null ? null : new Date(due_at.getTime() + 1)
  await tx
    .updateTable('deadlines')
    .set({
      warned_at: deadline.warned_at ?? now,
      missed_at: missed ? (deadline.missed_at ?? now) : null,
      missed_by_id: missed ? (deadline.missed_by_id ?? (await ownerOf(tx, deadline, holderId))) : null,
      escalated_at: escalated ? (deadline.escalated_at ?? now) : null,
      next_check_at: escalated ? null : missed ? escalate_at : afterDue,
    })
    .where('id', '=', deadline.id)
    .execute()
}

/** The level above; the national level has none, and stays told itself. */
async function above(tx: Db, holderId: number): Promise<number> {
  return (await levelAboveOrNull(tx, holderId))?.id ?? holderId
}

/** Whose miss it is: the supporting handler's of a task, the holder's of all else. */
async function ownerOf(tx: Db, deadline: DeadlineRow, holderId: number): Promise<number> {
  if (deadline.assignment_id === null) return holderId
  const task = await tx
    .selectFrom('assignments')
    .select('to_id')
    .where('id', '=', deadline.assignment_id)
    .executeTakeFirst()
  return task?.to_id ?? holderId
}
