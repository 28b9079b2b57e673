import { XMLParser } from 'fast-xml-parser'
import type { Outgoing, OutgoingResult } from '../../outgoing/index.ts'
import { cleanWords } from '../partner-words.ts'

/** What a GeoReport v2 server says of a service request. */
export interface FarRequest {
  readonly id: string | null
  readonly token: string | null
  readonly status: string | null
  readonly notes: string | null
}

/** `refused`: the far system says that it cannot be so; sending it again changes nothing. */
export type FarAnswer =
  | { readonly outcome: 'answered'; readonly requests: readonly FarRequest[] }
  | { readonly outcome: 'refused' | 'retry'; readonly reason: string }

const TIMEOUT_MS = 30_000
const MAX_BYTES = 2 * 1024 * 1024
const ERROR_LENGTH = 300
/** As long as a text of a report's history may be. */
const LONGEST = 10_000

export interface FarSystem {
  readonly url: string
  readonly format: 'json' | 'xml'
  readonly jurisdictionId: string | null
  readonly apiKey: string | null
}

/** POST Service Request (GeoReport v2). The key of the request lets a server that knows it make one request of two. */
export async function postRequest(
  outgoing: Outgoing,
  far: FarSystem,
  fields: Readonly<Record<string, string | null>>,
  idempotencyKey: string,
): Promise<FarAnswer> {
  const body = new URLSearchParams()
  const all = { jurisdiction_id: far.jurisdictionId, api_key: far.apiKey, ...fields }
  for (const [name, value] of Object.entries(all)) if (value !== null && value !== '') body.set(name, value)
  const result = await outgoing(`${far.url}/requests.${far.format}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'idempotency-key': idempotencyKey,
      'user-agent': 'LAPOR',
    },
    body: body.toString(),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  })
  return readAnswer(far, result)
}

/** GET service_request_id from a token. */
export function askToken(outgoing: Outgoing, far: FarSystem, token: string): Promise<FarAnswer> {
  return get(outgoing, far, `tokens/${encodeURIComponent(token)}`, {})
}

/** GET Service Requests, several at once. */
export function askRequests(outgoing: Outgoing, far: FarSystem, ids: readonly string[]): Promise<FarAnswer> {
  return get(outgoing, far, 'requests', { service_request_id: ids.join(',') })
}

async function get(
  outgoing: Outgoing,
  far: FarSystem,
  path: string,
  parameters: Readonly<Record<string, string>>,
): Promise<FarAnswer> {
  const query = new URLSearchParams(parameters)
  if (far.jurisdictionId !== null) query.set('jurisdiction_id', far.jurisdictionId)
  if (far.apiKey !== null) query.set('api_key', far.apiKey)
  const result = await outgoing(`${far.url}/${path}.${far.format}?${query}`, {
    headers: { 'user-agent': 'LAPOR' },
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  })
  return readAnswer(far, result)
}

function readAnswer({ format }: FarSystem, result: OutgoingResult): FarAnswer {
  if (result.outcome === 'failed') return { outcome: 'retry', reason: `${result.reason}: ${result.detail}` }
  const { status, body } = result
  const text = body.toString()
  // Nor does a wrong key say anything of the report: the operator mends it, and it is sent again.
  if (status >= 500 || [401, 403, 408, 429].includes(status))
    return { outcome: 'retry', reason: `HTTP ${status}` }
  if (status >= 400)
    return {
      outcome: 'refused',
      reason: cleanWords(`HTTP ${status} ${text.replaceAll(/\s+/g, ' ')}`, ERROR_LENGTH).trim(),
    }
  try {
    const rows = format === 'json' ? readJson(text) : readXml(text)
    return { outcome: 'answered', requests: rows.map(readRow) }
  } catch {
    return { outcome: 'retry', reason: `no ${format} that can be read` }
  }
}

function readJson(text: string): unknown[] {
  const value: unknown = JSON.parse(text)
  return Array.isArray(value) ? value : [value]
}

/** No entities are read: what a far system sends is data, not a program. */
const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: false })

function readXml(text: string): unknown[] {
  const value: unknown = parser.parse(text, true)
  const list = field(field(value, 'service_requests'), 'request')
  if (list === undefined) throw new Error('no service_requests')
  return Array.isArray(list) ? list : [list]
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function readRow(row: unknown): FarRequest {
  const text = (name: string) => {
    const value = field(row, name)
    if (typeof value !== 'string' && typeof value !== 'number') return null
    const plain = String(value).replaceAll(
      /&(amp|lt|gt|quot|apos);/g,
      (_, entity: string) => ENTITIES[entity] ?? '',
    )
    return cleanWords(plain, LONGEST).trim() || null
  }
  return {
    id: text('service_request_id'),
    token: text('token'),
    status: text('status')?.toLowerCase() ?? null,
    notes: text('status_notes'),
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}
