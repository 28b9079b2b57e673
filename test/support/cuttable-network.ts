import { type AddressInfo, createServer, connect as open, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A network between a browser and the server that breaks where a test wants it to. */
export interface CuttableNetwork extends AsyncDisposable {
  /** The server's address through this network. */
  readonly url: string
  /** Break every line, and let none begin. */
  cut(): void
  restore(): void
  /** Break once so many more bytes went up to the server (`up`) or came back down. */
  cutAfter(direction: 'up' | 'down', bytes: number): Promise<void>
  /** Let so many bytes a second through, either way; null for as fast as it goes. */
  limit(bytesPerSecond: number | null): void
  /** Bytes that went up, and that came down, since the last time this was asked. */
  takeSent(): number
  takeReceived(): number
}

/** Real connections that really break, which the browser notices as on a phone; `navigator.onLine` knows nothing of it. */
export async function openNetwork(serverPort: number): Promise<CuttableNetwork> {
  const lines = new Set<Socket>()
  let broken = false
  let sent = 0
  let received = 0
  let rate: number | null = null
  let fuse: { direction: 'up' | 'down'; left: number; blown: () => void } | null = null

  const cut = () => {
    broken = true
    for (const line of lines) line.destroy()
    lines.clear()
  }
  const carry = async (from: Socket, to: Socket, direction: 'up' | 'down') => {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (const piece of rate === null ? [chunk] : pieces(chunk, Math.ceil(rate / 10))) {
        if (rate !== null) await sleep((piece.length / rate) * 1_000)
        if (direction === 'up') sent += piece.length
        else received += piece.length
        if (fuse?.direction === direction) {
          fuse.left -= piece.length
          if (fuse.left <= 0) {
            const { blown } = fuse
            fuse = null
            cut()
            return blown()
          }
        }
        to.write(piece)
      }
    }
    to.end()
  }
  const server = createServer((client) => {
    if (broken) return client.destroy()
    const upstream = open(serverPort, '127.0.0.1')
    for (const line of [client, upstream]) {
      lines.add(line)
      line.on('error', () => undefined)
      line.on('close', () => {
        lines.delete(line)
        client.destroy()
        upstream.destroy()
      })
    }
    carry(client, upstream, 'up').catch(() => undefined)
    carry(upstream, client, 'down').catch(() => undefined)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    restore() {
      broken = false
    },
    cutAfter: (direction, bytes) =>
      new Promise((blown) => {
        fuse = { direction, left: bytes, blown }
      }),
    limit(bytesPerSecond) {
      rate = bytesPerSecond
    },
    takeSent() {
      const taken = sent
      sent = 0
      return taken
    },
    takeReceived() {
      const taken = received
      received = 0
      return taken
    },
    async [Symbol.asyncDispose]() {
      cut()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function pieces(chunk: Buffer, size: number): Buffer[] {
  const count = Math.ceil(chunk.length / size)
  return Array.from({ length: count }, (_, index) => chunk.subarray(index * size, (index + 1) * size))
}
