import { sql } from 'kysely'
import type { Db, ReportClass, ReportState } from '../db/index.ts'
import { invalid } from '../errors.ts'

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

const EXCERPT = 220

/**
 * Published reports, newest first, by pages.
 * @returns the page and the cursor of the next one, null at the end
 */
export async function listPublicReports(
  db: Db,
  filter: ReportFilter,
): Promise<{ reports: ListedReport[]; nextCursor: string | null }> {
  let query = db
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
      sql<string>`left(report.public_body, ${EXCERPT}::int)`.as('excerpt'),
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
    .where('report.published_at', 'is not', null)
    .where('report.secret', '=', false)
    .orderBy('report.published_at', 'desc')
    .orderBy('report.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.state !== undefined) query = query.where('report.state', '=', filter.state)
  if (filter.class !== undefined) query = query.where('report.class', '=', filter.class)
  if (filter.institutionId !== undefined) {
    const id = filter.institutionId
    query = query.where((where) =>
      where.or([
        where('report.institution_id', '=', id),
        where('report.holder_id', 'in', (inner) =>
          inner.selectFrom('institutions').select('id').where(sql<boolean>`path @> array[${id}::int]`),
        ),
      ]),
    )
  }
  if (filter.categoryId !== undefined) {
    const id = filter.categoryId
    query = query.where('report.category_id', 'in', (inner) =>
      inner
        .selectFrom('categories')
        .select('id')
        .where((where) => where.or([where('id', '=', id), where('parent_id', '=', id)])),
    )
  }
  if (filter.areaCode !== undefined) {
    const code = filter.areaCode
    query = query.where((where) =>
      where.or([
        where('report.area_code', '=', code),
        where('report.area_code', 'like', `${code.replaceAll(/[%_\\]/g, '')}.%`),
      ]),
    )
  }
  if (filter.q !== undefined && filter.q.trim() !== '') {
    query = query.where(sql<boolean>`report.search @@ websearch_to_tsquery('indonesian', ${filter.q})`)
  }
  if (filter.cursor !== undefined) {
    const after = readCursor(filter.cursor)
    query = query.where(
      sql<boolean>`(report.published_at, report.id) < (${after.at}::timestamptz, ${after.id}::bigint)`,
    )
  }
  const rows = await query.execute()
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    reports: page.map(({ id: _, ...report }) => report),
    nextCursor:
      rows.length > filter.limit && last !== undefined ? writeCursor(last.published_at, last.id) : null,
  }
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
