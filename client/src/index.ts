import { OPERATIONS, type Operations } from './operations.ts'

export { OPERATIONS, type Operations }

/** Who calls: a connected system with its code and key, a person's token (staff, or a reporter who signed in), a reporter with the secret of a follow link, or nobody. */
export type Credentials =
  | { readonly clientId: string; readonly clientSecret: string; readonly scope?: string }
  | { readonly token: string }
  | { readonly followSecret: string }

export interface ClientOptions {
  /** The server, such as https://lapor.example.go.id */
  readonly baseUrl: string
  readonly credentials?: Credentials
  readonly language?: 'id' | 'en'
  /** A request is given up after so many milliseconds. */
  readonly timeoutMs?: number
  /** For tests and proxies. */
  readonly fetch?: typeof fetch
}

export type Input<Name extends keyof Operations> = Omit<Operations[Name], 'answer'> & {
  /** The same key with the same content is done once, however often it is sent. */
  readonly idempotencyKey?: string
  /** The ETag one read; the action is refused with 412 when the report has changed since. */
  readonly ifMatch?: string
}
export type Answer<Name extends keyof Operations> = Operations[Name]['answer']

/** A refusal of the server as RFC 9457 problem details. */
export class LaporError extends Error {
  readonly status: number
  /** Stable, such as `changed_meanwhile`. */
  readonly code: string
  readonly fields: readonly { field: string; code: string; detail: string }[]

  constructor(status: number, problem: { code?: string; detail?: string; errors?: LaporError['fields'] }) {
    super(problem.detail ?? `The server answered ${status}`)
    this.name = 'LaporError'
    this.status = status
    this.code = problem.code ?? 'unknown'
    this.fields = problem.errors ?? []
  }
}

/** Busy or broken servers are asked again so often; only where repeating is harmless. */
const TRIES = 4
/** A token is renewed this long before it ends. */
const RENEW_MS = 60_000

/** A client of the API: `await lapor('postReportAssign', { path: { tracking_number }, body: { … } })`. */
export function createClient(options: ClientOptions) {
  const send = options.fetch ?? fetch
  const timeoutMs = options.timeoutMs ?? 30_000
  let token: { text: string; until: number } | null = null

  async function authorization(): Promise<string | null> {
    const { credentials } = options
    if (credentials === undefined) return null
    if ('token' in credentials) return `Bearer ${credentials.token}`
    if ('followSecret' in credentials) return `Follow ${credentials.followSecret}`
    if (token === null || token.until < Date.now() + RENEW_MS) {
      const answer = await send(`${options.baseUrl}/api/v1/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: credentials.clientId,
          client_secret: credentials.clientSecret,
          ...(credentials.scope === undefined ? {} : { scope: credentials.scope }),
        }),
        signal: AbortSignal.timeout(timeoutMs),
      })
      const body = (await answer.json()) as {
        access_token: string
        expires_in: number
        error?: string
        error_description?: string
      }
      if (!answer.ok) {
        throw new LaporError(answer.status, {
          ...(body.error === undefined ? {} : { code: body.error }),
          ...(body.error_description === undefined ? {} : { detail: body.error_description }),
        })
      }
      token = { text: body.access_token, until: Date.now() + body.expires_in * 1_000 }
    }
    return `Bearer ${token.text}`
  }

  return async function call<Name extends keyof Operations>(
    name: Name,
    input: Input<Name>,
  ): Promise<Answer<Name>> {
    const { method, path } = OPERATIONS[name]
    const given = input as {
      path?: Record<string, string>
      query?: Record<string, unknown>
      body?: unknown
      idempotencyKey?: string
      ifMatch?: string
    }
    const url = new URL(
      options.baseUrl +
        path.replaceAll(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(given.path?.[part] ?? '')),
    )
    for (const [key, value] of Object.entries(given.query ?? {})) {
      if (value !== undefined && value !== null) url.searchParams.set(key, String(value))
    }
    const repeatable = method === 'GET' || given.idempotencyKey !== undefined
    for (let attempt = 1; ; attempt += 1) {
      const authorized = await authorization()
      const answer = await send(url, {
        method,
        headers: {
          accept: 'application/json, */*',
          'accept-language': options.language ?? 'id',
          ...(authorized === null ? {} : { authorization: authorized }),
          ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(given.idempotencyKey === undefined ? {} : { 'idempotency-key': given.idempotencyKey }),
          ...(given.ifMatch === undefined ? {} : { 'if-match': given.ifMatch }),
        },
        ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (answer.ok) {
        const isJson = (answer.headers.get('content-type') ?? '').includes('json')
        return (isJson ? await answer.json() : await answer.blob()) as Answer<Name>
      }
      const again = answer.status === 429 || answer.status >= 500
      if (!again || !repeatable || attempt === TRIES) {
        throw new LaporError(answer.status, await answer.json().catch(() => ({})))
      }
      const after = Number(answer.headers.get('retry-after') ?? 2 ** attempt)
      await new Promise((resolve) => setTimeout(resolve, Math.min(after, 60) * 1_000))
    }
  }
}
