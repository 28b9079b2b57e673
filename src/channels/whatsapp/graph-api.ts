import type { WhatsAppConfig } from '../../config.ts'

export type GraphAnswer =
  | { readonly outcome: 'ok'; readonly body: Record<string, unknown> }
  | {
      readonly outcome: 'error'
      readonly status: number
      /** Meta asks to act by it, not by the words. */
      readonly code: number
      readonly reason: string
      readonly afterSeconds: number | undefined
    }
  | { readonly outcome: 'unreachable' }

/** One call of Meta's Graph API. */
export async function callGraph(
  config: WhatsAppConfig,
  path: string,
  { body, signal }: { body?: Record<string, unknown>; signal: AbortSignal },
): Promise<GraphAnswer> {
  try {
    const response = await fetch(`${config.apiUrl}/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${config.token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      signal,
      redirect: 'error',
    })
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
    if (response.ok) return { outcome: 'ok', body: answer }
    const error = (answer.error ?? {}) as {
      code?: number
      message?: string
      error_data?: { details?: string }
    }
    const wait = Number(response.headers.get('retry-after'))
    return {
      outcome: 'error',
      status: response.status,
      code: error.code ?? 0,
      reason: [error.message ?? `HTTP ${response.status}`, error.error_data?.details]
        .filter(Boolean)
        .join(': '),
      afterSeconds: Number.isFinite(wait) && wait > 0 ? wait : undefined,
    }
  } catch {
    return { outcome: 'unreachable' }
  }
}

/** More than 24 hours since the person wrote: only a template passes. */
export const OUTSIDE_WINDOW = 131_047

/** The number has no WhatsApp, or its owner blocked us. */
export const NOT_ON_WHATSAPP = 131_026

/**
 * Codes that mean "later" (error code reference of the platform): outages, throughput, pair rate, spam limit, and what
 * is ours to mend, such as a lapsed token, a missing right or an unpaid account: the message must wait for that.
 */
const LATER = new Set([
  0, 1, 2, 3, 4, 10, 190, 80_007, 130_429, 131_000, 131_005, 131_016, 131_031, 131_042, 131_048, 131_056,
  131_057, 133_004,
])

export function isForLater({ status, code }: { status: number; code: number }): boolean {
  return status === 429 || status >= 500 || LATER.has(code) || (code >= 200 && code < 300)
}
