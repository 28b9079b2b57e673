import type { FastifyRequest } from 'fastify'
import type { AttachmentRow } from '../../../db/index.ts'
import type { FieldError } from '../../../errors.ts'
import type { AppContext } from '../../../http/index.ts'
import { isUuids } from '../../../reports/index.ts'
import { storeFiles } from '../../store-files.ts'

export interface ActionFiles {
  readonly files: readonly Pick<AttachmentRow, 'id' | 'original_name' | 'bytes'>[]
  readonly errors: readonly FieldError[]
}

/** A refused form asks for its files again; they must not be stored twice. */
const keptBefore = new WeakMap<FastifyRequest, ActionFiles>()

/** The files of a reporter's form: those kept from an earlier try, and the new ones, each stored by itself. */
export async function keepActionFiles(
  context: AppContext,
  request: FastifyRequest,
  number: string,
): Promise<ActionFiles> {
  const before = keptBefore.get(request)
  if (before !== undefined) return before
  const draftId = waitingRoom(context, number)
  const stayed = await readFiles(context, draftId, request.form.getAll('attachments_kept'))
  const { ids, errors } = await storeFiles(context, {
    draftId,
    files: request.form.files.filter((file) => file.field === 'attachments'),
    already: stayed.length,
  })
  const kept = { files: [...stayed, ...(await readFiles(context, draftId, ids))], errors }
  keptBefore.set(request, kept)
  return kept
}

async function readFiles(context: AppContext, draftId: string, ids: readonly string[]) {
  if (ids.length === 0 || !isUuids(ids)) return []
  return context.db
    .selectFrom('attachments')
    .select(['id', 'original_name', 'bytes'])
    .where('id', 'in', ids)
    .where('draft_id', '=', draftId)
    .where('report_id', 'is', null)
    .orderBy('created_at')
    .execute()
}

/** Files of one report's forms wait under an id that only we can tell, so that no one can claim another's. */
function waitingRoom({ sealer }: AppContext, number: string): string {
  const hex = sealer.derive('files of a form', number).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
