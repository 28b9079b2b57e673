import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { ChannelName, Db } from '../db/index.ts'
import { notificationIdOf } from '../notifications/index.ts'
import { openAnswering } from './answer-inbound.ts'
import type { RawMessage } from './channel.ts'
import type { ProcessDeps } from './process-inbound.ts'

/** Where adapters put what came in. */
export interface Inbox {
  /**
   * Store messages raw; resolves after the commit, and only then may the provider be told that we have them.
   * One that is known already is left as it is. @returns how many were new
   */
  take(messages: readonly RawMessage[]): Promise<number>
  /**
   * Store a message and do what it asks at once, for a gateway that takes the answer with its call.
   * @returns the answer; null when there is none, or it comes later by the outbox
   */
  answer(message: RawMessage): Promise<string | null>
  /** What became of a message we sent, by the provider's own id. */
  delivered(channel: ChannelName, providerId: string, outcome: 'delivered' | 'undelivered'): Promise<void>
  /** A call whose signature or secret did not fit: refused, and counted for the health line. */
  refuse(channel: ChannelName): Promise<void>
  /** What the connection to the provider is like: a sentence when it is broken or a plan lacks something, else null. */
  report(channel: ChannelName, trouble: string | null): Promise<void>
  /** Where polling goes on. */
  readCursor(channel: ChannelName): Promise<string | null>
  writeCursor(channel: ChannelName, cursor: string): Promise<void>
  /** Count calls of a provider's API that are capped; @returns today's sum with these */
  countCalls(channel: ChannelName, calls: number): Promise<number>
}

export function openInbox(deps: ProcessDeps): Inbox {
  const { db, clock, sealer } = deps
  return {
    answer: openAnswering(deps),
    async delivered(channel, providerId, outcome) {
      await db
        .updateTable('notifications')
        .set({ delivery: outcome, delivery_at: clock.now() })
        .where('channel', '=', channel)
        .where((where) =>
          where.or([
            where('provider_id', '=', providerId),
            // A gateway that knows only our key may report before its own answer to us was noted.
            where('id', '=', notificationIdOf(providerId) ?? 0),
          ]),
        )
        .execute()
    },
    async take(messages) {
      if (messages.length === 0) return 0
      const now = clock.now()
      const inserted = await db
        .insertInto('inbound_messages')
        .values(
          messages.map(({ channel, externalId, payload }) => ({
            channel,
            external_id: externalId,
            raw_sealed: sealer.seal(JSON.stringify(payload)),
            state: 'received' as const,
            next_try_at: now,
            received_at: now,
          })),
        )
        .onConflict((conflict) => conflict.columns(['channel', 'external_id']).doNothing())
        .returning('id')
        .execute()
      return inserted.length
    },
    async refuse(channel) {
      const now = clock.now()
      await db
        .insertInto('channel_health')
        .values({ channel, signature_failures: 1, last_signature_failure_at: now })
        .onConflict((conflict) =>
          conflict.column('channel').doUpdateSet({
            signature_failures: sql<number>`channel_health.signature_failures + 1`,
            last_signature_failure_at: now,
          }),
        )
        .execute()
    },
    async report(channel, trouble) {
      const since = trouble === null ? null : clock.now()
      await db
        .insertInto('channel_health')
        .values({ channel, trouble, trouble_since: since })
        .onConflict((conflict) =>
          conflict.column('channel').doUpdateSet({
            trouble,
            trouble_since:
              since === null ? null : sql<Date>`coalesce(channel_health.trouble_since, ${since})`,
          }),
        )
        .execute()
    },
    async readCursor(channel) {
      const row = await db
        .selectFrom('channel_health')
        .select('cursor')
        .where('channel', '=', channel)
        .executeTakeFirst()
      return row?.cursor ?? null
    },
    async writeCursor(channel, cursor) {
      await db
        .insertInto('channel_health')
        .values({ channel, cursor })
        .onConflict((conflict) => conflict.column('channel').doUpdateSet({ cursor }))
        .execute()
    },
    countCalls: (channel, calls) => countCalls(deps, channel, calls),
  }
}

/**
 * Count calls of a provider's API that are capped or paid, and what they cost in millionths of a US dollar.
 * @returns today's calls with these
 */
export async function countCalls(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  channel: ChannelName,
  calls: number,
  costMicros = 0,
): Promise<number> {
  const day = clock.now().toISOString().slice(0, 10)
  const row = await db
    .insertInto('channel_usage')
    .values({ channel, day, calls, cost_micros: costMicros })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'day']).doUpdateSet({
        calls: sql<number>`channel_usage.calls + ${calls}`,
        cost_micros: sql<number>`channel_usage.cost_micros + ${costMicros}`,
      }),
    )
    .returning('calls')
    .executeTakeFirstOrThrow()
  return row.calls
}
