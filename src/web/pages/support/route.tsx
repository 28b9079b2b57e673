import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, languageOf, pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { translator } from '../../../i18n/index.ts'
import { isSupportable, isUuids, type PublicReport, submitReport } from '../../../reports/index.ts'
import { contactFields } from '../../contact-fields.ts'
import { NO_PROBLEMS, namesFields, problemsOf } from '../../field-problems.ts'
import { rememberFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { type Draft, dropDraft, type KeptUpload, readDraft } from '../tell/draft.ts'
import { findSent } from '../tell/receive.ts'
import { supportedReport } from './supported-report.ts'
import { SupportPage, type SupportValues } from './view.tsx'

/** `/laporan/:number/ikut`: "I have this too" without telling it all again; counted once the contact is confirmed. */
export const supportRoutes: RegisterRoutes = (app, context) => {
  const url = '/laporan/:number/ikut'

  app.get(url, { config: { access: 'public' } }, async (request, reply) => {
    const report = await supportedReport(context, request)
    if (!isSupportable(report)) return reply.redirect(PATHS.report(report.tracking_number), 303)
    const draft = queryOf(request)('dari') === 'lapor' ? await readDraft(context, request) : null
    return show(context, request, reply, { report, ...begun(draft) })
  })

  app.post(url, { config: { access: 'public' } }, async (request, reply) => {
    const report = await supportedReport(context, request)
    if (!isSupportable(report)) return reply.redirect(PATHS.report(report.tracking_number), 303)
    const values = postedValues(request)
    const key = supportKey(report, values)
    // The answer to the first sending was lost; what went with it is no draft any more.
    const earlier = await findSent(context, key)
    if (earlier !== null) return follow(context, reply, earlier)
    const draft = values.from_draft === '' ? null : await readDraft(context, request)
    const files = draft?.files ?? []
    try {
      const sent = await submitReport(context, {
        input: { ...inputOf(report, values, request), attachments: files.map((file) => file.id) },
        channel: 'web',
        language: languageOf(request),
        idempotencyKey: key,
      })
      // What was written for a report of one's own went along.
      if (draft !== null) await dropDraft(context, reply, draft.id)
      return follow(context, reply, { id: sent.id, tracking_number: sent.trackingNumber })
    } catch (error) {
      if (!namesFields(error)) throw error
      const { t } = pageFrame(context, request, reply)
      const problems = problemsOf(t, error.fields, (field) => ON_PAGE[field] ?? field)
      return show(context, request, reply, { report, values, files, problems }, 422)
    }
  })
}

/** Sending the same words again is the same support, changing them is another. */
function supportKey({ tracking_number }: PublicReport, values: SupportValues): string {
  return `ikut:${tracking_number}:${createHash('sha256').update(JSON.stringify(values)).digest('hex')}`
}

function follow(
  context: AppContext,
  reply: FastifyReply,
  report: { readonly id: number; readonly tracking_number: string },
): FastifyReply {
  rememberFollower(context, reply, report)
  return reply.redirect(PATHS.code(report.tracking_number), 303)
}

const ON_PAGE: Readonly<Record<string, string>> = { phone: 'contact', email: 'contact', body: 'text' }

/** The incident is the same, so place and category are; the words are the supporter's own, if there are any. */
function inputOf(report: PublicReport, values: SupportValues, request: FastifyRequest) {
  const t = translator(languageOf(request))
  const title = report.title ?? ''
  return {
    class: report.class,
    title,
    body: values.text.trim() === '' ? t('support.body', { title }) : values.text,
    area_code: report.area?.code ?? null,
    category_code: report.category?.code ?? null,
    name: values.name,
    ...contactFields(values.contact),
    anonymous: values.anonymous !== '',
    supports: report.tracking_number,
  }
}

/** An untouched form, or what was written for a report of one's own before this one was found. */
function begun(draft: Draft | null): { values: SupportValues; files: readonly KeptUpload[] } {
  const empty = { text: '', name: '', contact: '', anonymous: '', from_draft: '' }
  const { body = '', name = '', contact = '', anonymous = '' } = draft?.values ?? {}
  const kept = draft === null ? {} : { text: body, name, contact, anonymous, from_draft: 'on' }
  return {
    values: { ...empty, ...kept, request_key: crypto.randomUUID() },
    files: draft?.files ?? [],
  }
}

function postedValues({ form }: FastifyRequest): SupportValues {
  const key = form.get('request_key')
  return {
    text: form.get('text').replaceAll('\r\n', '\n'),
    name: form.get('name'),
    contact: form.get('contact'),
    anonymous: form.get('anonymous'),
    from_draft: form.get('from_draft'),
    request_key: isUuids([key]) ? key : crypto.randomUUID(),
  }
}

function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  model: {
    report: PublicReport
    values: SupportValues
    files: readonly KeptUpload[]
    problems?: ReturnType<typeof problemsOf>
  },
  status = 200,
): FastifyReply {
  const page = pageFrame(context, request, reply)
  const path = PATHS.support(model.report.tracking_number)
  return sendPage(reply, <SupportPage page={{ ...page, path }} problems={NO_PROBLEMS} {...model} />, status)
}
