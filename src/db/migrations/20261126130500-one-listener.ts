import { type Kysely, sql } from 'kysely'

/** Why: of several workers one asks a channel's provider, whose calls may cost money, or stands at its mailbox. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table channel_health
      add column listener text,
      add column listener_until timestamptz
  `.execute(db)
}
