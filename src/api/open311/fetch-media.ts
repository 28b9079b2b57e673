import { DomainError } from '../../errors.ts'
import type { AppContext } from '../../http/index.ts'
import { ATTACHMENT_LIMITS, storeUpload } from '../../reports/index.ts'
import { uuidOf } from '../../uuid-of.ts'

/** A client waits for its answer; a picture that takes longer is told as missing. */
const PATIENCE_MS = 10_000

/** What a `media_url` brought along. */
export interface Media {
  readonly attachments: readonly string[]
  /** It could not be fetched, or is no kind of file that we take: the report goes on without it, and its sender is told. */
  readonly isMissing: boolean
}

/**
 * Fetch the picture that a request points to. With the same idempotency key it is fetched once, and is the same file
 * when the request is repeated.
 */
export async function fetchMedia(context: AppContext, url: string, key: string | null): Promise<Media> {
  if (url === '') return { attachments: [], isMissing: false }
  const id = key === null ? undefined : uuidOf(`${key} ${url}`)
  if (id !== undefined && (await isStored(context, id))) return { attachments: [id], isMissing: false }
  const answer = await context.outgoing(url, { timeoutMs: PATIENCE_MS, maxBytes: ATTACHMENT_LIMITS.bytes })
  if (answer.outcome === 'failed' || answer.status !== 200) return { attachments: [], isMissing: true }
  try {
    const stored = await storeUpload(context, { id, name: nameIn(url), bytes: answer.body, draftId: null })
    return { attachments: [stored.id], isMissing: false }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return { attachments: [], isMissing: true }
  }
}

async function isStored({ db }: AppContext, id: string): Promise<boolean> {
  const row = await db.selectFrom('attachments').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** The last part of the path, as a person would name the file. */
function nameIn(url: string): string {
  const part = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(part) || 'media'
  } catch {
    return part
  }
}
