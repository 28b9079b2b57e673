import { Agent } from 'node:http'
import { ApiPartialResponseError, ApiRequestError, ApiResponseError, TwitterApi } from 'twitter-api-v2'
import type { XConfig } from '../../config.ts'

export interface XApi {
  get<Answer>(path: string, query: Record<string, string | number>): Promise<Answer>
  post<Answer>(path: string, body: Record<string, unknown>): Promise<Answer>
  /** Download what only the account may see. */
  download(url: string, signal: AbortSignal): Promise<Buffer>
  /** Whether an address is X's own: nothing else is fetched on a stranger's word. */
  isOwnMedia(url: string): boolean
}

/** X's media servers. */
const MEDIA_HOST = /(^|\.)twimg\.com$|^ton\.(x|twitter)\.com$/

/** The account's own access, by OAuth 1.0a: it needs no renewal and may do all that the account may. */
export function openXApi(config: XConfig): XApi {
  const { apiKey: appKey, apiSecret: appSecret, accessToken, accessSecret, apiUrl } = config
  const prefix = `${apiUrl}/2/`
  const client = new TwitterApi(
    { appKey, appSecret, accessToken, accessSecret },
    // The library speaks https; a stand-in on loopback does not.
    apiUrl.startsWith('http://') ? { httpAgent: new Agent() } : {},
  )
  return {
    get: (path, query) => client.v2.get(path, query, { prefix }),
    post: (path, body) => client.v2.post(path, body, { prefix }),
    download: async (url, signal) => {
      signal.throwIfAborted()
      return client.v2.get<Buffer>(url, undefined, { forceParseMode: 'buffer', prefix: '' })
    },
    isOwnMedia(address) {
      if (!URL.canParse(address)) return false
      const url = new URL(address)
      return (url.protocol === 'https:' && MEDIA_HOST.test(url.hostname)) || address.startsWith(`${apiUrl}/`)
    },
  }
}

/** What a call's failure means. */
export type XProblem =
  /** Too many calls in a window of X's; `until` is when it ends. */
  | { readonly kind: 'limit'; readonly until: Date | null; readonly reason: string }
  /** The account's plan has no such call. */
  | { readonly kind: 'plan'; readonly reason: string }
  /** Out of reach, out of order, or a right or key that an operator must mend. */
  | { readonly kind: 'later'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly status: number }

/** What X calls an app that its plan or access level does not let call. */
const PLAN =
  /client-not-enrolled|unsupported-authentication|access level|usage-capped|credits|not permitted to access/i

export function problemOf(error: unknown): XProblem {
  if (error instanceof ApiResponseError) {
    const { title = '', detail = '', type = '', reason = '' } = error.data as Record<string, string>
    const words = [error.code, title, detail].filter(Boolean).join(' ')
    if (PLAN.test([title, detail, type, reason].join(' ')) || error.code === 402)
      return { kind: 'plan', reason: words }
    if (error.code === 429) return { kind: 'limit', until: resetOf(error), reason: words }
    if (error.code >= 500 || error.code === 401) return { kind: 'later', reason: words }
    return { kind: 'refused', reason: words, status: error.code }
  }
  if (error instanceof ApiRequestError || error instanceof ApiPartialResponseError) {
    return { kind: 'later', reason: 'X could not be reached' }
  }
  throw error
}

/** The later of the window's end and that of the day's, when that is used up. */
function resetOf({ rateLimit }: ApiResponseError): Date | null {
  if (rateLimit === undefined) return null
  const ends = [rateLimit, rateLimit.day, rateLimit.userDay]
    .filter((limit) => limit !== undefined && limit.remaining <= 0)
    .map((limit) => limit?.reset ?? 0)
  return new Date(Math.max(rateLimit.reset, ...ends) * 1_000)
}
