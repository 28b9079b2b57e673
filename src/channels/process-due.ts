import { sql } from 'kysely'
import type { Db, InboundRow } from '../db/index.ts'
import { BY_OUTBOX, type ProcessDeps, processInbound } from './process-inbound.ts'

/** A worker that dies leaves its messages due again after so long. */
const LEASE_MS = 120_000

/**
 * Understand what was stored and waits: webhooks' messages, what an earlier process left behind, what is tried again.
 * The messages of one batch are done one after the other, so that those of one sender keep their order.
 * @returns how many were taken
 */
export async function processDueInbound(deps: ProcessDeps, limit = 20): Promise<number> {
  const rows = await takeDue(deps.db, deps.clock.now(), limit)
  for (const row of rows) await processInbound(deps, row, BY_OUTBOX)
  return rows.length
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
