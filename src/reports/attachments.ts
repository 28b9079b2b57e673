import { createHash, randomUUID } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { Clock } from '../clock.ts'
import type { AttachmentRow, Db, Visibility } from '../db/index.ts'
import { invalid } from '../errors.ts'
import type { FileStore } from './file-store.ts'
import { photoHash } from './photo-hash.ts'

export const ATTACHMENT_LIMITS = { bytes: 10 * 1024 * 1024, count: 5 } as const

/** The kinds we take, by what the bytes are, never by the name. Nothing here can run in a browser. */
const KINDS: Readonly<Record<string, AttachmentRow['kind']>> = {
  'image/jpeg': 'image',
  'image/png': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'image/avif': 'image',
  'application/pdf': 'document',
  'video/mp4': 'video',
  'video/webm': 'video',
  'video/quicktime': 'video',
  'video/3gpp': 'video',
  'audio/mpeg': 'audio',
  'audio/mp4': 'audio',
  'audio/x-m4a': 'audio',
  'audio/ogg': 'audio',
  'audio/ogg; codecs=opus': 'audio',
  'audio/wav': 'audio',
  'audio/aac': 'audio',
  'audio/amr': 'audio',
}

/** The longer side of a stored photo, in pixels: enough to read a number plate or a letter. */
const MAX_SIDE = 2_048
/** A picture of more pixels than this is a bomb, not a photo. */
const MAX_PIXELS = 100_000_000

export interface Upload {
  /** Its own id where the sender may send it again; made when left out. */
  readonly id?: string | undefined
  readonly name: string
  readonly bytes: Buffer
  readonly draftId: string | null
}

/**
 * Take a file in: sniff its type, re-encode a picture (which drops EXIF and anything hidden in it), store it.
 * It belongs to nobody until a report or an entry claims it.
 * @throws DomainError invalid_input on `attachments`
 */
export async function storeUpload(
  deps: { db: Db; files: FileStore; clock: Clock },
  upload: Upload,
): Promise<{ id: string; name: string; kind: AttachmentRow['kind']; bytes: number }> {
  const name = cleanName(upload.name)
  if (upload.bytes.length === 0) throw refused('file_empty', name)
  if (upload.bytes.length > ATTACHMENT_LIMITS.bytes) throw refused('file_too_large', name)
  const sniffed = await fileTypeFromBuffer(upload.bytes)
  const kind = sniffed === undefined ? undefined : KINDS[sniffed.mime]
  if (sniffed === undefined || kind === undefined) throw refused('file_type_refused', name)
  const stored =
    kind === 'image'
      ? await reencode(upload.bytes, name)
      : { bytes: upload.bytes, mime: sniffed.mime, width: null, height: null, hash: null }
  const id = upload.id ?? randomUUID()
  await deps.files.put(id, stored.bytes)
  await deps.db
    .insertInto('attachments')
    .values({
      id,
      report_id: null,
      event_seq: null,
      draft_id: upload.draftId,
      kind,
      mime: stored.mime,
      original_name: name,
      bytes: stored.bytes.length,
      sha256: createHash('sha256').update(stored.bytes).digest(),
      width: stored.width,
      height: stored.height,
      photo_hash: stored.hash,
      created_at: deps.clock.now(),
    })
    // Sent twice in the same instant it is one file.
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return { id, name, kind, bytes: stored.bytes.length }
}

/**
 * Bind uploaded files to an entry of a report's history. Files of a drafted answer go on with the answer that is sent.
 * @throws DomainError invalid_input when a file is unknown or already belongs to a report
 */
export async function attachToEvent(
  tx: Db,
  binding: { reportId: number; seq: number; ids: readonly string[]; visibility: Visibility },
): Promise<void> {
  if (binding.ids.length > ATTACHMENT_LIMITS.count) {
    throw invalid([
      { field: 'attachments', code: 'too_many_files', values: { max: ATTACHMENT_LIMITS.count } },
    ])
  }
  const bound = isUuids(binding.ids)
    ? await tx
        .updateTable('attachments')
        .set({
          report_id: binding.reportId,
          event_seq: binding.seq,
          draft_id: null,
          visibility: binding.visibility,
        })
        .where('id', 'in', binding.ids)
        .where(({ or, eb, exists, selectFrom }) =>
          or([
            eb('report_id', 'is', null),
            exists(
              selectFrom('report_events as event')
                .select('event.seq')
                .where('event.report_id', '=', binding.reportId)
                .where('event.type', '=', 'draft_answer')
                .whereRef('event.report_id', '=', 'attachments.report_id')
                .whereRef('event.seq', '=', 'attachments.event_seq'),
            ),
          ]),
        )
        .executeTakeFirst()
    : null
  if (Number(bound?.numUpdatedRows ?? 0) !== binding.ids.length) {
    throw invalid([{ field: 'attachments', code: 'unknown_attachment' }])
  }
}

/** Show just these of the files that came with the report itself to everyone. */
export async function publishAttachments(tx: Db, reportId: number, ids: readonly string[]): Promise<void> {
  if (!isUuids(ids)) throw invalid([{ field: 'public_attachments', code: 'unknown_attachment' }])
  await tx
    .updateTable('attachments')
    .set((update) => ({
      visibility:
        ids.length === 0
          ? 'participants'
          : update
              .case()
              .when('id', 'in', ids)
              .then('public' as const)
              .else('participants' as const)
              .end(),
    }))
    .where('report_id', '=', reportId)
    .where('event_seq', '=', 1)
    .execute()
}

/** Whether all are written as UUIDs; PostgreSQL would answer anything else with an error of its own. */
export function isUuids(ids: readonly string[]): boolean {
  return ids.every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
}

async function reencode(bytes: Buffer, name: string) {
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82, mozjpeg: true })
    const { data, info } = await image.toBuffer({ resolveWithObject: true })
    const hash = await photoHash(data)
    return { bytes: data, mime: 'image/jpeg', width: info.width, height: info.height, hash }
  } catch {
    throw refused('file_damaged', name)
  }
}

function refused(code: string, name: string) {
  return invalid([
    { field: 'attachments', code, values: { name, max_mb: ATTACHMENT_LIMITS.bytes / 1024 / 1024 } },
  ])
}

/** The last part of the name without what a file system or a header could misread. */
function cleanName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const printable = [...last].filter(
    (character) => character >= ' ' && character !== '\u007f' && character !== '"',
  )
  return printable.slice(0, 120).join('').trim() || 'lampiran'
}
