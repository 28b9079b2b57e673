import { type Kysely, sql } from 'kysely'

/** Why: a channel's health line asks what went out last and how much of a day failed; by index, whatever the outbox holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index notifications_sent on notifications (channel, sent_at desc) where sent_at is not null;
    create index inbound_messages_waiting on inbound_messages (channel) where next_try_at is not null;
  `.execute(db)
}
