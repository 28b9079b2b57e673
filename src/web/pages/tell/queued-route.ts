import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, type FieldError } from '../../../errors.ts'
import {
  type AppContext,
  fieldErrorText,
  languageOf,
  type PostedForm,
  type RegisterRoutes,
} from '../../../http/index.ts'
import { translator } from '../../../i18n/index.ts'
import { isUuids } from '../../../reports/index.ts'
import { namesFields } from '../../field-problems.ts'
import { rememberFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { completeValues, NO_CHOICE } from './complete-values.ts'
import { draftIdOf, dropDraft, readDraft, readFiles } from './draft.ts'
import { findSent, type SentReport, send, unclearNames, wrongFields } from './receive.ts'
import { digestOf, postedValues, submissionOf, type TellValues, unreadableFields } from './values.ts'

/** What the outbox of a phone is told of a report it hands over. */
type QueuedAnswer =
  | { readonly kind: 'sent'; readonly number: string; readonly next: string }
  | { readonly kind: 'refused'; readonly problems: readonly { field: string; text: string }[] }
  /** Files of these keys never arrived, or waited too long: send them again. */
  | { readonly kind: 'missing'; readonly keys: readonly string[] }

export const QUEUE_PATH = '/lapor/antrean'
/** Carried by our own script only: a foreign page would have to ask first, and is not allowed to. */
export const QUEUE_HEADER = 'x-lapor-antrean'

/**
 * Take a report from the outbox of a phone, where it may have waited for days. It comes with the very fields of the
 * form and the keys of files uploaded before; sent again it is the same report.
 */
export const queuedRoutes: RegisterRoutes = (app, context) => {
  app.post(QUEUE_PATH, { config: { access: 'public', csrf: false } }, async (request, reply) => {
    if (request.headers[QUEUE_HEADER] === undefined) throw new DomainError('form_expired', 403)
    const answer = await receiveQueued(context, request, reply)
    return reply.code(answer.kind === 'sent' ? 200 : answer.kind === 'missing' ? 409 : 422).send(answer)
  })
}

async function receiveQueued(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<QueuedAnswer> {
  const { form } = request
  const typed = postedValues(form)
  const uploads = form.getAll('upload_keys')
  const key = `antrean:${typed.submission_key}:${digestOf(typed, form)}`
  const earlier = await findSent(context, key)
  if (earlier !== null) return sent(context, request, reply, earlier, typed)

  const missing = await missingUploads(context, uploads)
  if (missing.length > 0) return { kind: 'missing', keys: missing }
  const { values, unclear } = await complete(context, typed, form)
  const input = submissionOf(values, await filesOf(context, request, uploads))
  const errors = [...unclear, ...unreadableFields(values), ...wrongFields(context, input)]
  if (errors.length > 0) return refused(request, errors)
  try {
    return await sent(context, request, reply, await send(context, request, { input, key }), typed)
  } catch (error) {
    if (!namesFields(error)) throw error
    return refused(request, error.fields)
  }
}

/**
 * Whoever sits before the form is asked which of several places they mean. A report that waited must not wait for
 * that: a place stays as words, an institution is left to us to find.
 */
async function complete(
  { db }: AppContext,
  typed: TellValues,
  form: PostedForm,
): Promise<{ values: TellValues; unclear: readonly FieldError[] }> {
  const completed = await completeValues(db, typed, form)
  const unclear = unclearNames(completed)
  if (unclear.length === 0 || form.get('waited') === '') return { values: completed.values, unclear }
  const left = new Set(unclear.map(({ field }) => `${field}_choice`))
  const { values } = await completeValues(db, typed, {
    get: (name) => (left.has(name) ? NO_CHOICE : form.get(name)),
  })
  return { values, unclear: [] }
}

async function sent(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  report: SentReport,
  { submission_key }: TellValues,
): Promise<QueuedAnswer> {
  rememberFollower(context, reply, report)
  // Another report may be half written in this browser by now: only the draft of this one is forgotten.
  const draft = await readDraft(context, request)
  if (draft?.values.submission_key === submission_key) await dropDraft(context, reply, draft.id)
  const { tracking_number: number, admitted } = report
  return { kind: 'sent', number, next: admitted ? `${PATHS.report(number)}?kabar=kode` : PATHS.code(number) }
}

function refused(request: FastifyRequest, errors: readonly FieldError[]): QueuedAnswer {
  const t = translator(languageOf(request))
  return {
    kind: 'refused',
    problems: errors.map((error) => ({ field: error.field, text: fieldErrorText(t, error) })),
  }
}

async function missingUploads(context: AppContext, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return []
  if (!isUuids(keys)) return [...keys]
  const rows = await context.db
    .selectFrom('attachments')
    .select('draft_id')
    .where('draft_id', 'in', keys)
    .where('report_id', 'is', null)
    .execute()
  const arrived = new Set(rows.map(({ draft_id }) => draft_id))
  return keys.filter((key) => !arrived.has(key.toLowerCase()))
}

/** What was uploaded for it, and what this browser's kept draft had of it already. */
async function filesOf(
  context: AppContext,
  request: FastifyRequest,
  uploads: readonly string[],
): Promise<string[]> {
  const kept = request.form.getAll('attachments_kept')
  const draftId = draftIdOf(request)
  const own = kept.length > 0 && draftId !== null ? await readFiles(context, draftId) : []
  const uploaded = uploads.length === 0 ? [] : await readFiles(context, ...uploads)
  return [...own.filter(({ id }) => kept.includes(id)), ...uploaded].map(({ id }) => id)
}
