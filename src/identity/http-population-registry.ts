import { setTimeout as pause } from 'node:timers/promises'
import type { Outgoing, OutgoingResult } from '../outgoing/index.ts'
import type { PopulationRegistry, RegistryAnswer } from './population-registry.ts'

export interface RegistrySettings {
  readonly url: string
  readonly key: string
  /** Milliseconds for one try. */
  readonly timeoutMs: number
}

/** A short disturbance is over by then; a longer one is waited for by the report, not by this call. */
const PAUSES_MS = [250, 1_000]
/** The answer is one word; more is not ours. */
const MAX_BYTES = 16_384

/**
 * The population registry over HTTP, by the contract of docs/population-registry.md: three tries, each with its own
 * time limit, through the guard of outgoing calls. What is asked stands in no log and in no address.
 */
export function httpPopulationRegistry(
  call: Outgoing,
  settings: RegistrySettings,
  pausesMs: readonly number[] = PAUSES_MS,
): PopulationRegistry {
  return {
    async ask({ nik, name }) {
      // The same for every try, so that the registry counts, and charges for, one question.
      const requestId = crypto.randomUUID()
      const once = async () =>
        readAnswer(
          await call(`${settings.url.replace(/\/+$/, '')}/v1/identity-checks`, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${settings.key}`,
              'content-type': 'application/json',
              accept: 'application/json',
              'idempotency-key': requestId,
            },
            body: JSON.stringify({ nik, name }),
            timeoutMs: settings.timeoutMs,
            maxBytes: MAX_BYTES,
          }),
        )
      let answer = await once()
      for (const wait of pausesMs) {
        if (answer.outcome !== 'unavailable' || !answer.passing) break
        await pause(wait)
        answer = await once()
      }
      if (answer.outcome !== 'unavailable') return answer
      const { passing: _, ...said } = answer
      return said
    },
  }
}

type ReadAnswer =
  | Exclude<RegistryAnswer, { outcome: 'unavailable' }>
  /** `passing`: trying again at once may help. */
  | (Extract<RegistryAnswer, { outcome: 'unavailable' }> & { readonly passing: boolean })

function readAnswer(result: OutgoingResult): ReadAnswer {
  if (result.outcome === 'failed') {
    return { outcome: 'unavailable', reason: result.reason, passing: result.reason === 'unreachable' }
  }
  const { status, headers, body } = result
  if (status !== 200) {
    const seconds = Number(headers.get('retry-after'))
    return {
      outcome: 'unavailable',
      reason: `status_${status}`,
      passing: status === 502 || status === 503 || status === 504,
      ...(Number.isFinite(seconds) && seconds > 0 ? { afterSeconds: seconds } : {}),
    }
  }
  const word = resultOf(body)
  if (word === 'match' || word === 'mismatch' || word === 'unknown') return { outcome: word }
  return { outcome: 'unavailable', reason: 'unreadable_answer', passing: false }
}

function resultOf(body: Buffer): unknown {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null && 'result' in parsed ? parsed.result : null
  } catch {
    return null
  }
}
