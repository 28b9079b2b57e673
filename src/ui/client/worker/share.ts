import { draftFile, keepFile, openOutbox } from '../outbox/store.ts'

/** What was shared from the gallery into a new report: kept on the phone, then the form is opened. */
export async function receiveShare(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => null)
  const text = form === null ? '' : sharedText(form)
  try {
    const db = await openOutbox()
    for (const file of form?.getAll('attachments') ?? []) {
      if (!(file instanceof File) || file.size === 0) continue
      await keepFile(db, await draftFile(file))
    }
    db.close()
  } catch {
    // No room: the form says so when the photo is picked there.
  }
  const query = text === '' ? '' : `?cerita=${encodeURIComponent(text.slice(0, 1_500))}`
  return Response.redirect(`/lapor${query}`, 303)
}

function sharedText(form: FormData): string {
  return ['title', 'text', 'url']
    .map((name) => form.get(name))
    .filter((part): part is string => typeof part === 'string' && part.trim() !== '')
    .join('\n')
}
