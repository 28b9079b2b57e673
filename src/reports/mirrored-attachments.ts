import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import type { RecordedAttachment, RecordedEvent } from './read-report.ts'

/**
 * Files of entries that were written on the main report, as files of the same entries on a joined one. Those of a secret
 * report are for the joined reporters alone.
 */
export async function readMirroredAttachments(
  db: Db,
  trackingNumber: string,
  events: readonly Pick<RecordedEvent, 'seq' | 'data'>[],
): Promise<RecordedAttachment[]> {
  const mirrored = events.flatMap(({ seq, data }) =>
    typeof data.mirror_of === 'string' && typeof data.mirror_seq === 'number'
      ? [{ seq, main: data.mirror_of, mainSeq: data.mirror_seq }]
      : [],
  )
  if (mirrored.length === 0) return []
  const rows = await db
    .selectFrom('attachments')
    .innerJoin('reports', 'reports.id', 'attachments.report_id')
    .select(['attachments.id', 'event_seq', 'visibility', 'kind', 'mime', 'original_name', 'bytes'])
    .select(['width', 'height', 'blurred', 'reports.tracking_number', 'reports.secret'])
    .where('reports.tracking_number', 'in', [...new Set(mirrored.map(({ main }) => main))])
    .where('visibility', '!=', 'internal')
    .orderBy('attachments.created_at')
    .execute()
  return mirrored.flatMap(({ seq, main, mainSeq }) =>
    rows
      .filter((row) => row.tracking_number === main && row.event_seq === mainSeq)
      .map(({ tracking_number: _, secret, ...row }) => ({
        ...row,
        visibility: secret ? ('participants' as const) : row.visibility,
        event_seq: seq,
        shown_on: trackingNumber,
      })),
  )
}

/** Whether an entry of this report carries a file that lies with its main report. */
export async function showsMirrored(db: Db, reportId: number, attachmentId: string): Promise<boolean> {
  const row = await db
    .selectFrom('attachments as file')
    .innerJoin('reports as main', 'main.id', 'file.report_id')
    .innerJoin('report_events as event', (join) => join.on('event.report_id', '=', reportId))
    .select('event.seq')
    .where('file.id', '=', attachmentId)
    .where('file.visibility', '!=', 'internal')
    .where(sql<boolean>`event.data->>'mirror_of' = main.tracking_number`)
    .where(sql<boolean>`(event.data->>'mirror_seq')::integer = file.event_seq`)
    .executeTakeFirst()
  return row !== undefined
}
