import { checkText } from '../check-text.ts'
import { type Db, noteChange } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { activeBlockOf, blockReporter, liftBlock } from '../identity/index.ts'
import { readAbuseRules } from './abuse-rules.ts'
import { type ActionResult, act, type ReportDeps } from './act.ts'
import type { Actor } from './actor.ts'

/** The reporter reads it. */
const REASON = { min: 20, max: 2_000 }
const DAY_MS = 86_400_000

/**
 * Mark an archived report as false. Its reporter is told why and can object; what several marks lead to stands in the
 * rules: stated identity for the next reports, then a block for a time.
 * @throws DomainError not_allowed (403), action_not_possible (409) for a report that is not archived, already_marked
 *   (409), invalid_input on `reason`
 */
export function markFalse(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { readonly reason: string },
): Promise<ActionResult> {
  const accountId = accountOf(actor)
  return act(deps, actor, trackingNumber, { action: 'mark_false' }, ({ report, now }) => {
    const reason = checkText('reason', command.reason, REASON)
    return {
      text: reason,
      visibility: 'participants',
      also: async (tx) => {
        const row = await tx
          .insertInto('false_marks')
          .values({
            report_id: report.id,
            reporter_id: report.reporter_id,
            marked_by: accountId,
            marked_at: now,
            reason,
          })
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst()
        if (row === undefined) throw new DomainError('already_marked', 409)
        const subject = `report ${trackingNumber}`
        await noteChange(tx, {
          area: 'abuse',
          at: now,
          accountId,
          action: 'marked_false',
          subject,
          data: { reason },
        })
        await blockWhereDue({ ...deps, db: tx }, report.reporter_id, report.id)
      },
    }
  })
}

/**
 * Take a mark back, with what followed from it: a block that only the marks had brought about ends.
 * @throws DomainError not_allowed (403), not_marked (409), invalid_input on `reason`
 */
export function unmarkFalse(
  deps: ReportDeps,
  actor: Actor,
  trackingNumber: string,
  command: { readonly reason: string },
): Promise<ActionResult> {
  const accountId = accountOf(actor)
  return act(deps, actor, trackingNumber, { action: 'unmark_false' }, ({ report, now }) => {
    const reason = checkText('reason', command.reason, { ...REASON, min: 10 })
    return {
      text: reason,
      visibility: 'participants',
      also: async (tx) => {
        const undone = await undoMark(tx, { reportId: report.id, accountId, now, reason })
        if (!undone) throw new DomainError('not_marked', 409)
        const subject = `report ${trackingNumber}`
        await noteChange(tx, {
          area: 'abuse',
          at: now,
          accountId,
          action: 'unmarked',
          subject,
          data: { reason },
        })
        await liftWhereUndone({ ...deps, db: tx }, report.reporter_id, { reason, accountId })
      },
    }
  })
}

/** A report that is taken up again carries no mark. */
export async function dropMark(
  deps: ReportDeps,
  actor: Actor,
  report: { readonly id: number; readonly reporter_id: number; readonly tracking_number: string },
  reason: string,
): Promise<void> {
  const accountId = actor.kind === 'staff' ? actor.staff.accountId : null
  const now = deps.clock.now()
  if (!(await undoMark(deps.db, { reportId: report.id, accountId, now, reason }))) return
  const subject = `report ${report.tracking_number}`
  await noteChange(deps.db, { area: 'abuse', at: now, accountId, action: 'unmarked', subject })
  await liftWhereUndone(deps, report.reporter_id, { reason: TAKEN_UP, accountId })
}

const TAKEN_UP = 'Laporan yang ditandai ditangani kembali. / The marked report is being handled again.'

/** Whether enough open marks stand against a reporter that they have to state who they are. */
export async function marksAskIdentity(db: Db, reporterId: number, now: Date): Promise<boolean> {
  const marks = await countMarks(db, reporterId, now)
  return marks.open > 0 && marks.open >= marks.forIdentity
}

/** The open mark of a report; null when there is none. */
export async function readFalseMark(db: Db, reportId: number) {
  const row = await db
    .selectFrom('false_marks')
    .select(['id', 'reason', 'marked_at'])
    .where('report_id', '=', reportId)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** The marks, open ones first; of one reporter, or all. */
export function listFalseMarks(
  db: Db,
  filter: { readonly reporterId?: number; readonly limit?: number } = {},
) {
  let query = db
    .selectFrom('false_marks as mark')
    .innerJoin('reports as report', 'report.id', 'mark.report_id')
    .innerJoin('staff_accounts as account', 'account.id', 'mark.marked_by')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select([
      'mark.id',
      'mark.report_id',
      'mark.reason',
      'mark.marked_at',
      'mark.undone_at',
      'mark.undone_reason',
      'report.tracking_number',
      'report.title',
      'account.name as marked_by',
      'node.short_name as node',
    ])
    .orderBy('mark.id', 'desc')
    .limit(filter.limit ?? 100)
  if (filter.reporterId !== undefined) query = query.where('mark.reporter_id', '=', filter.reporterId)
  return query.execute()
}

async function blockWhereDue(deps: ReportDeps, reporterId: number, reportId: number): Promise<void> {
  const now = deps.clock.now()
  const marks = await countMarks(deps.db, reporterId, now)
  if (marks.open < marks.forBlock || (await activeBlockOf(deps.db, reporterId, now)) !== null) return
  await blockReporter(deps, {
    who: { reporterId, becauseOf: reportId },
    reason: `${marks.open} laporan Anda ditandai tidak benar. / ${marks.open} of your reports were marked as false.`,
    days: marks.blockDays,
    accountId: null,
  })
}

async function liftWhereUndone(
  deps: ReportDeps,
  reporterId: number,
  by: { readonly reason: string; readonly accountId: number | null },
): Promise<void> {
  const marks = await countMarks(deps.db, reporterId, deps.clock.now())
  if (marks.open >= marks.forBlock) return
  const blocks = await deps.db
    .selectFrom('reporter_blocks')
    .select('id')
    .where('reporter_id', '=', reporterId)
    .where('blocked_by', 'is', null)
    .where('ended_at', 'is', null)
    .execute()
  for (const { id } of blocks) await liftBlock(deps, id, by)
}

async function countMarks(db: Db, reporterId: number, now: Date) {
  const rules = await readAbuseRules(db)
  const { count } = await db
    .selectFrom('false_marks')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('reporter_id', '=', reporterId)
    .where('undone_at', 'is', null)
    .where('marked_at', '>', new Date(now.getTime() - rules.within_days * DAY_MS))
    .executeTakeFirstOrThrow()
  return {
    open: Number(count),
    forIdentity: rules.marks_for_identity,
    forBlock: rules.marks_for_block,
    blockDays: rules.block_days,
  }
}

async function undoMark(
  tx: Db,
  {
    reportId,
    accountId,
    now,
    reason,
  }: { reportId: number; accountId: number | null; now: Date; reason: string },
): Promise<boolean> {
  const undone = await tx
    .updateTable('false_marks')
    .set({ undone_by: accountId, undone_at: now, undone_reason: reason })
    .where('report_id', '=', reportId)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return undone !== undefined
}

function accountOf(actor: Actor): number {
  if (actor.kind !== 'staff') throw new DomainError('not_allowed', 403)
  return actor.staff.accountId
}
