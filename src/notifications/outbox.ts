import { sql } from 'kysely'
import type { Db, NotificationRow } from '../db/index.ts'
import { maskContact, type Sealer, type Staff } from '../identity/index.ts'

export interface OutboxMessage {
  readonly id: number
  readonly tracking_number: string | null
  readonly recipient_kind: 'reporter' | 'staff'
  readonly channel: NotificationRow['channel']
  /** A reporter's address is masked: the outbox is no way around anonymity. */
  readonly address: string
  readonly subject: string
  /** Readable in training mode only; in production the console shows that a message left, not what it said. */
  readonly body: string | null
  readonly state: NotificationRow['state']
  readonly attempts: number
  readonly last_error: string | null
  readonly created_at: Date
  readonly sent_at: Date | null
}

/**
 * Messages about the reports an institution holds (all of them for the national level) and those to oneself, newest
 * first.
 */
export async function readOutbox(
  deps: { db: Db; sealer: Sealer; readable: boolean },
  staff: Staff,
  filter: { state?: NotificationRow['state'] | undefined; before?: number | undefined; limit: number },
): Promise<OutboxMessage[]> {
  let query = deps.db
    .selectFrom('notifications as message')
    .leftJoin('reports as report', 'report.id', 'message.report_id')
    .selectAll('message')
    .select('report.tracking_number')
    .orderBy('message.id', 'desc')
    .limit(filter.limit)
  if (!staff.nodeIsRoot) {
    query = query.where((where) =>
      where.or([
        where.and([
          where('report.institution_id', '=', staff.institutionId),
          staff.role === 'unit_officer'
            ? sql<boolean>`report.holder_id in (select id from institutions where path @> array[${staff.nodeId}::int])`
            : where.lit(true),
        ]),
        where('message.account_id', '=', staff.accountId),
      ]),
    )
  }
  if (filter.state !== undefined) query = query.where('message.state', '=', filter.state)
  if (filter.before !== undefined) query = query.where('message.id', '<', filter.before)
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    tracking_number: row.tracking_number,
    recipient_kind: row.recipient_kind,
    channel: row.channel,
    address:
      row.recipient_kind === 'staff'
        ? deps.sealer.open(row.address_sealed)
        : masked(row.channel, deps.sealer.open(row.address_sealed)),
    subject: row.subject,
    body: deps.readable ? deps.sealer.open(row.body_sealed) : null,
    state: row.state,
    attempts: row.attempts,
    last_error: row.last_error,
    created_at: row.created_at,
    sent_at: row.sent_at,
  }))
}

function masked(channel: NotificationRow['channel'], address: string): string {
  if (channel === 'push') return '•••'
  return maskContact({ kind: channel === 'sms' ? 'phone' : channel, value: address })
}
