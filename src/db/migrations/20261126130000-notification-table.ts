import { type Kysely, sql } from 'kysely'

/**
 * Why: operators decide who is told of what by which channel, and staff whether each event or one message a day; only
 * what differs from the defaults of the code is stored.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notification_off (
      event text not null,
      role text not null,
      channel text not null,
      edited_at timestamptz not null,
      primary key (event, role, channel)
    );
    create table staff_digests (
      account_id integer primary key references staff_accounts (id),
      chosen_at timestamptz not null,
      last_sent_on date
    );
  `.execute(db)
}
