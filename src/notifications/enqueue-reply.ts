import type { Clock } from '../clock.ts'
import type { ChannelName, Db } from '../db/index.ts'
import type { Sealer } from '../identity/index.ts'
import type { Choice } from './sender.ts'

/** An answer in a conversation. */
export interface ReplyMessage {
  readonly channel: ChannelName
  readonly address: string
  readonly thread: string | null
  /** The stored message it answers; one answer each, however often it is processed. */
  readonly inboundId: number | null
  readonly reportId: number | null
  readonly subject: string
  readonly text: string
  readonly link: string | null
  readonly choices: readonly Choice[]
}

/** An answer that comes a day late confuses more than it helps. */
const REPLY_LIFE_MS = 24 * 3_600_000

interface EnqueueDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
}

/** Put an answer into the outbox, in the transaction that settles its message. */
export function enqueueReply(deps: EnqueueDeps, reply: ReplyMessage): Promise<void> {
  return enqueueReplies(deps, [reply])
}

/** The same for many in one statement. */
export async function enqueueReplies(
  { db, clock, sealer }: EnqueueDeps,
  replies: readonly ReplyMessage[],
): Promise<void> {
  if (replies.length === 0) return
  const now = clock.now()
  await db
    .insertInto('notifications')
    .values(
      replies.map((reply) => ({
        report_id: reply.reportId,
        event_seq: null,
        recipient_kind: 'reporter' as const,
        reporter_id: null,
        account_id: null,
        channel: reply.channel,
        address_sealed: sealer.seal(reply.address),
        subject: reply.subject,
        body_sealed: sealer.seal(reply.text),
        link_sealed: reply.link === null ? null : sealer.seal(reply.link),
        choices: reply.choices.length === 0 ? null : JSON.stringify(reply.choices),
        thread: reply.thread,
        inbound_id: reply.inboundId,
        state: 'queued' as const,
        last_error: null,
        created_at: now,
        next_try_at: now,
        expires_at: new Date(now.getTime() + REPLY_LIFE_MS),
        sent_at: null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
