import { Agent, request } from 'node:http'

export interface Answer {
  readonly status: number
  readonly body: string
  readonly milliseconds: number
}

export interface HttpClient {
  get(path: string, token?: string): Promise<Answer>
  post(path: string, authorization: string, body: unknown): Promise<Answer>
  close(): void
}

/** Keeps so many connections open and measures from the first byte sent to the last one received. */
export function openHttpClient(serverUrl: string, connections: number): HttpClient {
  const { hostname, port } = new URL(serverUrl)
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const send = (method: string, path: string, headers: Record<string, string>, body: string | null) =>
    new Promise<Answer>((resolve, reject) => {
      const startedAt = performance.now()
      const sent = request({ hostname, port, agent, method, path, headers }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const milliseconds = performance.now() - startedAt
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), milliseconds })
        })
        response.on('error', reject)
      })
      sent.on('error', reject)
      sent.end(body ?? undefined)
    })
  return {
    get: (path, token) =>
      send('GET', path, token === undefined ? {} : { authorization: `Bearer ${token}` }, null),
    post: (path, authorization, body) => {
      const text = JSON.stringify(body)
      const length = String(Buffer.byteLength(text))
      return send(
        'POST',
        path,
        { authorization, 'content-type': 'application/json', 'content-length': length },
        text,
      )
    },
    close: () => agent.destroy(),
  }
}
