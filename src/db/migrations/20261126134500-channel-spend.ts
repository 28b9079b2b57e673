import { type Kysely, sql } from 'kysely'

/** Why: calls of X are paid one by one, and whoever answers for the budget must see what a day cost. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table channel_usage add column cost_micros bigint not null default 0`.execute(db)
}
