import type { Db } from '../../../db/index.ts'
import type { KeptFile } from '../../../ui/index.ts'

/** Uploaded files that can still go along: of a form that was refused, or of a drafted answer of this report. */
export async function keptFiles(db: Db, reportId: number, ids: readonly string[]): Promise<KeptFile[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('attachments')
    .leftJoin('report_events as event', (join) =>
      join
        .onRef('event.report_id', '=', 'attachments.report_id')
        .onRef('event.seq', '=', 'attachments.event_seq'),
    )
    .select(['attachments.id', 'original_name'])
    .where('attachments.id', 'in', [...ids])
    .where((where) =>
      where.or([
        where('attachments.report_id', 'is', null),
        where.and([where('attachments.report_id', '=', reportId), where('event.type', '=', 'draft_answer')]),
      ]),
    )
    .execute()
  return rows.map((row) => ({ id: row.id, fileName: row.original_name }))
}
