import { type Kysely, sql } from 'kysely'

/** Why: with each call that arrives, those of its webhook that found nobody are looked for, also among thousands queued. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index webhook_deliveries_unreached on webhook_deliveries (webhook_id, next_try_at)
      where state = 'queued' and attempts > 0 and last_status is null;
  `.execute(db)
}
