import { type Expression, type SqlBool, sql } from 'kysely'
import { beyondStaffScope, byOnePlan, type Db, type ReportClass, type ReportState } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import {
  ALIVE_STATES,
  bandsOf,
  inBand,
  orderOf,
  type Part,
  type Risk,
  readByRisk,
  readNewest,
  riskOf,
} from './inbox-order.ts'
import { type InboxScope, OFFERED_STATES, selectIds } from './inbox-scopes.ts'
import { searchInbox } from './search-inbox.ts'

export interface InboxFilter {
  /** One or several; all when absent. */
  readonly state?: ReportState | readonly ReportState[] | undefined
  readonly scope: InboxScope
  /** Only what lies with our very own node, not with those below it. */
  readonly own?: boolean | undefined
  readonly overdue?: boolean | undefined
  /** Its deadline is near. */
  readonly warned?: boolean | undefined
  /** Its reporter disputed the answer and waits for another. */
  readonly disputed?: boolean | undefined
  /** Handed back, and waiting for a new assignment. */
  readonly returned?: boolean | undefined
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
  const read = (part: Part) => readPart(db, staff, filter, part)
  const states = filter.state === undefined ? [] : [filter.state].flat()
  // What is offered to us, or overdue, has missed a deadline that still runs.
  const isLate = filter.scope === 'offered' || filter.overdue === true
  const bands = isLate ? (['overdue'] as const) : bandsOf(states)
  const slice = { ...filter, states: filter.scope === 'offered' ? OFFERED_STATES : states }
  const page = await (filter.order === 'newest'
    ? readNewest(read, bands, slice)
    : readByRisk(read, bands, slice))
  return {
    reports: page.rows.map(({ id: _, created_at: __, warn_at: ___, ...report }) => report),
    nextCursor: page.nextCursor,
  }
}

/** The most urgent of what waits for our very own node, beside the report `except`; null where nothing does. */
export async function nextOwn(
  db: Db,
  staff: Staff,
  { states, now, except }: { states: readonly ReportState[]; now: Date; except: string },
): Promise<string | null> {
  const [isWanted] = conditionsOf({ scope: 'held', state: states, now, limit: 2 })
  for (const band of bandsOf(states)) {
    const conditions = [...(isWanted === undefined ? [] : [isWanted]), ...inBand(band, now, states)]
    const part = { order: 'due', conditions, limit: 2, wanted: 2 } as const
    const ids = selectIds(staff, 'held', { own: true, searching: false, part })
    const query = sql<{ tracking_number: string }>`select report.tracking_number
      from (${ids}) nearest join reports report on report.id = nearest.id order by ${orderOf(part)}`
    const { rows } = await beyondStaffScope(() => byOnePlan(() => query.execute(db)))
    const other = rows.find(({ tracking_number }) => tracking_number !== except)
    if (other !== undefined) return other.tracking_number
  }
  return null
}

/**
 * First only the ids, from an index as far as the part reaches; then what is shown of these few. The ids are looked for
 * beyond the staff's scope, since row-level security would read each report it passes; what is shown is within it.
 */
async function readPart(db: Db, staff: Staff, filter: InboxFilter, part: Part) {
  const rows = await beyondStaffScope(() => findIds(db, staff, filter, part))
  if (rows.length === 0) return []
  const shown = db
    .selectFrom('reports as report')
    .where(sql<SqlBool>`report.id = any(${rows.slice(0, part.wanted).map(({ id }) => id)}::bigint[])`)
    .orderBy(orderOf(part))
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
  return byOnePlan(() => shown.execute())
}

async function findIds(db: Db, staff: Staff, filter: InboxFilter, part: Part) {
  const sought = wordsOf(filter)
  const own = filter.own === true
  const conditions = [...conditionsOf(filter), ...part.conditions]
  if (sought?.words !== undefined) {
    const isAlive = part.order === 'due' || runsForSure(filter)
    return await searchInbox(db, staff, {
      scope: filter.scope,
      own,
      words: sought.words,
      isAlive,
      part: { ...part, conditions },
    })
  }
  const ids = selectIds(staff, filter.scope, {
    own,
    searching: sought !== null,
    part: { ...part, conditions: sought === null ? conditions : [...conditions, isNumbered(sought.number)] },
  })
  const { rows } = await (isPlain(filter) ? byOnePlan(() => ids.execute(db)) : ids.execute(db))
  return rows
}

/** What is asked for has not ended, in the very words of its conditions. */
function runsForSure({ scope, state = [], disputed, returned }: InboxFilter): boolean {
  const states = [state].flat()
  const run = states.length > 0 && states.every((name) => ALIVE_STATES.includes(name))
  return run || disputed === true || returned === true || scope === 'offered'
}

const NARROWING = [
  'warned',
  'disputed',
  'returned',
  'class',
  'categoryId',
  'areaCode',
  'holderId',
  'q',
  'numbers',
] as const satisfies readonly (keyof InboxFilter)[]

/** A tab of the inbox, which is asked for all day; what somebody looks for is planned for what it is. */
function isPlain(filter: InboxFilter): boolean {
  return NARROWING.every((key) => filter[key] === undefined || filter[key] === '')
}

function conditionsOf(filter: InboxFilter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = []
  if (filter.state !== undefined) {
    const states = [filter.state].flat().map((state) => sql.lit(state))
    conditions.push(sql<SqlBool>`report.state in (${sql.join(states)})`)
  }
  // By urgency, the band of what is overdue says so already.
  if (filter.overdue === true && filter.order === 'newest')
    conditions.push(sql<SqlBool>`report.due_at < ${filter.now}`)
  if (filter.warned === true)
    conditions.push(sql<SqlBool>`report.warn_at <= ${filter.now} and report.due_at >= ${filter.now}`)
  if (filter.disputed === true)
    conditions.push(sql<SqlBool>`report.state = 'in_progress' and report.reopen_count > 0`)
  if (filter.returned === true)
    conditions.push(sql<SqlBool>`report.state = 'submitted' and report.return_count > 0`)
  if (filter.class !== undefined) conditions.push(sql<SqlBool>`report.class = ${filter.class}`)
  if (filter.categoryId !== undefined) {
    conditions.push(sql<SqlBool>`report.category_id in
      (select id from categories where ${filter.categoryId} in (id, parent_id))`)
  }
  if (filter.areaCode !== undefined) {
    const below = `${filter.areaCode.replaceAll(/[%_\\]/g, '')}.%`
    conditions.push(sql<SqlBool>`(report.area_code = ${filter.areaCode} or report.area_code like ${below})`)
  }
  if (filter.holderId !== undefined) {
    conditions.push(
      sql<SqlBool>`report.holder_id in (select id from institutions where path @> array[${filter.holderId}::int])`,
    )
  }
  if (filter.numbers !== undefined)
    conditions.push(sql<boolean>`report.tracking_number = any(${[...filter.numbers]}::text[])`)
  return conditions
}

/** The beginning of a tracking number, or words in the title or text; staff also search what is not published. */
function wordsOf({ q = '' }: InboxFilter): { number: string; words?: never } | { words: string } | null {
  const digits = q.replaceAll(/[\s.\-#]/g, '')
  if (/^\d{6,10}$/.test(digits)) return { number: digits }
  return q.trim() === '' ? null : { words: q }
}

function isNumbered(beginning: string) {
  return sql<SqlBool>`report.tracking_number like ${`${beginning}%`}`
}
