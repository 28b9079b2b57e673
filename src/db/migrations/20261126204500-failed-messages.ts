import { type Kysely, sql } from 'kysely'

/** Why: messages of the exchange that were given up are looked for with each one that arrives. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index webhook_deliveries_failed on webhook_deliveries (webhook_id, report_id)
      where state = 'failed' and type like 'exchange.%';
  `.execute(db)
}
