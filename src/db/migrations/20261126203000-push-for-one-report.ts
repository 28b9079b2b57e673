import { type Kysely, sql } from 'kysely'

/**
 * Why: a browser that only follows one report must hear of that one alone, as the contact it was told by may be
 * somebody else's. Which of the present ones were allowed by a signed-in reporter is not known, so all are asked anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    delete from push_subscriptions;
    alter table push_subscriptions
      -- Null: all reports of the reporter, who was signed in.
      add column report_id bigint references reports (id) on delete cascade,
      drop constraint push_subscriptions_endpoint_hash_key,
      add constraint push_subscriptions_once unique nulls not distinct (endpoint_hash, report_id);
    create index push_subscriptions_of_report on push_subscriptions (report_id) where report_id is not null;
  `.execute(db)
}
