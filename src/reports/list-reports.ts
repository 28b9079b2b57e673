import { type Expression, type SqlBool, sql } from 'kysely'
import { byOnePlan, type Db, type ReportClass, type ReportState } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { type Narrowed, PUBLIC, searchPublished, selectNewest } from './search-published.ts'

export interface ReportFilter {
  readonly state?: ReportState | undefined
  readonly class?: ReportClass | undefined
  readonly institutionId?: number | undefined
  readonly categoryId?: number | undefined
  /** A Kemendagri code; everything below it counts. */
  readonly areaCode?: string | undefined
  /** Words, "a phrase", -not; PostgreSQL's websearch syntax in Indonesian. */
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export interface ListedReport {
  readonly tracking_number: string
  readonly state: ReportState
  readonly class: ReportClass
  readonly title: string
  readonly excerpt: string
  readonly category_name_id: string | null
  readonly category_name_en: string | null
  readonly area_name: string | null
  readonly institution_name: string
  readonly holder_name: string
  readonly published_at: Date
  readonly submitted_at: Date
  readonly due_at: Date | null
  readonly rating: number | null
}

const EXCERPT = 130

/** The beginning of the text, up to the end of a word, with a mark where more follows. */
function excerptOf() {
  return sql<string>`case when char_length(report.public_body) <= ${EXCERPT}::int then report.public_body
    else regexp_replace(left(report.public_body, ${EXCERPT}::int), '\\s+\\S*$', '') || '…' end`
}

/**
 * Published reports, newest first, by pages.
 * @returns the page and the cursor of the next one, null at the end
 */
export async function listPublicReports(
  db: Db,
  filter: ReportFilter,
): Promise<{ reports: ListedReport[]; nextCursor: string | null }> {
  const list = await narrow(db, filter)
  const wanted = filter.limit + 1
  const words = filter.q?.trim() ?? ''
  const ids =
    words === '' ? await readNewest(db, list, wanted) : await searchPublished(db, list, words, wanted)
  const rows = ids.length === 0 ? [] : await byOnePlan(() => readListed(db, ids))
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    reports: page.map(({ id: _, ...report }) => report),
    nextCursor:
      ids.length > filter.limit && last !== undefined ? writeCursor(last.published_at, last.id) : null,
  }
}

/** What is shown of these few, the newest first. */
function readListed(db: Db, ids: readonly number[]) {
  return (
    db
      .selectFrom('reports as report')
      .innerJoin('institutions as holder', 'holder.id', 'report.holder_id')
      .innerJoin('institutions as institution', 'institution.id', 'report.institution_id')
      .leftJoin('categories as category', 'category.id', 'report.category_id')
      .leftJoin('areas as area', 'area.code', 'report.area_code')
      .select([
        'report.id',
        'report.tracking_number',
        'report.state',
        'report.class',
        sql<string>`report.public_title`.as('title'),
        excerptOf().as('excerpt'),
        'category.name_id as category_name_id',
        'category.name_en as category_name_en',
        'area.full_name as area_name',
        'institution.short_name as institution_name',
        'holder.short_name as holder_name',
        sql<Date>`report.published_at`.as('published_at'),
        sql<Date>`report.submitted_at`.as('submitted_at'),
        'report.due_at',
        'report.rating',
      ])
      .where(sql<SqlBool>`report.id = any(${[...ids]}::bigint[])`)
      // Found a moment ago, and perhaps taken back since.
      .where(sql<SqlBool>`${sql.join([...PUBLIC], sql` and `)}`)
      .orderBy('report.published_at', 'desc')
      .orderBy('report.id', 'desc')
      .execute()
  )
}

async function readNewest(db: Db, list: Narrowed, wanted: number): Promise<readonly number[]> {
  const narrowed = { ...list, ordered: [...list.ordered, ...list.others] }
  const { rows } = await sql<{ id: number }>`${selectNewest(narrowed, wanted)}`.execute(db)
  return rows.map(({ id }) => id)
}

async function narrow(db: Db, filter: ReportFilter): Promise<Narrowed> {
  const base = [...PUBLIC]
  const ordered: Expression<SqlBool>[] = []
  const among: NonNullable<Narrowed['among']>[] = []
  const others: Expression<SqlBool>[] = []
  if (filter.institutionId !== undefined) {
    const id = filter.institutionId
    if (await isUnit(db, id))
      among.push({
        column: 'holder_id',
        ids: sql`select id from institutions where path @> array[${id}::int]`,
      })
    else ordered.push(sql`report.institution_id = ${id}`)
  }
  if (filter.categoryId !== undefined) {
    const id = filter.categoryId
    among.push({ column: 'category_id', ids: sql`select id from categories where ${id} in (id, parent_id)` })
  }
  if (filter.state !== undefined)
    (ordered.length === 0 ? ordered : others).push(sql`report.state = ${filter.state}`)
  if (filter.class !== undefined) others.push(sql`report.class = ${filter.class}`)
  if (filter.areaCode !== undefined) {
    const code = filter.areaCode
    const below = `${code.replaceAll(/[%_\\]/g, '')}.%`
    others.push(sql`(report.area_code = ${code} or report.area_code like ${below})`)
  }
  if (filter.cursor !== undefined) {
    const { at, id } = readCursor(filter.cursor)
    base.push(sql`(report.published_at, report.id) < (${at}::timestamptz, ${id}::bigint)`)
  }
  const [first = null, ...more] = among
  for (const { column, ids } of more) others.push(sql`report.${sql.ref(column)} = any(array(${ids}))`)
  return { base, ordered, among: first, others, city: cityOf(filter.areaCode) }
}

/** Where an area is a kabupaten or kota, or in one: by its code, as Kemendagri builds them. */
function cityOf(code: string | undefined): string | null {
  return code !== undefined && /^\d{2}\.\d{2}(\.|$)/.test(code) ? code.slice(0, 5) : null
}

async function isUnit(db: Db, id: number): Promise<boolean> {
  const node = await db
    .selectFrom('institutions')
    .select('institution_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return node?.institution_id !== undefined && node.institution_id !== null && node.institution_id !== id
}

/** Opaque to callers: where a page ended. */
export function writeCursor(at: Date | null, id: number): string {
  return Buffer.from(JSON.stringify([at?.toISOString() ?? null, id])).toString('base64url')
}

/** Just what `toISOString` writes: JavaScript reads dates that PostgreSQL does not. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** @throws DomainError invalid_input on `cursor` */
export function readCursor(cursor: string): { at: string | null; id: number } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parsed)) {
      const [at, id]: unknown[] = parsed
      const isInstant =
        at === null || (typeof at === 'string' && INSTANT.test(at) && !Number.isNaN(Date.parse(at)))
      if (isInstant && typeof id === 'number' && Number.isSafeInteger(id)) return { at, id }
    }
  } catch {
    // Fall through to the refusal: what cannot be read is no cursor of ours.
  }
  throw invalid([{ field: 'cursor', code: 'invalid_cursor' }])
}
