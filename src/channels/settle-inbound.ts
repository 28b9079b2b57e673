import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Db, InboundRow } from '../db/index.ts'
import { openBatch } from '../db/index.ts'
import type { Sealer } from '../identity/index.ts'
import { enqueueReplies } from '../notifications/index.ts'
import type { InboundMessage } from './channel.ts'
import type { Conversed } from './conversation/converse.ts'
import { addressHashOf } from './conversation/known-sender.ts'

/** What became of a message, to be kept: its answer and what the conversation remembers. */
export interface Settled {
  readonly row: InboundRow
  readonly message: InboundMessage
  readonly conversed: Conversed
  readonly leaves: 'answer' | 'outbox'
  /** The other parts of a long message. */
  readonly partIds: readonly number[]
}

/** Resolves after the commit. */
export type SettleInbound = (settled: Settled) => Promise<void>

interface SettleDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
}

const TOGETHER = { size: 64, lanes: 2 }

/** Settle messages; those that are done at the same moment in one transaction. */
export function openSettling(deps: SettleDeps): SettleInbound {
  const settle = openBatch(async (batch: readonly Settled[]) => {
    await settleAll(deps, batch)
    return batch.map(() => 'settled' as const)
  }, TOGETHER)
  return async (settled) => {
    await settle(settled)
  }
}

async function settleAll(deps: SettleDeps, batch: readonly Settled[]): Promise<void> {
  const now = deps.clock.now()
  const known = batch.map((settled) => ({
    ...settled,
    addressHash: addressHashOf(deps.sealer, settled.message.sender),
  }))
  await deps.db.transaction().execute(async (tx) => {
    await keepOutcomes(tx, deps.sealer, known, now)
    await remember(tx, known, now)
    const replies = batch.filter(({ leaves }) => leaves === 'outbox')
    await enqueueReplies(
      { ...deps, db: tx },
      replies.map(({ row, message, conversed }) => ({
        channel: message.channel,
        address: message.sender.address,
        thread: message.thread,
        inboundId: row.id,
        reportId: conversed.reportId,
        subject: message.subject ?? '',
        ...conversed.reply,
      })),
    )
  })
}

interface Known extends Settled {
  readonly addressHash: Buffer
}

async function keepOutcomes(tx: Db, sealer: Sealer, batch: readonly Known[], now: Date): Promise<void> {
  const outcomes = batch.flatMap(({ row, conversed, leaves, partIds, addressHash }) => [
    {
      id: row.id,
      report_id: conversed.reportId,
      address_hash: addressHash.toString('hex'),
      text_hash: conversed.toldHash?.toString('hex') ?? null,
      reply_sealed: sealer.seal(conversed.reply.text).toString('hex'),
      reply_way: leaves,
    },
    ...partIds.map((id) => ({ id, report_id: conversed.reportId })),
  ])
  await sql`
    update inbound_messages inbound
    set state = 'done', settled_at = ${now}, next_try_at = null, last_error = null, report_id = x.report_id,
      address_hash = coalesce(decode(x.address_hash, 'hex'), inbound.address_hash),
      text_hash = decode(x.text_hash, 'hex'), reply_sealed = decode(x.reply_sealed, 'hex'), reply_way = x.reply_way
    from json_to_recordset(${JSON.stringify(outcomes)}::json)
      as x(id bigint, report_id bigint, address_hash text, text_hash text, reply_sealed text, reply_way text)
    where inbound.id = x.id
  `.execute(tx)
}

async function remember(tx: Db, batch: readonly Known[], now: Date): Promise<void> {
  await tx
    .insertInto('conversations')
    .values(
      batch.map(({ message, conversed, addressHash }) => ({
        channel: message.channel,
        address_hash: addressHash,
        thread: message.thread ?? '',
        report_id: conversed.reportId,
        stopped_at: conversed.stopped ? now : null,
        language: conversed.language,
        asking: conversed.asking === null ? null : JSON.stringify(conversed.asking),
        asked_at: conversed.asking === null ? null : now,
        updated_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['channel', 'address_hash', 'thread']).doUpdateSet({
        language: sql<string>`excluded.language`,
        asking: sql<string | null>`excluded.asking`,
        asked_at: sql<Date | null>`excluded.asked_at`,
        updated_at: now,
        report_id: sql<number | null>`coalesce(excluded.report_id, conversations.report_id)`,
        stopped_at: sql<Date | null>`
          case when excluded.stopped_at is not null then coalesce(conversations.stopped_at, excluded.stopped_at) end`,
      }),
    )
    .execute()
}
