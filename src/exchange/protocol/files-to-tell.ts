import type { AttachmentRow, Db, ExchangeShareRow, ReportRow } from '../../db/index.ts'
import type { ExchangeFile } from './message.ts'

type Crossing = Pick<AttachmentRow, 'id' | 'visibility' | 'kind' | 'blurred_at'>
type Told = Pick<ReportRow, 'id' | 'anonymous' | 'anonymised_at'>

/**
 * Whether a file may go to the partner. Of a report that we handle, what its reporter may see. Of one that our reporter
 * told, photos, which we encoded anew, and with their covers where there are any; other files cannot be masked as words
 * are and may name who told it, so they go only where a verifier has shown them to everybody, and so do photos of an
 * anonymous reporter.
 */
export function mayCross(file: Crossing, report: Told, direction: ExchangeShareRow['direction']): boolean {
  if (file.visibility === 'internal' || report.anonymised_at !== null) return false
  if (direction === 'in' || file.visibility === 'public') return true
  return file.kind === 'image' && !report.anonymous
}

/**
 * What the partner may have of the files of a report: of one entry of its history, or (null) of what its reporter told,
 * as a partner that had it before knows its own.
 */
export async function readFilesToTell(
  tx: Db,
  report: Told,
  direction: ExchangeShareRow['direction'],
): Promise<(seq: number | null) => readonly ExchangeFile[]> {
  const rows = await tx
    .selectFrom('attachments as file')
    .leftJoin('report_events as entry', (join) =>
      join.onRef('entry.report_id', '=', 'file.report_id').onRef('entry.seq', '=', 'file.event_seq'),
    )
    .select(['file.id', 'file.event_seq', 'file.visibility', 'file.kind', 'file.blurred_at', 'file.sha256'])
    .select('entry.actor_kind')
    .where('file.report_id', '=', report.id)
    .orderBy('file.event_seq')
    .orderBy('file.created_at')
    .execute()
  const crossing = rows.filter((row) => mayCross(row, report, direction))
  return (seq) =>
    crossing
      .filter(({ event_seq, actor_kind }) =>
        seq === null ? event_seq === 1 || actor_kind === 'reporter' : event_seq === seq,
      )
      .map(toldFile)
}

/** A name that a person gave may say who they are: the partner gets one that says nothing. */
function plainName(kind: AttachmentRow['kind'], id: string): string {
  return `${kind}-${id.slice(0, 8)}`
}

function toldFile({ id, kind, sha256 }: Pick<AttachmentRow, 'id' | 'kind' | 'sha256'>): ExchangeFile {
  return {
    id,
    name: plainName(kind, id),
    // A picture may be covered until it is fetched, and then has other bytes.
    sha256: kind === 'image' ? null : sha256.toString('hex'),
    url: `/api/v1/exchange/files/${id}`,
  }
}

/**
 * The file that a partner asks for; null where it is none of what both share, or may not cross any more.
 * `isCovered`: its copy with faces and plates covered.
 */
export async function findSharedFile(
  db: Db,
  systemId: number,
  attachmentId: string,
): Promise<{ readonly id: string; readonly name: string; readonly isCovered: boolean } | null> {
  const row = await db
    .selectFrom('attachments as file')
    .innerJoin('reports as report', 'report.id', 'file.report_id')
    .innerJoin('exchange_shares as share', 'share.report_id', 'report.id')
    .innerJoin('exchange_links as link', 'link.system_id', 'share.system_id')
    .select(['file.id as file_id', 'file.visibility', 'file.kind', 'file.blurred_at', 'share.direction'])
    .select(['report.id', 'report.anonymous', 'report.anonymised_at'])
    .where('file.id', '=', attachmentId)
    .where('share.system_id', '=', systemId)
    .where('share.state', 'in', ['offered', 'accepted'])
    .where('link.model', '!=', 'central')
    .executeTakeFirst()
  if (row === undefined || !mayCross({ ...row, id: row.file_id }, row, row.direction)) return null
  const name = plainName(row.kind, row.file_id)
  return { id: row.file_id, name, isCovered: row.blurred_at !== null && row.direction === 'out' }
}
