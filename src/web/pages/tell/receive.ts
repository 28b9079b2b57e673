import type { FastifyReply, FastifyRequest } from 'fastify'
import { localDate } from '../../../deadlines/index.ts'
import { DomainError, type FieldError } from '../../../errors.ts'
import { type AppContext, languageOf } from '../../../http/index.ts'
import { listContacts, type ReporterContact, readContact } from '../../../identity/index.ts'
import {
  checkSubmission,
  type FindSimilar,
  readTrackingNumber,
  type SimilarReport,
  type SubmissionInput,
  submitReport,
} from '../../../reports/index.ts'
import { namesFields } from '../../field-problems.ts'
import type { Candidate } from '../../find-named.ts'
import { reporterOf } from '../../reporter-session.ts'
import { type CompletedValues, completeValues } from './complete-values.ts'
import { type Draft, dropDraft, keepDraft, saveFields } from './draft.ts'
import { JOIN_ACTION, similarTo } from './similar-reports.tsx'
import { digestOf, postedValues, submissionOf, unreadableFields } from './values.ts'

export interface SentReport {
  readonly id: number
  /** Sent by a signed-in reporter: there is no code to enter, though their identity may still be waited for. */
  readonly admitted: boolean
  readonly tracking_number: string
}

/** What became of a posted form. */
export type Received =
  | { readonly kind: 'sent'; readonly report: SentReport }
  /** Instead of sending it they go to the report of this number, the draft kept. */
  | { readonly kind: 'join'; readonly number: string }
  | {
      readonly kind: 'again'
      readonly status: 200 | 422
      readonly draft: Draft
      readonly errors: readonly FieldError[]
      /** The button was to keep it for later. */
      readonly saved: boolean
      readonly areaChoices: readonly Candidate[]
      readonly institutionChoices: readonly Candidate[]
      /** Shown before it is sent; sending again sends it. */
      readonly similar: readonly SimilarReport[]
    }

/** Keep what was posted, then do what its button asks: look a name up, only keep it, or send it. */
export async function receive(
  context: AppContext,
  find: FindSimilar,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Received> {
  const key = submissionKey(request)
  const earlier = await findSent(context, key)
  if (earlier !== null) return { kind: 'sent', report: earlier }

  const { draft: kept, fileErrors } = await keepDraft(context, request, reply)
  const completed = await completeValues(context.db, kept.values, request.form)
  const draft: Draft = { ...kept, values: completed.values }
  await saveFields(context, draft.id, draft.values)

  const action = request.form.get('action')
  const joined = action.startsWith(JOIN_ACTION) ? readTrackingNumber(action.slice(JOIN_ACTION.length)) : null
  if (joined !== null) return { kind: 'join', number: joined }
  if (action !== '' && action !== 'send') {
    return { ...again(draft, completed), status: 200, errors: fileErrors, saved: action === 'save' }
  }
  const input = submissionOf(
    draft.values,
    draft.files.map((file) => file.id),
  )
  const errors = [
    ...fileErrors,
    ...unreadableFields(draft.values),
    ...unclearNames(completed),
    ...wrongFields(context, input),
  ]
  if (errors.length > 0) return { ...again(draft, completed), status: 422, errors }
  // Who types without script was not asked yet.
  const similar = request.form.get('similar_seen') === '' ? await similarTo(find, draft.values) : []
  if (similar.length > 0) return { ...again(draft, completed), status: 200, errors, similar }
  try {
    const report = await send(context, request, { input, key })
    await dropDraft(context, reply, draft.id)
    return { kind: 'sent', report }
  } catch (error) {
    if (!namesFields(error)) throw error
    return { ...again(draft, completed), status: 422, errors: error.fields }
  }
}

function again(draft: Draft, { area, institution }: CompletedValues) {
  return {
    kind: 'again',
    draft,
    saved: false,
    similar: [],
    areaChoices: area.kind === 'several' ? area.candidates : [],
    institutionChoices: institution.kind === 'several' ? institution.candidates : [],
  } as const
}

/** Write the report; sent twice at the same instant it is one. */
export async function send(
  context: AppContext,
  request: FastifyRequest,
  { input, key }: { input: SubmissionInput; key: string },
): Promise<SentReport> {
  const language = languageOf(request)
  try {
    const confirmedContact = await ownContact(context, request, input)
    const sent = await submitReport(context, {
      input,
      channel: 'web',
      language,
      idempotencyKey: key,
      confirmedContact,
    })
    return {
      id: sent.id,
      tracking_number: sent.trackingNumber,
      admitted: sent.state === 'submitted' || sent.lacks !== null,
    }
  } catch (error) {
    // Sent twice at the same instant: the files were stored twice, so the other one looks different, but is the same.
    const first =
      error instanceof DomainError && error.code === 'idempotency_key_reused'
        ? await findSent(context, key)
        : null
    if (first === null) throw error
    return first
  }
}

/** The contact written in the form, if it is a confirmed one of the signed-in reporter. */
async function ownContact(
  context: AppContext,
  request: FastifyRequest,
  input: SubmissionInput,
): Promise<ReporterContact | null> {
  const reporterId = await reporterOf(context, request)
  const written = readContact(input.phone ?? input.email ?? '')
  if (reporterId === null || written === null) return null
  const contacts = await listContacts(context.db, context.sealer, reporterId)
  return (
    contacts.find(
      ({ kind, value, confirmed }) => confirmed && kind === written.kind && value === written.value,
    ) ?? null
  )
}

/** The form's key with a digest of what was written: sending again is the same report, changing it is another. */
function submissionKey({ form }: FastifyRequest): string {
  const values = postedValues(form)
  return `web:${values.submission_key}:${digestOf(values, form)}`
}

/** The report that was sent under a key before. */
export async function findSent(context: AppContext, key: string): Promise<SentReport | null> {
  const row = await context.db
    .selectFrom('submission_keys')
    .innerJoin('reports', 'reports.id', 'submission_keys.report_id')
    .leftJoin('identity_waits', 'identity_waits.report_id', 'reports.id')
    .select(['reports.id', 'tracking_number', 'state', 'identity_waits.lacks'])
    .where('key', '=', key)
    .executeTakeFirst()
  if (row === undefined) return null
  const { lacks, ...report } = row
  return { ...report, admitted: row.state !== 'awaiting_identity' || lacks !== null }
}

/** Names that several things have, or none. */
export function unclearNames({ area, institution }: CompletedValues): FieldError[] {
  const errors: FieldError[] = []
  if (area.kind === 'several') errors.push({ field: 'area', code: 'choose_area' })
  if (institution.kind === 'several') errors.push({ field: 'institution', code: 'choose_institution' })
  if (institution.kind === 'unknown') errors.push({ field: 'institution', code: 'institution_not_found' })
  return errors
}

/** All wrong fields at once, so that nobody is sent round twice. */
export function wrongFields(context: AppContext, input: SubmissionInput): readonly FieldError[] {
  try {
    checkSubmission(input, localDate(context.clock.now(), 'Asia/Jayapura'))
    return []
  } catch (error) {
    if (!namesFields(error)) throw error
    return error.fields
  }
}
