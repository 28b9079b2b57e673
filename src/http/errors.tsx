import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../errors.ts'
import { isMessageKey, type Language, type MessageKey, type Translate, translator } from '../i18n/index.ts'
import type { AppContext } from './app-context.ts'
import { ErrorPage, StaffErrorPage } from './error-page.tsx'
import { languageOf, pageFrame, sendPage } from './page.ts'

/** Turn every refusal into a page or an RFC 9457 problem; anything else is a bug, logged with its request id. */
export function registerErrors(app: FastifyInstance, context: AppContext): void {
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const refusal = asRefusal(error)
    if (refusal === null) request.log.error({ err: error }, 'request failed')
    sendError(context, refusal ?? new DomainError('unexpected', 500), request, reply)
  })
  app.setNotFoundHandler((request, reply) =>
    sendError(context, new DomainError('not_found', 404), request, reply),
  )
}

/**
 * An address that no route can be found for, as it is broken or too long: it is told before any part of the server
 * has seen the request, so without a page's frame.
 */
export function refuseAddress(context: AppContext) {
  return (_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const refusal = new DomainError('not_found', 404)
    if (request.raw.url?.startsWith('/api/')) sendProblem(context, refusal, request, reply, 'id')
    else
      reply
        .code(404)
        .type('text/plain; charset=utf-8')
        .send(errorText(translator('id'), refusal))
  }
}

/** What the person reads of a wrong field. */
export function fieldErrorText(
  t: Translate,
  error: { code: string; values?: Record<string, string | number> },
): string {
  return t(messageKey(`field_error.${error.code}`, 'field_error.invalid'), error.values ?? {})
}

/** What the person reads of a refusal. */
export function errorText(t: Translate, error: DomainError): string {
  return t(messageKey(`error.${error.code}`, 'error.unexpected'), error.values)
}

/** Fastify's own refusals by their code, in our words. */
const BY_FASTIFY_CODE: Readonly<Record<string, readonly [code: string, status: number]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 413],
  FST_REQ_FILE_TOO_LARGE: ['too_large', 413],
  FST_FILES_LIMIT: ['too_many_parts', 413],
  FST_FIELDS_LIMIT: ['too_many_parts', 413],
  FST_PARTS_LIMIT: ['too_many_parts', 413],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_media_type', 415],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['broken_json', 400],
  FST_ERR_CTP_INVALID_JSON_BODY: ['broken_json', 400],
  FST_CSRF_MISSING_SECRET: ['form_expired', 403],
  FST_CSRF_INVALID_TOKEN: ['form_expired', 403],
  FST_ERR_VALIDATION: ['invalid_input', 422],
}

export function asRefusal(error: FastifyError | Error): DomainError | null {
  if (error instanceof DomainError) return error
  if ('validation' in error && Array.isArray(error.validation)) {
    const fields = error.validation.map(
      (problem: { instancePath: string; params: Record<string, unknown> }) => ({
        field: fieldName(problem),
        code: 'invalid',
      }),
    )
    return new DomainError('invalid_input', 422, { fields })
  }
  const code = 'code' in error ? String(error.code) : ''
  const known = BY_FASTIFY_CODE[code]
  if (known !== undefined) return new DomainError(known[0], known[1])
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 429) return new DomainError('too_many_requests', 429)
  if (status === 503) return new DomainError('busy', 503)
  return status >= 400 && status < 500 ? new DomainError('bad_request', status) : null
}

function sendError(context: AppContext, error: DomainError, request: FastifyRequest, reply: FastifyReply) {
  if (reply.sent) return reply
  if (request.url.startsWith('/api/')) return sendProblem(context, error, request, reply)
  const page = pageFrame(context, request, reply)
  const title = page.t(messageKey(`error.${error.code}.title`, 'error.unexpected.title'))
  const fields = error.fields.map((field) => fieldErrorText(page.t, field))
  const props = {
    page,
    title,
    text: errorText(page.t, error),
    details: fields,
    requestId: error.status >= 500 ? request.id : null,
  }
  const { staff } = request
  const inConsole = staff !== null && /^\/petugas(?:[/?]|$)/.test(request.url)
  const view = inConsole ? <StaffErrorPage {...props} staff={staff} /> : <ErrorPage {...props} />
  return sendPage(reply, view, error.status)
}

/** RFC 9457: `type` is stable, `code` the same in short; `errors` names each wrong field. */
function sendProblem(
  context: AppContext,
  error: DomainError,
  request: FastifyRequest,
  reply: FastifyReply,
  language: Language = languageOf(request),
) {
  const t = translator(/^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : language)
  return reply
    .code(error.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `${context.config.baseUrl}/api/v1/problems/${error.code}`,
        title: t(messageKey(`error.${error.code}.title`, 'error.unexpected.title')),
        status: error.status,
        detail: errorText(t, error),
        code: error.code,
        instance: request.id,
        ...(error.fields.length === 0
          ? {}
          : {
              errors: error.fields.map((field) => ({
                field: field.field,
                code: field.code,
                detail: fieldErrorText(t, field),
              })),
            }),
      }),
    )
}

function fieldName(problem: { instancePath: string; params: Record<string, unknown> }): string {
  const path = problem.instancePath.split('/').filter(Boolean)
  const missing = problem.params.missingProperty ?? problem.params.requiredProperties
  if (typeof missing === 'string') path.push(missing)
  if (Array.isArray(missing) && typeof missing[0] === 'string') path.push(missing[0])
  return path.join('.') || 'body'
}

function messageKey(key: string, otherwise: MessageKey): MessageKey {
  return isMessageKey(key) ? key : otherwise
}
