import type { ChannelName, Db } from '../db/index.ts'
import { notFound } from '../errors.ts'

export interface DeadOutbound {
  readonly id: number
  readonly channel: ChannelName | 'push'
  readonly tracking_number: string | null
  readonly subject: string
  readonly last_error: string | null
  readonly attempts: number
  readonly created_at: Date
}

export interface DeadInbound {
  readonly id: number
  readonly channel: ChannelName
  readonly last_error: string | null
  readonly attempts: number
  readonly received_at: Date
}

/** Messages that could not be delivered, the newest first. */
export function readDeadOutbound(db: Db, limit: number): Promise<DeadOutbound[]> {
  return db
    .selectFrom('notifications as message')
    .leftJoin('reports as report', 'report.id', 'message.report_id')
    .select([
      'message.id',
      'message.channel',
      'report.tracking_number',
      'message.subject',
      'message.last_error',
      'message.attempts',
      'message.created_at',
    ])
    .where('message.state', '=', 'failed')
    .orderBy('message.id', 'desc')
    .limit(limit)
    .execute()
}

/** Messages that came in and could not be understood by a fault of ours, the newest first. */
export function readDeadInbound(db: Db, limit: number): Promise<DeadInbound[]> {
  return db
    .selectFrom('inbound_messages')
    .select(['id', 'channel', 'last_error', 'attempts', 'received_at'])
    .where('state', '=', 'failed')
    .orderBy('received_at', 'desc')
    .limit(limit)
    .execute()
}

/** A message that is sent again has this long, whatever it had before. */
const SECOND_LIFE_MS = 86_400_000

/** Send a dead letter again, from its first attempt on. @throws DomainError not_found */
export async function replayOutbound(db: Db, id: number, now: Date): Promise<void> {
  const row = await db
    .updateTable('notifications')
    .set({
      state: 'queued',
      attempts: 0,
      next_try_at: now,
      expires_at: new Date(now.getTime() + SECOND_LIFE_MS),
    })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw notFound()
}

/** Set a dead letter aside; it stays readable. @throws DomainError not_found */
export async function discardOutbound(db: Db, id: number): Promise<void> {
  const row = await db
    .updateTable('notifications')
    .set({ state: 'discarded', next_try_at: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw notFound()
}

/** Understand a stored message once more. @throws DomainError not_found */
export async function replayInbound(db: Db, id: number, now: Date): Promise<void> {
  const row = await db
    .updateTable('inbound_messages')
    .set({ state: 'received', attempts: 0, next_try_at: now })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw notFound()
}

/** Set a stored message aside; it stays stored. @throws DomainError not_found */
export async function discardInbound(db: Db, id: number): Promise<void> {
  const row = await db
    .updateTable('inbound_messages')
    .set({ state: 'discarded', next_try_at: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) throw notFound()
}
