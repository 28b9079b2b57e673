import { type Kysely, sql } from 'kysely'

/**
 * Why: a long SMS comes in parts, in any order and minutes apart, and waits until it is whole; an answer leaves once,
 * with the gateway's call or by the outbox; what already waits in the outbox is due.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table inbound_messages
      add column part_of text,
      add column part_index integer,
      add column reply_way text check (reply_way in ('answer', 'outbox'));
    create index inbound_messages_parts on inbound_messages (address_hash, part_of) where state = 'waiting';
    update notifications set next_try_at = created_at where state = 'queued' and next_try_at is null;
  `.execute(db)
}
