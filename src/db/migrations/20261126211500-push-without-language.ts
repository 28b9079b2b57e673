import { type Kysely, sql } from 'kysely'

/** Why: what is pushed is written in the language of its report, so that nobody asks for a browser's own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table push_subscriptions drop column language`.execute(db)
}
