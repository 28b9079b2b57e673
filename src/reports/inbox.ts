import { sql } from 'kysely'
import type { Db, ReportClass, ReportState } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { isNational } from './actor.ts'
import { type Risk, readByRisk, readNewest, riskOf } from './inbox-order.ts'
import { awaitsApprovalBy, offeredTo } from './inbox-scopes.ts'

export interface InboxFilter {
  /** One or several; all when absent. */
  readonly state?: ReportState | readonly ReportState[] | undefined
  /**
   * `held`: what lies with us now. `handed_on`: what we had and gave on. `all`: all we may see.
   * `offered`: missed by those below us, and ours to take over. `to_approve`: an answer that waits for our approval.
   */
  readonly scope: 'held' | 'handed_on' | 'all' | 'offered' | 'to_approve'
  /** Only what lies with our very own node, not with those below it. */
  readonly own?: boolean | undefined
  readonly overdue?: boolean | undefined
  readonly class?: ReportClass | undefined
  /** The category and those below it. */
  readonly categoryId?: number | undefined
  /** A Kemendagri code; everything below it counts. */
  readonly areaCode?: string | undefined
  /** A node that holds the report, itself or by one below it. */
  readonly holderId?: number | undefined
  readonly q?: string | undefined
  /** Just these. */
  readonly numbers?: readonly string[] | undefined
  /** `urgent` (default): what is at risk first. `newest`: what came last. */
  readonly order?: 'urgent' | 'newest' | undefined
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
  /** `overdue`: its deadline has passed. `warned`: less than a fifth of the time is left. */
  readonly risk: Risk
  readonly return_count: number
  readonly reopen_count: number
  readonly channel: string
  readonly version: number
  readonly verified: boolean
}

/** The reports of one's institution or unit, the most urgent or the newest first. */
export async function readInbox(
  db: Db,
  staff: Staff,
  filter: InboxFilter,
): Promise<{ reports: InboxReport[]; nextCursor: string | null }> {
  const query = selectInbox(db, staff, filter)
  const page = await (filter.order === 'newest' ? readNewest(query, filter) : readByRisk(query, filter))
  return {
    reports: page.rows.map(({ id: _, created_at: __, warn_at: ___, ...report }) => report),
    nextCursor: page.nextCursor,
  }
}

function selectInbox(db: Db, staff: Staff, filter: InboxFilter) {
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
      'report.created_at',
      'report.submitted_at',
      'report.due_at',
      'report.due_kind',
      'report.warn_at',
      riskOf(filter.now),
      'report.return_count',
      'report.reopen_count',
      'report.channel',
      'report.version',
      sql<boolean>`report.verified_at is not null`.as('verified'),
    ])
  for (const condition of conditionsOf(staff, filter)) query = query.where(condition)
  return query
}

export interface InboxCounts {
  readonly byState: Readonly<Record<ReportState, number>>
  /** Of them, what lies with our very own node, not with those below it. */
  readonly ownByState: Readonly<Record<ReportState, number>>
  readonly overdue: number
}

/** How many reports lie with us, by state, and how many of them are overdue. */
export async function countInbox(db: Db, staff: Staff, now: Date): Promise<InboxCounts> {
  const rows = await visible(db, staff, 'held')
    .select([
      'report.state',
      sql<number>`count(*)::int`.as('count'),
      sql<number>`count(*) filter (where report.holder_id = ${staff.nodeId})::int`.as('own'),
      sql<number>`count(*) filter (where report.due_at < ${now})::int`.as('overdue'),
    ])
    .groupBy('report.state')
    .execute()
  const byState = { ...NONE }
  const ownByState = { ...NONE }
  for (const row of rows) {
    byState[row.state] = row.count
    ownByState[row.state] = row.own
  }
  return { byState, ownByState, overdue: rows.reduce((sum, row) => sum + row.overdue, 0) }
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

/** What a member of staff may see, as a query; the same rule as `staffMaySee`. */
function visible(db: Db, staff: Staff, scope: InboxFilter['scope']) {
  const query = db.selectFrom('reports as report').where('report.submitted_at', 'is not', null)
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
  if (scope === 'offered')
    return national ? query.where(offeredTo(staff)) : query.where(held).where(offeredTo(staff))
  if (scope === 'to_approve') return query.where(held).where(awaitsApprovalBy(staff))
  if (scope === 'handed_on') return query.where(sql<boolean>`not (${held})`).where(ever)
  return query.where(sql<boolean>`(${held} or ${ever})`)
}

function conditionsOf(staff: Staff, filter: InboxFilter) {
  const conditions = []
  if (filter.own === true) conditions.push(sql<boolean>`report.holder_id = ${staff.nodeId}`)
  if (filter.state !== undefined) {
    conditions.push(sql<boolean>`report.state = any(${[filter.state].flat()}::text[])`)
  }
  if (filter.overdue === true) conditions.push(sql<boolean>`report.due_at < ${filter.now}`)
  if (filter.class !== undefined) conditions.push(sql<boolean>`report.class = ${filter.class}`)
  if (filter.categoryId !== undefined) {
    conditions.push(sql<boolean>`report.category_id in
      (select id from categories where ${filter.categoryId} in (id, parent_id))`)
  }
  if (filter.areaCode !== undefined) {
    const below = `${filter.areaCode.replaceAll(/[%_\\]/g, '')}.%`
    conditions.push(sql<boolean>`(report.area_code = ${filter.areaCode} or report.area_code like ${below})`)
  }
  if (filter.holderId !== undefined) {
    conditions.push(
      sql<boolean>`report.holder_id in (select id from institutions where path @> array[${filter.holderId}::int])`,
    )
  }
  if (filter.numbers !== undefined)
    conditions.push(sql<boolean>`report.tracking_number = any(${[...filter.numbers]}::text[])`)
  if (filter.q !== undefined && filter.q.trim() !== '') conditions.push(matches(filter.q))
  return conditions
}

/** A tracking number, or words in the title or text; staff also search what is not published. */
function matches(q: string) {
  const digits = q.replaceAll(/[\s.\-#]/g, '')
  if (/^\d{6,10}$/.test(digits)) return sql<boolean>`report.tracking_number like ${`${digits}%`}`
  return sql<boolean>`to_tsvector('indonesian', report.title || ' ' || report.body)
    @@ websearch_to_tsquery('indonesian', ${q})`
}
