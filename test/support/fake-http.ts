import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface FakeAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** An object leaves as JSON. */
  readonly body: unknown
}

export interface FakeHttp extends AsyncDisposable {
  readonly url: string
}

/** Hands a webhook call to the system under test, as the provider's server would. */
export type CallWebhook = (call: {
  method: 'GET' | 'POST'
  url: string
  headers?: Record<string, string>
  payload?: string
}) => Promise<{ statusCode: number; body: string }>

/** A provider's HTTP server on loopback. */
export async function startFakeHttp(
  answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>,
): Promise<FakeHttp> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://fake')
    const {
      status = 200,
      headers = {},
      body,
    } = await answer({
      method: request.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      headers: request.headers,
      body: Buffer.concat(chunks),
    })
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length, ...headers })
      .end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** How a provider takes what is sent to it: as usual, not at all, or refusing this receiver for good. */
export type ProviderMood = 'well' | 'down' | 'refusing'

/** A queue of answers that go before the usual one: outages and refusals. */
export function upsets(): { next(answer: FakeAnswer, times?: number): void; take(): FakeAnswer | undefined } {
  const waiting: FakeAnswer[] = []
  return {
    next: (answer, times = 1) => waiting.push(...Array.from({ length: times }, () => answer)),
    take: () => waiting.shift(),
  }
}
