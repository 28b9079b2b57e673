import pg from 'pg'

export interface Listener {
  close(): Promise<void>
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000

/**
 * Hear what other connections NOTIFY on a channel, by one connection of its own that is opened again when it breaks.
 * `onGap` tells that something may have been missed: at the first connection and after each break.
 */
export function listen(
  url: string,
  channel: string,
  hear: { readonly onMessage: (payload: string) => void; readonly onGap: () => void },
): Listener {
  let closed = false
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null
  let wait = FIRST_WAIT_MS

  const connect = async () => {
    const current = new pg.Client({
      connectionString: url,
      application_name: 'lapor live',
      keepAlive: true,
    })
    client = current
    current.on('notification', (message) => hear.onMessage(message.payload ?? ''))
    current.on('error', () => undefined)
    current.on('end', () => again(current))
    try {
      await current.connect()
      await current.query(`listen ${pg.escapeIdentifier(channel)}`)
      wait = FIRST_WAIT_MS
      if (!closed) hear.onGap()
    } catch {
      await current.end().catch(() => undefined)
      again(current)
    }
  }
  const again = (ended: pg.Client) => {
    if (closed || client !== ended) return
    client = null
    timer = setTimeout(() => void connect(), wait)
    timer.unref()
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
  void connect()
  return {
    async close() {
      closed = true
      if (timer !== null) clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
