import type { InboundRow } from '../db/index.ts'
import { openBatch } from '../db/index.ts'
import type { RawMessage } from './channel.ts'
import { openLimit } from './limit.ts'
import { type ProcessDeps, processInbound, type ReplyWay } from './process-inbound.ts'

/** While it is answered no worker takes it; when our process dies, one does after so long. */
const LEASE_MS = 60_000
/** A gateway waits some minutes; a person at a phone does not. What takes longer is answered by the outbox. */
const PATIENCE_MS = 15_000
/** So many are answered at a time: what they read and write goes together in few statements. */
const LANES = 32
/** When so many wait, the next are only stored, and workers answer them by the outbox: taking in never waits. */
const MOST_WAITING = 64
const STORE = { size: 128, lanes: 2 }

/**
 * Store a message, do what it asks, and answer with the gateway's own call. In a rush it is stored alone, and answered
 * by the outbox as soon as a worker comes to it.
 */
export function openAnswering(deps: ProcessDeps): (raw: RawMessage) => Promise<string | null> {
  const store = openBatch((items: readonly Stored[]) => storeAll(deps, items), STORE)
  const limited = openLimit(LANES)
  const process = ({ row, way }: Answered) => limited(() => processInbound(deps, row, way))
  const answer = (row: InboundRow) => answerInTime(process, row)
  let active = 0
  return async (raw) => {
    const atOnce = active < LANES + MOST_WAITING
    if (atOnce) active += 1
    try {
      const { row } = await store({ raw, atOnce })
      if (row === null) return await earlierAnswer(deps, raw)
      return atOnce ? await answer(row) : null
    } finally {
      if (atOnce) active -= 1
    }
  }
}

async function answerInTime(
  process: (item: Answered) => Promise<string | null>,
  row: InboundRow,
): Promise<string | null> {
  let hasLeft = false
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      hasLeft = true
      resolve(null)
    }, PATIENCE_MS)
  })
  try {
    return await Promise.race([process({ row, way: () => (hasLeft ? 'outbox' : 'answer') }), patience])
  } finally {
    clearTimeout(timer)
  }
}

interface Answered {
  readonly row: InboundRow
  readonly way: ReplyWay
}

interface Stored {
  readonly raw: RawMessage
  readonly atOnce: boolean
}

/** One statement for all; null for one that is known already. */
async function storeAll(
  { db, clock, sealer }: ProcessDeps,
  items: readonly Stored[],
): Promise<{ readonly row: InboundRow | null }[]> {
  const now = clock.now()
  const leased = new Date(now.getTime() + LEASE_MS)
  const rows = await db
    .insertInto('inbound_messages')
    .values(
      items.map(({ raw, atOnce }) => ({
        channel: raw.channel,
        external_id: raw.externalId,
        raw_sealed: sealer.seal(JSON.stringify(raw.payload)),
        state: 'received' as const,
        next_try_at: atOnce ? leased : now,
        received_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['channel', 'external_id']).doNothing())
    .returningAll()
    .execute()
  const fresh = new Map(rows.map((row) => [`${row.channel} ${row.external_id}`, row]))
  return items.map(({ raw }) => {
    const key = `${raw.channel} ${raw.externalId}`
    const row = fresh.get(key) ?? null
    // The same message twice in one batch is new once.
    fresh.delete(key)
    return { row }
  })
}

/** The gateway asks again since our first answer did not reach it: the same once more, unless it goes by the outbox. */
async function earlierAnswer({ db, sealer }: ProcessDeps, raw: RawMessage): Promise<string | null> {
  const row = await db
    .selectFrom('inbound_messages')
    .select(['reply_sealed', 'reply_way'])
    .where('channel', '=', raw.channel)
    .where('external_id', '=', raw.externalId)
    .executeTakeFirst()
  return row?.reply_way === 'answer' && row.reply_sealed !== null ? sealer.open(row.reply_sealed) : null
}
