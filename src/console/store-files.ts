import { DomainError, type FieldError, invalid } from '../errors.ts'
import type { AppContext, FormFile, PostedForm } from '../http/index.ts'
import { ATTACHMENT_LIMITS, isUuids, storeUpload } from '../reports/index.ts'

export interface StoredFiles {
  /** Kept from a form that was refused before, and those stored now. */
  readonly ids: readonly string[]
  /** On the field `attachments`. */
  readonly errors: readonly FieldError[]
}

/** Take the files of a form in, each by itself, so that one that is refused does not lose the others. */
export async function storeFiles(context: AppContext, form: PostedForm): Promise<StoredFiles> {
  const kept = [...new Set(form.getAll('attachments_kept'))].filter((id) => isUuids([id]))
  const ids = kept.slice(0, ATTACHMENT_LIMITS.count)
  const errors: FieldError[] = []
  for (const file of form.files) {
    if (ids.length >= ATTACHMENT_LIMITS.count) {
      errors.push({ field: 'attachments', code: 'too_many_files', values: { max: ATTACHMENT_LIMITS.count } })
      break
    }
    try {
      ids.push(await storeFile(context, file))
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      errors.push(...error.fields)
    }
  }
  return { ids, errors }
}

async function storeFile(context: AppContext, file: FormFile): Promise<string> {
  if (file.tooLarge) {
    const values = { name: file.name, max_mb: ATTACHMENT_LIMITS.bytes / 1_024 / 1_024 }
    throw invalid([{ field: 'attachments', code: 'file_too_large', values }])
  }
  const stored = await storeUpload(context, { name: file.name, bytes: file.bytes, draftId: null })
  return stored.id
}
