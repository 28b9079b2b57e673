import { type SqlBool, sql } from 'kysely'
import { byOnePlan, type Db } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { isNational } from './actor.ts'
import type { InboxReport } from './inbox.ts'
import { countScope, MOST_DUTIES_COUNTED } from './inbox-counts.ts'
import { readCursor, writeCursor } from './list-reports.ts'

/** What waits for us beside the reports we hold: tasks, reports offered to our level, answers to approve. */
export interface DutyCounts {
  readonly tasks: number
  readonly offered: number
  readonly toApprove: number
}

/** How much of each waits for this person. */
export async function countDuties(db: Db, staff: Staff, now: Date): Promise<DutyCounts> {
  const [tasks, offered, toApprove] = await Promise.all([
    byOnePlan(() => countTasks(db, staff)),
    mayTakeOver(staff) ? countScope(db, staff, 'offered', now) : 0,
    countScope(db, staff, 'to_approve', now),
  ])
  return { tasks: tasks.count, offered, toApprove }
}

export interface InboxTask extends InboxReport {
  /** What we were asked to do. */
  readonly task: string | null
}

/** The open tasks of one's institution or unit beside others' reports, the soonest due first. */
export async function readTasks(
  db: Db,
  staff: Staff,
  page: { now: Date; cursor?: string | undefined; limit: number },
): Promise<{ reports: InboxTask[]; nextCursor: string | null }> {
  let query = openTasksOf(db, staff)
    .innerJoin('institutions as holder', 'holder.id', 'report.holder_id')
    .innerJoin('institutions as institution', 'institution.id', 'report.institution_id')
    .leftJoin('categories as category', 'category.id', 'report.category_id')
    .leftJoin('areas as area', 'area.code', 'report.area_code')
    .leftJoin('deadlines as due', (join) =>
      // By the report too: that is what deadlines are found by.
      join.onRef('due.report_id', '=', 'duty.report_id').onRef('due.assignment_id', '=', 'duty.id'),
    )
    .select([
      'duty.id',
      'duty.task',
      'report.tracking_number',
      'report.state',
      'report.class',
      'report.oversight',
      'report.secret',
      'report.anonymous',
      sql<string>`coalesce(report.public_title, report.title)`.as('title'),
      sql<string>`left(report.body, 160)`.as('excerpt'),
      'category.name_id as category_name_id',
      'category.name_en as category_name_en',
      'area.full_name as area_name',
      'holder.code as holder_code',
      'holder.short_name as holder_name',
      'institution.short_name as institution_name',
      'report.submitted_at',
      'due.due_at',
      'due.kind as due_kind',
      sql<'overdue' | 'warned' | null>`case when due.due_at < ${page.now} then 'overdue'
        when due.warn_at <= ${page.now} then 'warned' end`.as('risk'),
      'report.return_count',
      'report.reopen_count',
      'report.channel',
      'report.version',
      sql<boolean>`report.verified_at is not null`.as('verified'),
    ])
    .orderBy(sql`coalesce(due.due_at, 'infinity')`)
    .orderBy('duty.id')
    .limit(page.limit + 1)
  if (page.cursor !== undefined) {
    const after = readCursor(page.cursor)
    query = query.where(sql<SqlBool>`(coalesce(due.due_at, 'infinity'), duty.id)
      > (coalesce(${after.at}::timestamptz, 'infinity'), ${after.id}::bigint)`)
  }
  const rows = await query.execute()
  const last = rows[page.limit - 1]
  const more = rows.length > page.limit && last !== undefined
  return {
    reports: rows.slice(0, page.limit).map(({ id: _, ...task }) => task),
    nextCursor: more ? writeCursor(last.due_at, last.id) : null,
  }
}

function countTasks(db: Db, staff: Staff): Promise<{ count: number }> {
  return db
    .selectFrom(openTasksOf(db, staff).select('duty.id').limit(sql.lit(MOST_DUTIES_COUNTED)).as('few'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
}

function mayTakeOver(staff: Staff): boolean {
  return staff.role === 'national_admin' || staff.role === 'institution_admin'
}

function openTasksOf(db: Db, staff: Staff) {
  const scope = staff.role === 'unit_officer' ? staff.nodeId : staff.institutionId
  const ours = isNational(staff)
    ? sql<SqlBool>`duty.to_id = ${scope}`
    : sql<SqlBool>`duty.to_id in (select id from institutions where path @> array[${scope}::int])`
  return (
    db
      .selectFrom('assignments as duty')
      .innerJoin('reports as report', 'report.id', 'duty.report_id')
      // Written out, as the partial index has it.
      .where('duty.role', '=', sql.lit('supporting'))
      .where('duty.ended_at', 'is', null)
      .where(ours)
  )
}
