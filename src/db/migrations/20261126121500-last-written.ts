import { type Kysely, sql } from 'kysely'

/** Why: WhatsApp lets us write freely only within a day after the person wrote, so each sending asks when that was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index inbound_messages_by_sender on inbound_messages (address_hash, received_at desc)
      where address_hash is not null
  `.execute(db)
}
