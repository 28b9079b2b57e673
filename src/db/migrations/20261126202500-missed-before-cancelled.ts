import { type Kysely, sql } from 'kysely'

/** Why: a deadline that was missed counts as late also where the report was archived afterwards; such reports are counted anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`
    insert into statistics_queue (report)
      select distinct report_id from deadlines where cancelled_at is not null and missed_at is not null order by report_id
  `.execute(db)
}
