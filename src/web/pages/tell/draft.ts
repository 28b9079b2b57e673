import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AttachmentRow } from '../../../db/index.ts'
import type { FieldError } from '../../../errors.ts'
import { type AppContext, cookieOptions, DRAFT_COOKIE } from '../../../http/index.ts'
import { isUuids } from '../../../reports/index.ts'
import { storeFiles } from '../../store-files.ts'
import { keptValues, postedValues, type TellValues } from './values.ts'

export type KeptUpload = Pick<AttachmentRow, 'id' | 'original_name' | 'kind' | 'bytes'>

/** What a person has written so far, kept on the server until it is sent. */
export interface Draft {
  readonly id: string
  readonly values: TellValues
  readonly files: readonly KeptUpload[]
}

/** As long as the server keeps drafts. */
export const DRAFT_SECONDS = 30 * 86_400

/** The draft of this browser; null when there is none. */
export async function readDraft(context: AppContext, request: FastifyRequest): Promise<Draft | null> {
  const id = draftIdOf(request)
  if (id === null) return null
  const row = await context.db.selectFrom('drafts').select('fields').where('id', '=', id).executeTakeFirst()
  if (row === undefined) return null
  return { id, values: keptValues(openFields(context, row.fields)), files: await readFiles(context, id) }
}

interface Kept {
  readonly draft: Draft
  readonly fileErrors: readonly FieldError[]
}

/** A failure after the keeping asks for it again; the files must not be stored twice. */
const keptBefore = new WeakMap<FastifyRequest, Kept>()

/** Keep everything of a posted form, whatever becomes of it afterwards. */
export async function keepDraft(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Kept> {
  const before = keptBefore.get(request)
  if (before !== undefined) return before
  const { form } = request
  const id = draftIdOf(request) ?? crypto.randomUUID()
  const values = postedValues(form)
  await saveFields(context, id, values)
  reply.setCookie(DRAFT_COOKIE, id, cookieOptions(context.config, DRAFT_SECONDS))

  const stay = form.getAll('attachments_kept')
  const removed = form.getAll('attachments_shown').filter((shown) => !stay.includes(shown))
  await removeFiles(context, id, removed)
  await claimUploads(context, id, form.getAll('upload_keys'))
  const { errors: fileErrors } = await storeFiles(context, {
    draftId: id,
    files: form.files.filter((file) => file.field === 'attachments'),
    already: (await readFiles(context, id)).length,
  })
  const kept = { draft: { id, values, files: await readFiles(context, id) }, fileErrors }
  keptBefore.set(request, kept)
  return kept
}

/** Files that arrived ahead of the form, each under a key that only its sender knows. */
async function claimUploads(context: AppContext, id: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0 || !isUuids(keys)) return
  await context.db
    .updateTable('attachments')
    .set({ draft_id: id })
    .where('draft_id', 'in', keys)
    .where('report_id', 'is', null)
    .execute()
}

/** Keep the fields after they were completed by a search. */
export async function saveFields(context: AppContext, id: string, values: TellValues): Promise<void> {
  const sealed = context.sealer.seal(JSON.stringify(values)).toString('base64')
  const row = { fields: JSON.stringify({ sealed }), updated_at: context.clock.now() }
  await context.db
    .insertInto('drafts')
    .values({ id, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** Forget a draft that was sent or given up; files that a report claimed stay with it. */
export async function dropDraft(context: AppContext, reply: FastifyReply, id: string | null): Promise<void> {
  reply.clearCookie(DRAFT_COOKIE, cookieOptions(context.config))
  if (id === null) return
  await context.db.deleteFrom('drafts').where('id', '=', id).execute()
  const left = await readFiles(context, id)
  await removeFiles(
    context,
    id,
    left.map((file) => file.id),
  )
}

/** A cookie that is not a draft's id of ours counts as none. */
export function draftIdOf(request: FastifyRequest): string | null {
  const id = request.cookies[DRAFT_COOKIE]
  return id !== undefined && isUuids([id]) ? id.toLowerCase() : null
}

/** The files kept under any of these ids that no report has claimed. */
export function readFiles(context: AppContext, ...draftIds: readonly string[]): Promise<KeptUpload[]> {
  return context.db
    .selectFrom('attachments')
    .select(['id', 'original_name', 'kind', 'bytes'])
    .where('draft_id', 'in', draftIds)
    .where('report_id', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

async function removeFiles(context: AppContext, draftId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0 || !isUuids(ids)) return
  const removed = await context.db
    .deleteFrom('attachments')
    .where('id', 'in', ids)
    .where('draft_id', '=', draftId)
    .where('report_id', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of removed) await context.files.remove(id)
}

/** Sealed, as a draft holds a name, a contact and a story. */
function openFields(context: AppContext, fields: unknown): Record<string, unknown> {
  if (typeof fields !== 'object' || fields === null || !('sealed' in fields)) return {}
  if (typeof fields.sealed !== 'string') return {}
  try {
    const opened: unknown = JSON.parse(context.sealer.open(Buffer.from(fields.sealed, 'base64')))
    return typeof opened === 'object' && opened !== null ? { ...opened } : {}
  } catch {
    // A draft that cannot be opened any more must not keep its writer from starting a new one.
    return {}
  }
}
