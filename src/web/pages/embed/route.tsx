import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InstitutionRow } from '../../../db/index.ts'
import { DomainError, type FieldError, notFound } from '../../../errors.ts'
import { type AppContext, pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { newSecret } from '../../../identity/index.ts'
import { institutionByCode, readEmbedOrigins } from '../../../institutions/index.ts'
import { confirmIdentity, readTrackingNumber, submitReport } from '../../../reports/index.ts'
import { NO_PROBLEMS, namesFields, problemsOf } from '../../field-problems.ts'
import { FRAME_SCRIPT, LAPOR_FORM_SCRIPT } from './scripts.ts'
import { EmbedDonePage, EmbedFormPage, type EmbedValues, embedPath } from './view.tsx'

const CHANNEL = 'embed'
const FIELDS = ['body', 'location_text', 'name', 'contact', 'key'] as const
/** No cookie reaches a frame on another site, so there is no token either: nobody is signed in here who could be forged. */
const POST = { access: 'public', csrf: false, rateLimit: { max: 30, timeWindow: '1 minute' } } as const

interface Address {
  Params: { code: string; number: string }
}

/** `/tanam/:code`: the form for an institution's own site, in a frame, without script. */
export const embedRoutes: RegisterRoutes = (app, context) => {
  app.get('/tanam/lapor-form.js', { config: { access: 'public' } }, (_request, reply) =>
    sendScript(reply, LAPOR_FORM_SCRIPT),
  )
  app.get('/tanam/bingkai.js', { config: { access: 'public' } }, (_request, reply) =>
    sendScript(reply, FRAME_SCRIPT),
  )
  app.get<Address>('/tanam/:code', { config: { access: 'public' } }, async (request, reply) => {
    const institution = await framed(context, request, reply)
    const page = embedFrame(context, request, reply)
    const values = { body: '', location_text: '', name: '', contact: '', key: newSecret() }
    return sendPage(reply, <EmbedFormPage {...{ page, institution, values }} problems={NO_PROBLEMS} />)
  })
  app.post<Address>('/tanam/:code', { config: POST }, async (request, reply) => {
    const institution = await framed(context, request, reply)
    const page = embedFrame(context, request, reply)
    const values = Object.fromEntries(
      FIELDS.map((name) => [name, request.form.get(name).replaceAll('\0', '')]),
    ) as unknown as EmbedValues
    try {
      const sent = await submitReport(context, {
        input: {
          body: values.body,
          location_text: values.location_text || null,
          institution_code: institution.parent_id === null ? null : institution.code,
          area_code: institution.area_code,
          name: values.name,
          ...(values.contact.includes('@') ? { email: values.contact } : { phone: values.contact }),
        },
        channel: CHANNEL,
        language: page.language,
        idempotencyKey: values.key === '' ? null : `embed:${values.key.slice(0, 100)}`,
      })
      return reply.redirect(embedPath(page, `${institution.code}/${sent.trackingNumber}`), 303)
    } catch (error) {
      if (!namesFields(error)) throw error
      const problems = problemsOf(page.t, error.fields, fieldOf)
      return sendPage(reply, <EmbedFormPage {...{ page, institution, values, problems }} />, 422)
    }
  })
  registerCode(app, context)
}

const registerCode: RegisterRoutes = (app, context) => {
  app.get<Address>('/tanam/:code/:number', { config: { access: 'public' } }, (request, reply) =>
    sendDone(context, request, reply, []),
  )
  app.post<Address>('/tanam/:code/:number', { config: POST }, async (request, reply) => {
    const number = numberOf(request)
    try {
      await confirmIdentity(context, number, request.form.get('code'))
    } catch (error) {
      if (!(error instanceof DomainError) || error.status >= 500) throw error
      const fields = error.fields.length > 0 ? error.fields : [{ field: 'code', code: error.code }]
      return sendDone(context, request, reply, fields)
    }
    const page = embedFrame(context, request, reply)
    return reply.redirect(embedPath(page, `${encodeURIComponent(request.params.code)}/${number}`), 303)
  })
}

/** Tells nothing but whether the code is still waited for: the number alone opens no report. */
async function sendDone(
  context: AppContext,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
  errors: readonly FieldError[],
) {
  const institution = await framed(context, request, reply)
  const number = numberOf(request)
  const report = await context.db
    .selectFrom('reports')
    .select(['submitted_at', 'channel'])
    .where('tracking_number', '=', number)
    .executeTakeFirst()
  if (report?.channel !== CHANNEL) throw notFound()
  const page = embedFrame(context, request, reply)
  return sendPage(
    reply,
    <EmbedDonePage
      page={page}
      institution={institution}
      number={number}
      waits={report.submitted_at === null}
      problems={problemsOf(page.t, errors)}
      baseUrl={context.config.baseUrl}
    />,
    errors.length > 0 ? 422 : 200,
  )
}

/** The institution of a frame, with the headers that let its own sites show it, and nobody else. */
async function framed(
  context: AppContext,
  request: FastifyRequest<Address>,
  reply: FastifyReply,
): Promise<InstitutionRow> {
  const { code } = request.params
  const institution = code.includes('\0') ? null : await institutionByCode(context.db, code)
  if (institution === null || !institution.active || institution.institution_id !== institution.id)
    throw notFound()
  const origins = await readEmbedOrigins(context.db, institution.id)
  const policy = String(reply.getHeader('content-security-policy') ?? '')
  const ancestors = origins.length === 0 ? "'none'" : `'self' ${origins.join(' ')}`
  reply.header(
    'content-security-policy',
    policy.replace(/frame-ancestors[^;]*/, `frame-ancestors ${ancestors}`),
  )
  // The older header knows one site only; the policy above says it for every browser that shows the form.
  if (origins.length > 0) reply.removeHeader('x-frame-options')
  return institution
}

/** A page without our script; the small one that tells its height comes with the web component alone. */
function embedFrame(context: AppContext, request: FastifyRequest, reply: FastifyReply) {
  const page = pageFrame(context, request, reply)
  return { ...page, csrfToken: null, assets: { ...page.assets, script: null } }
}

function sendScript(reply: FastifyReply, text: string) {
  return (
    reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      // A module script is fetched by the rules of CORS.
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .send(text)
  )
}

function numberOf(request: FastifyRequest<Address>): string {
  const number = readTrackingNumber(request.params.number)
  if (number === null) throw notFound()
  return number
}

function fieldOf(field: string): string {
  if (field === 'phone' || field === 'email') return 'contact'
  return (FIELDS as readonly string[]).includes(field) ? field : 'body'
}
