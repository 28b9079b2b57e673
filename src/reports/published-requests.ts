import { sql } from 'kysely'
import type { Db, ReportState } from '../db/index.ts'
import { maskPersonalData } from './personal-data.ts'

/** A report as other systems read it: public words only. */
export interface PublishedRequest {
  readonly tracking_number: string
  readonly state: ReportState
  readonly class: string
  readonly title: string
  readonly body: string
  readonly category_code: string | null
  readonly category_name: string | null
  readonly area_code: string | null
  readonly area_name: string | null
  readonly location_text: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly institution_code: string
  readonly holder_code: string
  readonly holder_name: string
  readonly submitted_at: Date
  readonly updated_at: Date
  readonly due_at: Date | null
  readonly archive_reason: string | null
  readonly rating: number | null
  /** The last public entry of a handler. */
  readonly last_answer: string | null
  /** The first public picture. */
  readonly image_id: string | null
}

export interface RequestFilter {
  readonly language: 'id' | 'en'
  readonly trackingNumbers?: readonly string[] | undefined
  readonly institutionId?: number | undefined
  readonly categoryIds?: readonly number[] | undefined
  readonly states?: readonly ReportState[] | undefined
  readonly submittedFrom?: Date | undefined
  readonly submittedUntil?: Date | undefined
  readonly updatedFrom?: Date | undefined
  /** The system that asks: it also sees what it sent itself and is not public, save secret words. */
  readonly systemId?: number | undefined
  readonly limit: number
}

/** Published reports for other systems, newest first; secret and unpublished ones do not exist for them. */
export async function listPublishedRequests(db: Db, filter: RequestFilter): Promise<PublishedRequest[]> {
  let query = db
    .selectFrom('reports as report')
    .innerJoin('institutions as holder', 'holder.id', 'report.holder_id')
    .innerJoin('institutions as institution', 'institution.id', 'report.institution_id')
    .leftJoin('categories as category', 'category.id', 'report.category_id')
    .leftJoin('areas as area', 'area.code', 'report.area_code')
    .select([
      'report.tracking_number',
      'report.state',
      'report.class',
      // What a system sent itself it knows; what an officer wrote for the public stands before it.
      sql<string>`coalesce(report.public_title, report.title)`.as('title'),
      sql<string>`coalesce(report.public_body, report.body)`.as('body'),
      'category.code as category_code',
      filter.language === 'en' ? 'category.name_en as category_name' : 'category.name_id as category_name',
      'report.area_code',
      'area.full_name as area_name',
      'report.location_text',
      'report.latitude',
      'report.longitude',
      'institution.code as institution_code',
      'holder.code as holder_code',
      'holder.name as holder_name',
      sql<Date>`coalesce(report.submitted_at, report.created_at)`.as('submitted_at'),
      'report.updated_at',
      'report.due_at',
      'report.archive_reason',
      'report.rating',
      sql<string | null>`(
        select event.text from report_events event
        where event.report_id = report.id and event.actor_kind = 'staff' and event.visibility = 'public'
          and event.text is not null
        order by event.seq desc limit 1)`.as('last_answer'),
      sql<string | null>`(
        select file.id from attachments file
        where file.report_id = report.id and file.visibility = 'public' and file.kind = 'image'
          and report.published_at is not null and not report.secret
        order by file.created_at limit 1)`.as('image_id'),
    ])
    .orderBy('report.submitted_at', 'desc')
    .orderBy('report.id', 'desc')
    .limit(filter.limit)
  const { systemId } = filter
  query =
    systemId === undefined
      ? query.where('report.published_at', 'is not', null).where('report.secret', '=', false)
      : query.where((where) =>
          where.or([
            where.and([where('report.published_at', 'is not', null), where('report.secret', '=', false)]),
            where('report.system_id', '=', systemId),
          ]),
        )
  if (filter.trackingNumbers !== undefined) {
    query = query.where('report.tracking_number', 'in', filter.trackingNumbers)
  }
  if (filter.institutionId !== undefined) {
    query = query.where('report.institution_id', '=', filter.institutionId)
  }
  if (filter.categoryIds !== undefined) query = query.where('report.category_id', 'in', filter.categoryIds)
  if (filter.states !== undefined) query = query.where('report.state', 'in', filter.states)
  if (filter.submittedFrom !== undefined)
    query = query.where('report.submitted_at', '>=', filter.submittedFrom)
  if (filter.submittedUntil !== undefined) {
    query = query.where('report.submitted_at', '<=', filter.submittedUntil)
  }
  if (filter.updatedFrom !== undefined) query = query.where('report.updated_at', '>=', filter.updatedFrom)
  const rows = await query.execute()
  return rows.map((row) => ({
    ...row,
    location_text: row.location_text === null ? null : maskPersonalData(row.location_text),
  }))
}
