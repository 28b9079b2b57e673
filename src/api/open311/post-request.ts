import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError, type FieldError, invalid } from '../../errors.ts'
import { type AppContext, languageOf } from '../../http/index.ts'
import { translator } from '../../i18n/index.ts'
import type { ConnectedSystem } from '../../identity/index.ts'
import { institutionByCode, isWithin } from '../../institutions/index.ts'
import { type SubmissionInput, submitReport } from '../../reports/index.ts'
import { vouchedContact } from '../vouched-contact.ts'
import { fetchMedia } from './fetch-media.ts'
import { sendTree, splitFormat } from './format.ts'
import { CHANNEL, demandSystem, jurisdictionOf, numberOf, parameter } from './open311-app.ts'
import { findService } from './services.ts'
import { openToken, tokenOf } from './token.ts'

/** POST service request and GET service request id from a token. */
export function registerPostRequest(app: FastifyInstance, context: AppContext): void {
  for (const file of ['requests.xml', 'requests.json']) {
    app.post(`/${file}`, { config: { access: 'public', csrf: false } }, async (request, reply) => {
      const system = demandSystem(request, 'reports:submit')
      const submission = await readSubmission(context, request, system)
      const key = keyOf(request, system)
      const media = await fetchMedia(context, parameter(request, 'media_url'), key)
      const input = { ...submission, attachments: media.attachments }
      const submitted = await submitReport(context, {
        input,
        confirmedContact: vouchedContact(system, input),
        channel: CHANNEL,
        language: languageOf(request),
        systemId: system.id,
        idempotencyKey: key,
      })
      const t = translator(languageOf(request))
      const notice = (words: string) => (media.isMissing ? `${words} ${t('open311.notice.no_media')}` : words)
      return sendTree(
        reply,
        splitFormat(file).format,
        {
          root: 'service_requests',
          item: 'request',
          value: [
            submitted.state === 'submitted'
              ? {
                  service_request_id: submitted.trackingNumber,
                  service_notice: notice(t('open311.notice.received')),
                  account_id: null,
                }
              : {
                  token: tokenOf(context.sealer, submitted.trackingNumber),
                  service_notice: notice(t('open311.notice.confirm')),
                  account_id: null,
                },
          ],
        },
        201,
      )
    })
  }
  app.get<{ Params: { file: string } }>(
    `/tokens/:file`,
    { config: { access: 'public' } },
    async (request, reply) => {
      const { name, format } = splitFormat(request.params.file)
      await jurisdictionOf(context, request)
      const number = openToken(context.sealer, name)
      if (number === null) throw new DomainError('token_not_found', 404)
      const report = await context.db
        .selectFrom('reports')
        .select('submitted_at')
        .where('tracking_number', '=', number)
        .executeTakeFirst()
      if (report === undefined) throw new DomainError('token_not_found', 404)
      return sendTree(reply, format, {
        root: 'service_requests',
        item: 'request',
        value: [{ service_request_id: report.submitted_at === null ? null : number, token: name }],
      })
    },
  )
}

async function readSubmission(
  context: AppContext,
  request: FastifyRequest,
  system: ConnectedSystem,
): Promise<SubmissionInput> {
  const jurisdiction = await jurisdictionOf(context, request)
  const errors: FieldError[] = []
  const service = await findService(context.db, parameter(request, 'service_code'))
  if (service === null) {
    const missing = parameter(request, 'service_code') === ''
    errors.push({ field: 'service_code', code: missing ? 'service_code_missing' : 'unknown_category' })
  }
  const area = parameter(request, 'address_id')
  const address = parameter(request, 'address_string')
  const latitude = numberOf(request, 'lat')
  const longitude = numberOf(request, 'long')
  if (area === '' && address === '' && (latitude === null || longitude === null)) {
    errors.push({ field: 'lat', code: 'location_missing' })
  }
  const yes = (name: string) => {
    const value = parameter(request, `attribute[${name}]`)
    if (!['', 'yes', 'no', 'true', 'false', '1', '0'].includes(value)) {
      errors.push({ field: `attribute[${name}]`, code: 'invalid' })
    }
    return ['yes', 'true', '1'].includes(value)
  }
  const anonymous = yes('anonymous')
  const secret = yes('secret')
  const own = await institutionByCode(context.db, system.institutionCode)
  if (own === null || (jurisdiction !== null && !isWithin(jurisdiction, own.id))) {
    throw new DomainError('not_allowed', 403)
  }
  if (errors.length > 0) throw invalid(errors)
  const recipient = jurisdiction ?? (own.parent_id === null ? null : own)
  return {
    body: parameter(request, 'description'),
    class: parameter(request, 'attribute[class]') || null,
    occurred_on: parameter(request, 'attribute[occurred_on]').slice(0, 10) || null,
    // A local government's report lies within its area, whatever finer place is given.
    area_code: area || recipient?.area_code || null,
    location_text: address || null,
    latitude,
    longitude,
    category_code: service?.code ?? null,
    institution_code: recipient?.code ?? null,
    anonymous,
    secret,
    name: `${parameter(request, 'first_name')} ${parameter(request, 'last_name')}`.trim(),
    phone: parameter(request, 'phone') || null,
    email: parameter(request, 'phone') === '' ? parameter(request, 'email') || null : null,
    nik: parameter(request, 'attribute[nik]') || null,
  }
}

/** GeoReport knows no such header, but a client that sends it may repeat a request without a second report. */
function keyOf(request: FastifyRequest, system: ConnectedSystem): string | null {
  const key = request.headers['idempotency-key']
  return typeof key === 'string' && key !== '' ? `system:${system.id}:${key}` : null
}
