import { type Db, keptQuery } from '../db/index.ts'
import type { RecordedAttachment } from './read-report.ts'

/** What one reporter of a joined report said: for the handler, who reads all of them together. Names nobody. */
export interface JoinedStatement {
  readonly tracking_number: string
  readonly title: string
  readonly body: string
  readonly location_text: string | null
  readonly submitted_at: Date | null
  /** What the reporter added later, in order of time. */
  readonly additions: readonly { readonly at: Date; readonly text: string }[]
  readonly attachments: readonly RecordedAttachment[]
}

/** The reports that are handled with this one, with their words and files. */
export async function listJoined(db: Db, mainId: number): Promise<JoinedStatement[]> {
  const reports = await readJoinedRows(db, { mainId })
  if (reports.length === 0) return []
  const ids = reports.map(({ id }) => id)
  const [additions, attachments] = await Promise.all([
    db
      .selectFrom('report_events')
      .select(['report_id', 'at', 'text'])
      .where('report_id', 'in', ids)
      .where('type', 'in', ['add_information', 'complete'])
      .orderBy('seq')
      .execute(),
    db
      .selectFrom('attachments')
      .innerJoin('report_events as event', (join) =>
        join
          .onRef('event.report_id', '=', 'attachments.report_id')
          .onRef('event.seq', '=', 'attachments.event_seq'),
      )
      .select(['attachments.id', 'attachments.report_id', 'event_seq', 'attachments.visibility', 'kind'])
      .select(['mime', 'original_name', 'bytes', 'width', 'height', 'blurred'])
      .where('attachments.report_id', 'in', ids)
      .where('actor_kind', '=', 'reporter')
      .orderBy('created_at')
      .execute(),
  ])
  return reports.map(({ id, ...report }) => ({
    ...report,
    additions: additions.flatMap(({ report_id, at, text }) =>
      report_id === id && text !== null ? [{ at, text }] : [],
    ),
    attachments: attachments.filter(({ report_id }) => report_id === id),
  }))
}

/** The number of the report that is handled for this one too. */
export async function readMainNumber(
  db: Db,
  report: { readonly joined_to_id: number | null },
): Promise<string | null> {
  if (report.joined_to_id === null) return null
  const main = await db
    .selectFrom('reports')
    .select('tracking_number')
    .where('id', '=', report.joined_to_id)
    .executeTakeFirst()
  return main?.tracking_number ?? null
}

const readJoinedRows = keptQuery((db, { mainId }: { mainId: number }) =>
  db
    .selectFrom('reports')
    .select(['id', 'tracking_number', 'title', 'body', 'location_text', 'submitted_at'])
    .where('joined_to_id', '=', mainId)
    .orderBy('id'),
)
