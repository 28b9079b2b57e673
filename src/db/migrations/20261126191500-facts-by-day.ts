import { type Kysely, sql } from 'kysely'

/** Why: whether five people stand behind a part of the whole country is looked up among the reports of its days alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index report_facts_by_day on report_facts (day)`.execute(db)
}
