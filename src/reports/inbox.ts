import { sql } from 'kysely'
import type { Db, ReportClass, ReportState } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { isNational } from './actor.ts'
import { readCursor, writeCursor } from './list-reports.ts'

export interface InboxFilter {
  readonly state?: ReportState | undefined
  /** `held`: what lies with us now. `handed_on`: what we had and gave on. `all`: all we may see. */
  readonly scope: 'held' | 'handed_on' | 'all'
  readonly overdue?: boolean | undefined
  readonly q?: string | undefined
  readonly now: Date
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface InboxReport {
  readonly tracking_number: string
  readonly state: ReportState
  readonly class: ReportClass
  readonly oversight: boolean
  readonly secret: boolean
  readonly anonymous: boolean
  readonly title: string
  readonly excerpt: string
  readonly category_name_id: string | null
  readonly category_name_en: string | null
  readonly area_name: string | null
  readonly holder_code: string
  readonly holder_name: string
  readonly institution_name: string
  readonly submitted_at: Date | null
  readonly due_at: Date | null
  readonly due_kind: string | null
  readonly return_count: number
  readonly reopen_count: number
  readonly channel: string
  readonly version: number
}

/** The reports of one's institution or unit, the most urgent first. */
export async function readInbox(
  db: Db,
  staff: Staff,
  filter: InboxFilter,
): Promise<{ reports: InboxReport[]; nextCursor: string | null }> {
  let query = visible(db, staff, filter.scope)
    .innerJoin('institutions as holder', 'holder.id', 'report.holder_id')
    .innerJoin('institutions as institution', 'institution.id', 'report.institution_id')
    .leftJoin('categories as category', 'category.id', 'report.category_id')
    .leftJoin('areas as area', 'area.code', 'report.area_code')
    .select([
      'report.id',
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
      'report.due_at',
      'report.due_kind',
      'report.return_count',
      'report.reopen_count',
      'report.channel',
      'report.version',
    ])
    .orderBy(sql`coalesce(report.due_at, 'infinity')`)
    .orderBy('report.id')
    .limit(filter.limit + 1)
  if (filter.state !== undefined) query = query.where('report.state', '=', filter.state)
  if (filter.overdue === true) query = query.where('report.due_at', '<', filter.now)
  if (filter.q !== undefined && filter.q.trim() !== '') query = query.where(matches(filter.q))
  if (filter.cursor !== undefined) {
    const after = readCursor(filter.cursor)
    query = query.where(
      sql<boolean>`(coalesce(report.due_at, 'infinity'), report.id)
        > (coalesce(${after.at}::timestamptz, 'infinity'), ${after.id}::bigint)`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    reports: page.map(({ id: _, ...report }) => report),
    nextCursor: rows.length > filter.limit && last !== undefined ? writeCursor(last.due_at, last.id) : null,
  }
}

export interface InboxCounts {
  readonly byState: Readonly<Record<ReportState, number>>
  readonly overdue: number
}

/** How many reports lie with us, by state, and how many of them are overdue. */
export async function countInbox(db: Db, staff: Staff, now: Date): Promise<InboxCounts> {
  const rows = await visible(db, staff, 'held')
    .select([
      'report.state',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`count(*) filter (where report.due_at < ${now})::int`.as('overdue'),
    ])
    .groupBy('report.state')
    .execute()
  const byState: Record<ReportState, number> = {
    awaiting_identity: 0,
    submitted: 0,
    on_hold: 0,
    assigned: 0,
    in_progress: 0,
    answered: 0,
    closed: 0,
    archived: 0,
  }
  for (const row of rows) byState[row.state] = row.count
  return { byState, overdue: rows.reduce((sum, row) => sum + row.overdue, 0) }
}

/** What a member of staff may see, as a query; the same rule as `staffMaySee`. */
function visible(db: Db, staff: Staff, scope: InboxFilter['scope']) {
  const query = db.selectFrom('reports as report').where('report.state', '!=', 'awaiting_identity')
  const atInstitution = staff.nodeId === staff.institutionId
  const national = isNational(staff)
  if (national && scope === 'all') return query
  const subtree = sql<boolean>`report.holder_id in (select id from institutions where path @> array[${staff.nodeId}::int])`
  const held =
    national || atInstitution ? sql<boolean>`report.institution_id = ${staff.institutionId}` : subtree
  const ever = national
    ? sql<boolean>`exists (select from assignments a where a.report_id = report.id and a.to_id = ${staff.nodeId})`
    : atInstitution
      ? sql<boolean>`exists (select from assignments a
          where a.report_id = report.id and a.institution_id = ${staff.institutionId})`
      : sql<boolean>`exists (select from assignments a join institutions i on i.id = a.to_id
          where a.report_id = report.id and i.path @> array[${staff.nodeId}::int])`
  if (scope === 'held') return query.where(held)
  if (scope === 'handed_on') return query.where(sql<boolean>`not (${held})`).where(ever)
  return query.where(sql<boolean>`(${held} or ${ever})`)
}

/** A tracking number, or words in the title or text; staff also search what is not published. */
function matches(q: string) {
  const digits = q.replaceAll(/[\s.\-#]/g, '')
  if (/^\d{6,10}$/.test(digits)) return sql<boolean>`report.tracking_number like ${`${digits}%`}`
  return sql<boolean>`to_tsvector('indonesian', report.title || ' ' || report.body)
    @@ websearch_to_tsquery('indonesian', ${q})`
}
