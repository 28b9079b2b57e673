import type { InboundRow } from '../db/index.ts'
import type { RawMessage } from './channel.ts'
import { type ProcessDeps, processInbound } from './process-inbound.ts'

/** While it is answered no worker takes it; when our process dies, one does after so long. */
const LEASE_MS = 60_000
/** A gateway waits some minutes; a person at a phone does not. What takes longer is answered by the outbox. */
const PATIENCE_MS = 15_000

/** Store a message, do what it asks, and answer with the gateway's own call. */
export async function answerInbound(deps: ProcessDeps, raw: RawMessage): Promise<string | null> {
  const row = await store(deps, raw)
  if (row === null) return earlierAnswer(deps, raw)
  let hasLeft = false
  let timer: NodeJS.Timeout | undefined
  const patience = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      hasLeft = true
      resolve(null)
    }, PATIENCE_MS)
  })
  try {
    return await Promise.race([processInbound(deps, row, () => (hasLeft ? 'outbox' : 'answer')), patience])
  } finally {
    clearTimeout(timer)
  }
}

async function store({ db, clock, sealer }: ProcessDeps, raw: RawMessage): Promise<InboundRow | null> {
  const now = clock.now()
  const row = await db
    .insertInto('inbound_messages')
    .values({
      channel: raw.channel,
      external_id: raw.externalId,
      raw_sealed: sealer.seal(JSON.stringify(raw.payload)),
      state: 'received',
      next_try_at: new Date(now.getTime() + LEASE_MS),
      received_at: now,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'external_id']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ?? null
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
