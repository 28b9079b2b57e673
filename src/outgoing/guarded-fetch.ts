import { lookup as resolveHost } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent } from 'undici'

/** What became of a request to an address that a person set. */
export type OutgoingResult =
  | {
      readonly outcome: 'answered'
      readonly status: number
      readonly headers: Headers
      readonly body: Buffer
    }
  | { readonly outcome: 'failed'; readonly reason: OutgoingFailure; readonly detail: string }

/** `address_refused`: it leads inside our own network. The others say themselves. */
export type OutgoingFailure = 'address_refused' | 'timeout' | 'too_large' | 'unreachable'

export interface OutgoingRequest {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array<ArrayBuffer>
  /** Milliseconds until the last byte of the answer. */
  readonly timeoutMs?: number
  /** The longest answer that is read, in bytes. */
  readonly maxBytes?: number
}

export type Outgoing = (url: string, request?: OutgoingRequest) => Promise<OutgoingResult>

const TIMEOUT_MS = 15_000
const MAX_BYTES = 1024 * 1024

/**
 * Call addresses that people set (webhooks, partner systems, sign-in providers) without being turned against our own
 * network (server-side request forgery, OWASP ASVS V1.3.6): only http and https, no name that resolves to a private,
 * loopback, link-local or otherwise special address, checked for the very address that is connected to, no redirect
 * followed, an answer of limited length and time. Failures are values.
 * @param allowed CIDR ranges that may be called although they are private, such as a government's own network
 */
export function openOutgoing(allowed: readonly string[] = []): Outgoing {
  const ranges = allowed.map((range) => ipaddr.parseCIDR(range))
  const refuses = (address: string) => {
    if (!ipaddr.isValid(address)) return true
    const parsed = ipaddr.process(address)
    if (ranges.some((range) => parsed.kind() === range[0].kind() && parsed.match(range))) return false
    return parsed.range() !== 'unicast'
  }
  const lookup: LookupFunction = (hostname, options, done) => {
    resolveHost(hostname, {
      all: true,
      family: typeof options.family === 'number' ? options.family : 0,
    }).then(
      (addresses) => {
        const refused = addresses.find(({ address }) => refuses(address))
        if (refused !== undefined || addresses[0] === undefined) {
          return done(new AddressRefused(refused?.address ?? hostname), '', 4)
        }
        if (options.all) return done(null, addresses)
        return done(null, addresses[0].address, addresses[0].family)
      },
      (error) => done(error, '', 4),
    )
  }
  const agent = new Agent({
    connect: { lookup, timeout: 10_000 },
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    keepAliveTimeout: 1_000,
  })

  return async (url, request = {}) => {
    const { method = 'GET', headers = {}, body, timeoutMs = TIMEOUT_MS, maxBytes = MAX_BYTES } = request
    const target = readTarget(url)
    if (target === null)
      return { outcome: 'failed', reason: 'address_refused', detail: 'not an http address' }
    const literal = target.hostname.replace(/^\[|\]$/g, '')
    if (ipaddr.isValid(literal) && refuses(literal)) {
      return { outcome: 'failed', reason: 'address_refused', detail: literal }
    }
    try {
      // No redirect is followed, and nothing is unpacked.
      const answer = await agent.request({
        origin: target.origin,
        path: `${target.pathname}${target.search}`,
        method,
        headers: { ...OWN_HEADERS, ...lowerCased(headers) },
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body }),
      })
      const chunks: Uint8Array[] = []
      let bytes = 0
      for await (const chunk of answer.body) {
        bytes += chunk.byteLength
        if (bytes > maxBytes) {
          return { outcome: 'failed', reason: 'too_large', detail: `more than ${maxBytes} bytes` }
        }
        chunks.push(chunk)
      }
      return {
        outcome: 'answered',
        status: answer.statusCode,
        headers: readHeaders(answer.headers),
        body: Buffer.concat(chunks),
      }
    } catch (error) {
      return failureOf(error)
    }
  }
}

/** Nothing packed is asked for: what is unpacked could be far bigger than what was counted. */
const OWN_HEADERS = { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'LAPOR' }

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function readHeaders(given: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given))
    for (const each of [value ?? []].flat()) headers.append(name, each)
  return headers
}

class AddressRefused extends Error {}

function readTarget(url: string): URL | null {
  if (!URL.canParse(url)) return null
  const target = new URL(url)
  return ['http:', 'https:'].includes(target.protocol) && target.username === '' ? target : null
}

function failureOf(error: unknown): OutgoingResult {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof AddressRefused) {
    return { outcome: 'failed', reason: 'address_refused', detail: cause.message }
  }
  const timedOut = error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name)
  return {
    outcome: 'failed',
    reason: timedOut ? 'timeout' : 'unreachable',
    detail: cause instanceof Error ? cause.message : String(cause),
  }
}
