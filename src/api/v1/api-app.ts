import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify'
import { DomainError } from '../../errors.ts'
import { type AppContext, languageOf, staffOf } from '../../http/index.ts'
import { hashSecret } from '../../identity/index.ts'
import { type Actor, followSecretFits, type RequestKey } from '../../reports/index.ts'

export type ApiApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

export type RegisterEndpoint = (app: ApiApp, context: AppContext) => void

export const CHANNEL = 'api'

/** The caller as an actor, with its `Idempotency-Key`. */
export function staffActor(request: FastifyRequest): Actor {
  const staff = staffOf(request)
  return {
    kind: 'staff',
    staff,
    channel: CHANNEL,
    requestKey: requestKey(request, `staff:${staff.accountId}`),
  }
}

/** The key of a request in its caller's own space, with a hash of what it asks. */
export function requestKey(request: FastifyRequest, space: string): RequestKey | null {
  const header = request.headers['idempotency-key']
  if (typeof header !== 'string' || header === '') return null
  return {
    key: `${space}:${hashSecret(header).toString('hex')}`,
    hash: hashSecret(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`),
  }
}

/** The reporter's proof: `Authorization: Follow <secret of the follow link>`. */
function readFollowSecret(request: FastifyRequest): string | null {
  return /^Follow (\S{1,100})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** Whether the caller is the reporter of this very report: by its follow secret, or by a token of their own. */
export function isReporter(
  context: AppContext,
  request: FastifyRequest,
  report: { readonly id: number; readonly reporter_id: number },
): boolean {
  const secret = readFollowSecret(request)
  if (secret !== null) return followSecretFits(context.sealer, report.id, secret)
  return request.reporterId !== null && request.reporterId === report.reporter_id
}

/**
 * The reporter whose program calls.
 * @throws DomainError reporter_token_required (401)
 */
export function reporterOf({ reporterId }: FastifyRequest): number {
  if (reporterId === null) throw new DomainError('reporter_token_required', 401)
  return reporterId
}

/** The language of texts in an answer: `Accept-Language: en` or `?bahasa=en`, else Indonesian. */
export function apiLanguage(request: FastifyRequest): 'id' | 'en' {
  return /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : languageOf(request)
}
