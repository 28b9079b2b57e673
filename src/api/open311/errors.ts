import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '../../errors.ts'
import { asRefusal, errorText, fieldErrorText, languageOf } from '../../http/index.ts'
import { translator } from '../../i18n/index.ts'
import { formatOf, sendTree } from './format.ts'

/** GeoReport v2 knows 400 for wrong input, 403 for a missing or wrong key, 404 for what is not there. */
const STATUS: Readonly<Record<number, number>> = { 401: 403, 422: 400 }

/** Turn every refusal into GeoReport's list of errors, one for each wrong field. */
export function registerOpen311Errors(app: FastifyInstance): void {
  app.setErrorHandler((error: Error, request, reply) => {
    const refusal = asRefusal(error)
    if (refusal === null) request.log.error({ err: error }, 'request failed')
    const { fields, status, ...rest } = describe(refusal ?? new DomainError('unexpected', 500), request)
    const code = STATUS[status] ?? status
    const descriptions = fields.length > 0 ? fields : [rest.text]
    if (status >= 500) descriptions.push(`request ${request.id}`)
    return sendTree(
      reply,
      formatOf(request.url),
      {
        root: 'errors',
        item: 'error',
        value: descriptions.map((description) => ({ code: String(code), description })),
      },
      code,
    )
  })
  app.setNotFoundHandler(() => {
    throw new DomainError('not_found', 404)
  })
}

function describe(error: DomainError, request: FastifyRequest) {
  const t = translator(languageOf(request))
  return {
    status: error.status,
    text: errorText(t, error),
    fields: error.fields.map((field) => `${open311Name(field.field)}: ${fieldErrorText(t, field)}`),
  }
}

/** Our field names in GeoReport's words. */
const NAMES: Readonly<Record<string, string>> = {
  body: 'description',
  category_code: 'service_code',
  category: 'service_code',
  institution_code: 'jurisdiction_id',
  area_code: 'address_id',
  location_text: 'address_string',
  latitude: 'lat',
  longitude: 'long',
  name: 'first_name',
  phone: 'phone or email',
  nik: 'attribute[nik]',
  occurred_on: 'attribute[occurred_on]',
  class: 'attribute[class]',
}

function open311Name(field: string): string {
  return NAMES[field] ?? field
}
