import type { InboundRow } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { translator } from '../i18n/index.ts'
import { cutText } from '../notifications/index.ts'
import { type FileStore, storeUpload } from '../reports/index.ts'
import type { Channel, InboundMessage } from './channel.ts'
import type { Channels } from './channels.ts'
import { type ConverseDeps, converse } from './conversation/converse.ts'
import type { SettleInbound } from './settle-inbound.ts'
import { putTogether } from './wait-for-parts.ts'

export interface ProcessDeps extends ConverseDeps {
  readonly files: FileStore
  readonly channels: Channels
  readonly settle: SettleInbound
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
  const files = await deps.alone(() => takeFiles(deps, channel, message, row))
  const conversed = await converse(deps, { message, inboundId: row.id, channel, ...files })
  const leaves = way()
  await deps.settle({ row, message, conversed, leaves, partIds: whole.partIds })
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

async function settleIgnored({ db, clock }: ProcessDeps, row: InboundRow): Promise<void> {
  await db
    .updateTable('inbound_messages')
    .set({ state: 'ignored', settled_at: clock.now(), next_try_at: null, last_error: null })
    .where('id', '=', row.id)
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
