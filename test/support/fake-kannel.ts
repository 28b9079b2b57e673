import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface FakeKannel extends AsyncDisposable {
  /** Its sendsms. */
  readonly url: string
  /** Each message that it took. */
  readonly sent: { readonly to: string; readonly text: string; readonly dlrUrl: string }[]
  mood: 'well' | 'down' | 'refusing'
}

/** Kannel's sendsms as its user's guide describes it, for outages that a real one does not have on demand. */
export async function startFakeKannel(): Promise<FakeKannel> {
  const sent: FakeKannel['sent'] = []
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '', 'http://kannel').searchParams
    if (kannel.mood === 'down') return response.writeHead(503).end('Temporal failure, try again later.')
    if (kannel.mood === 'refusing')
      return response.writeHead(400).end('Empty receiver number not allowed, rejected')
    if (query.get('username') !== 'lapor' || query.get('password') !== 'rahasia') {
      return response.writeHead(403).end('Authorization failed for sendsms')
    }
    sent.push({
      to: query.get('to') ?? '',
      text: query.get('text') ?? '',
      dlrUrl: query.get('dlr-url') ?? '',
    })
    return response.writeHead(202).end('0: Accepted for delivery')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const kannel: FakeKannel = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cgi-bin/sendsms`,
    sent,
    mood: 'well',
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return kannel
}
