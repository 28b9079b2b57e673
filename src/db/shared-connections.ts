import type { Socket } from 'node:net'
import pg from 'pg'

/** Connections on which several questions are under way at once; none of them ever holds a transaction. */
export interface SharedConnections {
  /**
   * Send a single statement.
   * @param place whose place of the tree the connection must be set to; null where it has none
   * @returns null where all connections serve other places: ask on one of one's own
   */
  ask(place: number | null, text: string, values: unknown[]): Promise<pg.QueryResult> | null
  end(): Promise<void>
}

interface Shared {
  readonly client: pg.Client
  /** Statements sent and not answered yet. */
  underWay: number
  /** Connected, with its role and, in the scope of staff, its place. */
  ready: Promise<void>
  place: number | null
  /** Something is being sent in this turn of the event loop; it leaves together. */
  isCorked: boolean
  /** Since connections were last looked through. */
  wasUsed: boolean
}

/** What ends more than one statement, as the server's shutting down: by its code, as words are in the server's language. */
const ENDS = /^(57P|08)/

/**
 * A page asks a dozen things at once. Sent one behind the other over one connection (pipelining, as PostgreSQL's protocol
 * allows) they cost one write, one read and one waking of the server's process, instead of a dozen on as many
 * connections. Each statement is a transaction of its own; one that fails fails alone.
 */
export function openSharedConnections(
  open: () => { client: pg.Client; prepare: () => Promise<void> },
  { max, idleMs }: { max: number; idleMs: number },
): SharedConnections {
  let connections: Shared[] = []
  let hasEnded = false
  /** What is asked in one turn of the event loop for one place goes over one connection. */
  const ofThisTurn = new Map<number | null, Shared>()

  const drop = (shared: Shared) => {
    connections = connections.filter((other) => other !== shared)
    for (const [place, chosen] of ofThisTurn) if (chosen === shared) ofThisTurn.delete(place)
    shared.client.end().catch(() => undefined)
  }
  const add = (place: number | null): Shared => {
    const { client, prepare } = open()
    const shared: Shared = {
      client,
      underWay: 0,
      ready: Promise.resolve(),
      place,
      isCorked: false,
      wasUsed: true,
    }
    // Whatever ends it, the next question opens another.
    client.on('error', () => drop(shared))
    client.on('end', () => drop(shared))
    shared.ready = client
      .connect()
      .then(prepare)
      .then(() => setPlace(client, place))
    shared.ready.catch(() => drop(shared))
    connections.push(shared)
    return shared
  }
  const choose = (place: number | null): Shared | null => {
    const mine = connections.filter((shared) => shared.place === place)
    const idle = mine.find(({ underWay }) => underWay === 0)
    if (idle !== undefined) return idle
    const free = connections.find(({ underWay }) => underWay === 0)
    if (free !== undefined) {
      free.place = place
      free.ready = free.ready.then(() => setPlace(free.client, place))
      free.ready.catch(() => drop(free))
      return free
    }
    if (connections.length < max) return add(place)
    return mine.toSorted((one, other) => one.underWay - other.underWay)[0] ?? null
  }
  const send = async (shared: Shared, text: string, values: unknown[]): Promise<pg.QueryResult> => {
    try {
      await shared.ready
      cork(shared)
      return await shared.client.query(text, values)
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || ENDS.test(error.code ?? '')) drop(shared)
      throw error
    } finally {
      shared.underWay -= 1
    }
  }
  const sweeping = setInterval(() => {
    for (const shared of connections) {
      if (!shared.wasUsed && shared.underWay === 0) drop(shared)
      shared.wasUsed = false
    }
  }, idleMs).unref()

  return {
    ask(place, text, values) {
      if (hasEnded) throw new Error('the database is closed')
      const shared = ofThisTurn.get(place) ?? choose(place)
      if (shared === null) return null
      if (ofThisTurn.size === 0) process.nextTick(() => ofThisTurn.clear())
      ofThisTurn.set(place, shared)
      shared.underWay += 1
      shared.wasUsed = true
      return send(shared, text, values)
    },
    async end() {
      hasEnded = true
      clearInterval(sweeping)
      await Promise.all(connections.map(({ client }) => client.end()))
    },
  }
}

/** From here on a connection of the staff role sees what staff of a place see; see `lapor.scope` in the policies. */
export async function setPlace(client: pg.ClientBase, place: number | null): Promise<void> {
  if (place !== null) await client.query("select set_config('lapor.scope', $1, false)", [String(place)])
}

/** What one turn of the event loop sends leaves in one write. */
function cork(shared: Shared): void {
  if (shared.isCorked) return
  shared.isCorked = true
  const { stream } = (shared.client as unknown as { connection: { stream: Socket } }).connection
  stream.cork()
  process.nextTick(() => {
    shared.isCorked = false
    stream.uncork()
  })
}
