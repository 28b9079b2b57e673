import { sql } from 'kysely'
import type { Db, InboundRow } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { translator } from '../i18n/index.ts'
import { cutText, enqueueReply } from '../notifications/index.ts'
import { type FileStore, storeUpload } from '../reports/index.ts'
import type { Channel, InboundMessage } from './channel.ts'
import type { Channels } from './channels.ts'
import { type ConverseDeps, type Conversed, converse } from './conversation/converse.ts'
import { addressHashOf } from './conversation/known-sender.ts'
import { putTogether } from './wait-for-parts.ts'

export interface ProcessDeps extends ConverseDeps {
  readonly files: FileStore
  readonly channels: Channels
}

/** How an answer leaves: with the HTTP answer to the gateway, or by the outbox. Asked when the message is settled. */
export type ReplyWay = () => 'answer' | 'outbox'

export const BY_OUTBOX: ReplyWay = () => 'outbox'

/** A fault of ours is tried again so often, over some two days; then it waits for a person. */
const MOST_ATTEMPTS = 10
const FETCH_MS = 20_000

/**
 * Understand a stored message, do what it asks and settle it. A fault leaves it to be tried again.
 * @returns the answer when it leaves with the HTTP answer; null when it leaves by the outbox, or there is none
 */
export async function processInbound(
  deps: ProcessDeps,
  row: InboundRow,
  way: ReplyWay,
): Promise<string | null> {
  try {
    return await understand(deps, row, way)
  } catch (error) {
    await putOff(deps, row, error instanceof Error ? error.message : String(error))
    return null
  }
}

/** A provider that has no file for us yet: wait for it, and take the message in without it in the end. */
class FileNotYet extends Error {}

async function understand(deps: ProcessDeps, row: InboundRow, way: ReplyWay): Promise<string | null> {
  const channel = deps.channels.of(row.channel)
  const payload: unknown = JSON.parse(deps.sealer.open(row.raw_sealed))
  const raw = { channel: row.channel, externalId: row.external_id, payload }
  const received = await channel.receive(raw, row.received_at)
  if (received === null) {
    await settleIgnored(deps, row)
    return null
  }
  const whole = await putTogether(deps, channel, row, received)
  if (whole === null) return null
  const { message } = whole
  const files = await takeFiles(deps, channel, message, row)
  const conversed = await converse(deps, { message, inboundId: row.id, channel, ...files })
  const leaves = way()
  await settle(deps, row, { message, conversed, leaves, partIds: whole.partIds })
  return leaves === 'answer' ? cutText(conversed.reply.text, conversed.reply.link, channel.limits) : null
}

async function takeFiles(
  deps: ProcessDeps,
  channel: Channel,
  message: InboundMessage,
  row: InboundRow,
): Promise<{ attachments: readonly string[]; fileProblems: readonly string[] }> {
  const attachments: string[] = []
  const fileProblems: string[] = []
  for (const file of message.attachments.slice(0, 5)) {
    const fetched = await channel.fetchAttachment?.(file, AbortSignal.timeout(FETCH_MS))
    if (fetched?.outcome === 'retry' && row.attempts < MOST_ATTEMPTS - 1) throw new FileNotYet(fetched.reason)
    try {
      if (fetched?.outcome !== 'fetched') throw new DomainError('file_refused', 422)
      const stored = await storeUpload(deps, { name: file.name, bytes: fetched.bytes, draftId: null })
      attachments.push(stored.id)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      fileProblems.push(translator('id')('channels.file_refused', { name: file.name }))
    }
  }
  return { attachments, fileProblems }
}

interface Settled {
  readonly message: InboundMessage
  readonly conversed: Conversed
  readonly leaves: 'answer' | 'outbox'
  readonly partIds: readonly number[]
}

/** What became of a message, its answer and what the conversation remembers: one transaction. */
async function settle(deps: ProcessDeps, row: InboundRow, settled: Settled): Promise<void> {
  const { message, conversed, leaves, partIds } = settled
  const now = deps.clock.now()
  const addressHash = addressHashOf(deps.sealer, message.sender)
  const done = { state: 'done', settled_at: now, next_try_at: null, report_id: conversed.reportId } as const
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('inbound_messages')
      .set({
        ...done,
        last_error: null,
        address_hash: addressHash,
        text_hash: conversed.toldHash,
        reply_sealed: deps.sealer.seal(conversed.reply.text),
        reply_way: leaves,
      })
      .where('id', '=', row.id)
      .execute()
    if (partIds.length > 0) {
      await tx.updateTable('inbound_messages').set(done).where('id', 'in', partIds).execute()
    }
    await remember(tx, message, addressHash, conversed, now)
    if (leaves === 'outbox') {
      await enqueueReply(
        { ...deps, db: tx },
        {
          channel: message.channel,
          address: message.sender.address,
          thread: message.thread,
          inboundId: row.id,
          reportId: conversed.reportId,
          subject: message.subject ?? '',
          ...conversed.reply,
        },
      )
    }
  })
}

async function settleIgnored({ db, clock }: ProcessDeps, row: InboundRow): Promise<void> {
  await db
    .updateTable('inbound_messages')
    .set({ state: 'ignored', settled_at: clock.now(), next_try_at: null, last_error: null })
    .where('id', '=', row.id)
    .execute()
}

async function remember(
  tx: Db,
  message: InboundMessage,
  addressHash: Buffer,
  conversed: Conversed,
  now: Date,
): Promise<void> {
  const state = {
    language: conversed.language,
    asking: conversed.asking === null ? null : JSON.stringify(conversed.asking),
    asked_at: conversed.asking === null ? null : now,
    updated_at: now,
  }
  await tx
    .insertInto('conversations')
    .values({
      channel: message.channel,
      address_hash: addressHash,
      thread: message.thread ?? '',
      report_id: conversed.reportId,
      stopped_at: conversed.stopped ? now : null,
      ...state,
    })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'address_hash', 'thread']).doUpdateSet({
        ...state,
        report_id: sql<number | null>`coalesce(excluded.report_id, conversations.report_id)`,
        stopped_at: conversed.stopped ? sql<Date>`coalesce(conversations.stopped_at, ${now})` : null,
      }),
    )
    .execute()
}

/** Try again later, each time later; after the last attempt a person must look. */
async function putOff(deps: ProcessDeps, row: InboundRow, reason: string): Promise<void> {
  const attempts = row.attempts + 1
  const isLast = attempts >= MOST_ATTEMPTS
  const waitMs = Math.min(2 ** attempts * 5_000, 6 * 3_600_000) * (0.75 + Math.random() / 2)
  await deps.db
    .updateTable('inbound_messages')
    .set({
      attempts,
      last_error: reason.slice(0, 500),
      state: isLast ? 'failed' : 'received',
      next_try_at: isLast ? null : new Date(deps.clock.now().getTime() + waitMs),
    })
    .where('id', '=', row.id)
    .execute()
}
