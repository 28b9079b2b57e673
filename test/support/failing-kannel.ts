import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A sendsms that fails one call in five, in the ways that a gateway fails. */
export interface FailingKannel extends AsyncDisposable {
  readonly url: string
  /** How often each message was taken, by its idempotency key. More than once is once delivered and then known. */
  readonly taken: ReadonlyMap<string, number>
  /** Messages that it refuses for good. */
  readonly refused: ReadonlySet<string>
  readonly calls: number
  /** Calls that wait for their answer at this moment. */
  readonly open: number
  /** Resolves with the n-th call from now on, while it is still open. */
  afterCalls(count: number): Promise<void>
}

/**
 * Of a hundred calls some eleven are refused as busy, nine are taken and then cut off, so that their sender never learns
 * of it, and one message in a hundred is never taken.
 */
export async function startFailingKannel(random: () => number): Promise<FailingKannel> {
  const taken = new Map<string, number>()
  const refused = new Set<string>()
  const waiting: { at: number; resolve: () => void }[] = []
  let calls = 0
  let open = 0
  const server = createServer((request, response) => {
    calls += 1
    open += 1
    response.once('close', () => {
      open -= 1
    })
    for (const each of waiting.splice(0)) {
      if (calls >= each.at) each.resolve()
      else waiting.push(each)
    }
    const key = keyOf(request.url ?? '')
    if (refused.has(key) || (!taken.has(key) && random() < 0.01)) {
      refused.add(key)
      return response.writeHead(400).end('Malformed recipient number, rejected')
    }
    const fate = random()
    if (fate < 0.11) return response.writeHead(503).end('Temporal failure, try again later.')
    taken.set(key, (taken.get(key) ?? 0) + 1)
    if (fate < 0.2) return request.socket.destroy()
    return setTimeout(() => response.writeHead(202).end('0: Accepted for delivery'), random() * 20)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cgi-bin/sendsms`,
    taken,
    refused,
    get calls() {
      return calls
    },
    get open() {
      return open
    },
    afterCalls: (count) => new Promise((resolve) => waiting.push({ at: calls + count, resolve })),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The key comes back with the delivery report: it is in the address that is called for it. */
function keyOf(url: string): string {
  const report = new URL(url, 'http://kannel').searchParams.get('dlr-url') ?? ''
  return new URL(report).searchParams.get('id') ?? ''
}
