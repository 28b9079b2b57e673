import type { Db, ReportState } from '../db/index.ts'

/** A report in its reporter's own list, with their own words. */
export interface OwnReport {
  readonly id: number
  readonly tracking_number: string
  readonly state: ReportState
  readonly title: string
  readonly channel: string
  readonly secret: boolean
  readonly anonymous: boolean
  readonly area_name: string | null
  readonly holder_name: string
  readonly created_at: Date
}

/** The reports of one person, by whatever channel and contact they came, newest first. */
export async function listOwnReports(
  db: Db,
  reporterId: number,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<{ readonly reports: OwnReport[]; readonly next: number | null }> {
  let query = db
    .selectFrom('reports as report')
    .innerJoin('institutions as holder', 'holder.id', 'report.holder_id')
    .leftJoin('areas as area', 'area.code', 'report.area_code')
    .select([
      'report.id',
      'report.tracking_number',
      'report.state',
      'report.title',
      'report.channel',
      'report.secret',
      'report.anonymous',
      'area.full_name as area_name',
      'holder.short_name as holder_name',
      'report.created_at',
    ])
    .where('report.reporter_id', '=', reporterId)
    .orderBy('report.id', 'desc')
    .limit(page.limit + 1)
  if (page.before !== undefined) query = query.where('report.id', '<', page.before)
  const rows = await query.execute()
  const reports = rows.slice(0, page.limit)
  return { reports, next: rows.length > page.limit ? (reports.at(-1)?.id ?? null) : null }
}

/** The id of a report if it is this person's own. */
export async function ownsReport(
  db: Db,
  reporterId: number,
  trackingNumber: string,
): Promise<{ readonly id: number; readonly tracking_number: string } | null> {
  const row = await db
    .selectFrom('reports')
    .select(['id', 'tracking_number'])
    .where('tracking_number', '=', trackingNumber)
    .where('reporter_id', '=', reporterId)
    .executeTakeFirst()
  return row ?? null
}
