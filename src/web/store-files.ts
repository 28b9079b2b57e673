import type { FieldError } from '../errors.ts'
import type { AppContext, FormFile } from '../http/index.ts'
import { ATTACHMENT_LIMITS, storeUpload } from '../reports/index.ts'
import { namesFields } from './field-problems.ts'

/**
 * Take the files of a form in, each by itself, so that one that is refused does not lose the others.
 * @returns what is stored, and what is wrong with those that were refused, on the field `attachments`
 */
export async function storeFiles(
  context: AppContext,
  upload: { readonly draftId: string; readonly files: readonly FormFile[]; readonly already: number },
): Promise<{ readonly ids: readonly string[]; readonly errors: readonly FieldError[] }> {
  const errors: FieldError[] = []
  const ids: string[] = []
  for (const file of upload.files) {
    if (file.tooLarge) {
      errors.push({
        field: 'attachments',
        code: 'file_too_large',
        values: { name: file.name, max_mb: ATTACHMENT_LIMITS.bytes / 1024 / 1024 },
      })
    } else if (upload.already + ids.length >= ATTACHMENT_LIMITS.count) {
      errors.push({ field: 'attachments', code: 'too_many_files', values: { max: ATTACHMENT_LIMITS.count } })
    } else {
      try {
        const stored = await storeUpload(context, { ...file, draftId: upload.draftId })
        ids.push(stored.id)
      } catch (error) {
        if (!namesFields(error)) throw error
        errors.push(...error.fields)
      }
    }
  }
  return { ids, errors }
}
