import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ReportState } from '../../db/index.ts'
import { DomainError, type FieldError, invalid } from '../../errors.ts'
import { type AppContext, languageOf } from '../../http/index.ts'
import { isMessageKey, type Language, translator } from '../../i18n/index.ts'
import { listPublishedRequests, type PublishedRequest, readTrackingNumber } from '../../reports/index.ts'
import { sendTree, splitFormat, type Tree } from './format.ts'
import { instantOf, jurisdictionOf, parameter } from './open311-app.ts'
import { findService } from './services.ts'

/** GeoReport v2: "a maximum of 90 days or the first 1,000 requests, whichever is smaller". */
const SPAN_MS = 90 * 86_400_000
const MOST = 1_000

/** GeoReport knows only open and closed; our own state stands in the extension. */
export const CLOSED: readonly ReportState[] = ['closed', 'archived']
const OPEN: readonly ReportState[] = ['submitted', 'on_hold', 'assigned', 'in_progress', 'answered']

/** GET service requests and GET service request. */
export function registerReadRequests(app: FastifyInstance, context: AppContext): void {
  for (const file of ['requests.xml', 'requests.json']) {
    app.get(`/${file}`, { config: { access: 'public' } }, async (request, reply) => {
      const jurisdiction = await jurisdictionOf(context, request)
      const numbers = numbersOf(request)
      const requests = await listPublishedRequests(context.db, {
        language: languageOf(request),
        institutionId: jurisdiction?.id,
        systemId: numbers === null ? undefined : request.system?.id,
        ...(numbers === null ? await filterOf(context, request) : { trackingNumbers: numbers }),
        limit: pageSize(request),
      })
      return sendRequests(context, request, reply, splitFormat(file).format, requests)
    })
  }
  app.get<{ Params: { file: string } }>(
    `/requests/:file`,
    { config: { access: 'public' } },
    async (request, reply) => {
      const { name, format } = splitFormat(request.params.file)
      const jurisdiction = await jurisdictionOf(context, request)
      const number = readTrackingNumber(name)
      const requests =
        number === null
          ? []
          : await listPublishedRequests(context.db, {
              language: languageOf(request),
              trackingNumbers: [number],
              institutionId: jurisdiction?.id,
              systemId: request.system?.id,
              limit: 1,
            })
      if (requests.length === 0) throw new DomainError('request_not_found', 404)
      return sendRequests(context, request, reply, format, requests)
    },
  )
}

function sendRequests(
  context: AppContext,
  request: FastifyRequest,
  reply: Parameters<typeof sendTree>[0],
  format: Parameters<typeof sendTree>[1],
  requests: readonly PublishedRequest[],
) {
  const extended = parameter(request, 'extensions') === 'true'
  const language = languageOf(request)
  return sendTree(reply, format, {
    root: 'service_requests',
    item: 'request',
    value: requests.map((row) => toRequest(row, { language, extended, baseUrl: context.config.baseUrl })),
  })
}

function toRequest(
  row: PublishedRequest,
  { language, extended, baseUrl }: { language: Language; extended: boolean; baseUrl: string },
): Tree {
  const t = translator(language)
  const reason = `archive_reason.${row.archive_reason}`
  const notes = row.state === 'archived' && isMessageKey(reason) ? t(reason) : row.last_answer
  return {
    service_request_id: row.tracking_number,
    status: CLOSED.includes(row.state) ? 'closed' : 'open',
    status_notes: notes ?? t(`state.${row.state}`),
    service_name: row.category_name,
    service_code: row.category_code,
    description: row.body,
    agency_responsible: row.holder_name,
    service_notice: null,
    requested_datetime: row.submitted_at.toISOString(),
    updated_datetime: row.updated_at.toISOString(),
    expected_datetime: row.due_at?.toISOString() ?? null,
    address: [row.location_text, row.area_name].filter((part) => part !== null).join(', ') || null,
    address_id: row.area_code,
    zipcode: null,
    lat: row.latitude,
    long: row.longitude,
    media_url: row.image_id === null ? null : `${baseUrl}/lampiran/${row.image_id}`,
    ...(extended
      ? {
          extended_attributes: {
            state: row.state,
            state_label: t(`state.${row.state}`),
            class: row.class,
            title: row.title,
            jurisdiction_id: row.institution_code,
            holder_code: row.holder_code,
            rating: row.rating,
            url: `${baseUrl}/laporan/${row.tracking_number}`,
          },
        }
      : {}),
  }
}

/** `service_request_id` takes several ids, parted by commas, and overrides all other filters. */
function numbersOf(request: FastifyRequest): string[] | null {
  const text = parameter(request, 'service_request_id')
  if (text === '') return null
  const ids = text.split(',').filter((id) => id.trim() !== '')
  if (ids.length > MOST)
    throw invalid([{ field: 'service_request_id', code: 'too_many', values: { max: MOST } }])
  // An id that cannot be one of ours names no request; it is no error to ask for it.
  return [...ids.flatMap((id) => readTrackingNumber(id) ?? []), '']
}

async function filterOf(context: AppContext, request: FastifyRequest) {
  const errors: FieldError[] = []
  const codes = parameter(request, 'service_code')
    .split(',')
    .filter((code) => code !== '')
  const services = await Promise.all(codes.map((code) => findService(context.db, code.trim())))
  if (services.includes(null)) errors.push({ field: 'service_code', code: 'unknown_category' })
  const statuses = parameter(request, 'status')
    .split(',')
    .filter((status) => status !== '')
  const states = statuses.flatMap((status) => {
    if (status.trim() === 'closed') return CLOSED
    if (status.trim() === 'open') return OPEN
    errors.push({ field: 'status', code: 'unknown_status' })
    return []
  })
  const from = instantOf(request, 'start_date')
  const until = instantOf(request, 'end_date')
  const updatedFrom = instantOf(request, 'updated_after')
  if (from !== undefined && until !== undefined && from > until) {
    errors.push({ field: 'end_date', code: 'end_before_start' })
  }
  if (errors.length > 0) throw invalid(errors)
  const last = until ?? (from === undefined ? context.clock.now() : new Date(from.getTime() + SPAN_MS))
  const earliest = new Date(last.getTime() - SPAN_MS)
  return {
    categoryIds: services.length === 0 ? undefined : services.flatMap((service) => service?.id ?? []),
    states: states.length === 0 ? undefined : states,
    // Changes since an instant may concern old requests: there the number alone is the bound.
    submittedFrom: from !== undefined && from > earliest ? from : updatedFrom === undefined ? earliest : from,
    submittedUntil: updatedFrom === undefined ? last : until,
    updatedFrom,
  }
}

function pageSize(request: FastifyRequest): number {
  const text = parameter(request, 'page_size')
  if (text === '') return MOST
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > MOST) {
    throw invalid([{ field: 'page_size', code: 'invalid' }])
  }
  return Number(text)
}
