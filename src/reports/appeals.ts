import { type SqlBool, sql } from 'kysely'
import { checkOptionalText, checkText } from '../check-text.ts'
import { type Db, inTransaction, noteChange } from '../db/index.ts'
import { DomainError, notFound } from '../errors.ts'
import { blockIsOf, liftBlock, type Staff } from '../identity/index.ts'
import type { ReportDeps } from './act.ts'
import { unmarkFalse } from './false-reports.ts'

/** What a person objects to. */
export type AppealedTo = { readonly blockId: number } | { readonly markId: number }

const TEXT = { min: 10, max: 2_000 }

/**
 * A person objects to their block, or to a mark on a report of theirs; national admins hear of it.
 * @throws DomainError not_found for what is not theirs or has ended; already_appealed (409); invalid_input on `text`
 */
export async function appeal(
  deps: ReportDeps,
  reporterId: number,
  to: AppealedTo,
  text: string,
): Promise<number> {
  const checked = checkText('text', text, TEXT)
  return inTransaction(deps.db, async (tx) => {
    if (!(await isOpenAndOwn(tx, reporterId, to))) throw notFound()
    const now = deps.clock.now()
    const row = await tx
      .insertInto('appeals')
      .values({
        block_id: 'blockId' in to ? to.blockId : null,
        mark_id: 'markId' in to ? to.markId : null,
        text: checked,
        made_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row === undefined) throw new DomainError('already_appealed', 409)
    // What a person wrote is theirs to have deleted; that they objected stays.
    const subject = subjectOf(to)
    await noteChange(tx, { area: 'abuse', at: now, accountId: null, action: 'appealed', subject })
    await deps.enqueue(tx, 'tell_abuse', { what: 'appealed', id: row.id })
    return row.id
  })
}

/**
 * Decide on an objection. Granted, the block ends or the mark goes, with everything that followed; refused takes a
 * reason, and somebody else than who blocked or marked wherever there is one.
 * @throws DomainError not_found; already_decided (409); not_own_decision (403); invalid_input on `reason`
 */
export async function decideAppeal(
  deps: ReportDeps,
  staff: Staff,
  appealId: number,
  command: { readonly grant: boolean; readonly reason: string },
): Promise<void> {
  const reason = command.grant
    ? (checkOptionalText('reason', command.reason, TEXT.max) ?? 'Keberatan dikabulkan.')
    : checkText('reason', command.reason, TEXT)
  await inTransaction(deps.db, async (tx) => {
    const row = await tx
      .selectFrom('appeals as appeal')
      .leftJoin('reporter_blocks as block', 'block.id', 'appeal.block_id')
      .leftJoin('false_marks as mark', 'mark.id', 'appeal.mark_id')
      .leftJoin('reports as report', 'report.id', 'mark.report_id')
      .select([
        'appeal.block_id',
        'appeal.mark_id',
        'appeal.decided_at',
        'report.tracking_number',
        'mark.undone_at',
        sql<number | null>`coalesce(block.blocked_by, mark.marked_by)`.as('done_by'),
      ])
      .where('appeal.id', '=', appealId)
      .forUpdate('appeal')
      .executeTakeFirst()
    if (row === undefined) throw notFound()
    if (row.decided_at !== null) throw new DomainError('already_decided', 409)
    if (!command.grant && row.done_by === staff.accountId && (await hasColleague(tx, staff))) {
      throw new DomainError('not_own_decision', 403)
    }
    const now = deps.clock.now()
    await tx
      .updateTable('appeals')
      .set({ decided_by: staff.accountId, decided_at: now, granted: command.grant, decision_reason: reason })
      .where('id', '=', appealId)
      .execute()
    const to = row.block_id === null ? { markId: row.mark_id ?? 0 } : { blockId: row.block_id }
    const action = command.grant ? 'appeal_granted' : 'appeal_refused'
    const said = { at: now, accountId: staff.accountId, action, subject: subjectOf(to), data: { reason } }
    await noteChange(tx, { ...said, area: 'abuse' })
    const inside = { ...deps, db: tx }
    // The lifting and the unmarking tell the person themselves, also where they came before the decision.
    if (!command.grant) await deps.enqueue(tx, 'tell_abuse', { what: 'appeal_refused', id: appealId })
    else if (row.block_id !== null) {
      await liftBlock(inside, row.block_id, { reason: padded(reason), accountId: staff.accountId })
    } else if (row.tracking_number !== null && row.undone_at === null) {
      await unmarkFalse(inside, { kind: 'staff', staff, channel: 'web' }, row.tracking_number, {
        reason: padded(reason),
      })
    }
  })
}

/** A short word of approval is reason enough. */
function padded(reason: string): string {
  return [...reason].length >= TEXT.min ? reason : `Keberatan dikabulkan: ${reason}`
}

/** Objections with what they are about; those that wait first, the oldest of them first. */
export function listAppeals(db: Db, filter: { readonly reporterId?: number } = {}) {
  let query = db
    .selectFrom('appeals as appeal')
    .leftJoin('reporter_blocks as block', 'block.id', 'appeal.block_id')
    .leftJoin('false_marks as mark', 'mark.id', 'appeal.mark_id')
    .leftJoin('reports as report', (join) =>
      join.on(sql<SqlBool>`report.id = coalesce(mark.report_id, block.because_of)`),
    )
    .leftJoin('staff_accounts as decider', 'decider.id', 'appeal.decided_by')
    .select([
      'appeal.id',
      'appeal.block_id',
      'appeal.mark_id',
      'appeal.text',
      'appeal.made_at',
      'appeal.decided_at',
      'appeal.granted',
      'appeal.decision_reason',
      'decider.name as decider',
      'report.tracking_number',
      sql<string>`coalesce(block.reason, mark.reason)`.as('reason'),
      sql<number | null>`coalesce(block.blocked_by, mark.marked_by)`.as('done_by'),
    ])
    .orderBy(sql`appeal.decided_at is not null`)
    .orderBy(sql`case when appeal.decided_at is null then appeal.id end`)
    .orderBy('appeal.id', 'desc')
    .limit(100)
  const { reporterId } = filter
  if (reporterId !== undefined) {
    query = query.where(sql<boolean>`coalesce(block.reporter_id, mark.reporter_id) = ${reporterId}`)
  }
  return query.execute()
}

async function isOpenAndOwn(tx: Db, reporterId: number, to: AppealedTo): Promise<boolean> {
  if ('markId' in to) {
    const mark = await tx
      .selectFrom('false_marks')
      .select('id')
      .where('id', '=', to.markId)
      .where('reporter_id', '=', reporterId)
      .where('undone_at', 'is', null)
      .executeTakeFirst()
    return mark !== undefined
  }
  const block = await tx
    .selectFrom('reporter_blocks as block')
    .select('block.id')
    .where('block.id', '=', to.blockId)
    .where('block.ended_at', 'is', null)
    .where(blockIsOf(reporterId))
    .executeTakeFirst()
  if (block === undefined) return false
  // From now on it is known whose it is, so that they can be told.
  await tx
    .updateTable('reporter_blocks')
    .set({ reporter_id: reporterId })
    .where('id', '=', to.blockId)
    .where('reporter_id', 'is', null)
    .execute()
  return true
}

async function hasColleague(tx: Db, staff: Staff): Promise<boolean> {
  const other = await tx
    .selectFrom('staff_accounts')
    .select('id')
    .where('role', '=', 'national_admin')
    .where('active', '=', true)
    .where('service', '=', false)
    .where('id', '!=', staff.accountId)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

function subjectOf(to: AppealedTo): string {
  return 'blockId' in to ? `block ${to.blockId}` : `mark ${to.markId}`
}
