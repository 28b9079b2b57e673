import { sql } from 'kysely'
import type { Db, InboundRow } from '../db/index.ts'
import { BY_OUTBOX, type ProcessDeps, processInbound } from './process-inbound.ts'

/** A worker that dies leaves its messages due again after so long. */
const LEASE_MS = 120_000

/**
 * Understand what was stored and waits: webhooks' messages, what an earlier process left behind, what is tried again.
 * The messages of one sender are done one after the other, those of several at the same time.
 * @returns how many were taken
 */
export async function processDueInbound(deps: ProcessDeps, limit = 200): Promise<number> {
  const rows = await takeDue(deps.db, deps.clock.now(), limit)
  const senders = new Map<string, InboundRow[]>()
  for (const row of rows) {
    const sender = await senderOf(deps, row)
    senders.set(sender, [...(senders.get(sender) ?? []), row])
  }
  const waiting = [...senders.values()]
  const worker = async () => {
    for (let own = waiting.shift(); own !== undefined; own = waiting.shift()) {
      for (const row of own) await processInbound(deps, row, BY_OUTBOX)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return rows.length
}

/** So many senders at a time: what they read and write goes together in few statements. */
const AT_ONCE = 64

/** Who wrote it; a message that cannot be read stands for itself, and fails when it is processed. */
async function senderOf(deps: ProcessDeps, row: InboundRow): Promise<string> {
  try {
    const payload: unknown = JSON.parse(deps.sealer.open(row.raw_sealed))
    const raw = { channel: row.channel, externalId: row.external_id, payload }
    const message = await deps.channels.of(row.channel).receive(raw, row.received_at)
    return message === null ? `row ${row.id}` : `${row.channel} ${message.sender.address}`
  } catch {
    return `row ${row.id}`
  }
}

async function takeDue(db: Db, now: Date, limit: number): Promise<InboundRow[]> {
  const rows = await db
    .updateTable('inbound_messages')
    .set({ next_try_at: new Date(now.getTime() + LEASE_MS) })
    .where('id', 'in', (due) =>
      due
        .selectFrom('inbound_messages')
        .select('id')
        .where('next_try_at', 'is not', null)
        .where('next_try_at', '<=', now)
        .orderBy(sql`next_try_at`)
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute()
  return rows.sort((one, other) => one.id - other.id)
}
