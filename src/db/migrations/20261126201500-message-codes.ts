import { type Kysely, sql } from 'kysely'

/** Why: a provider may want a one-time code apart from the text around it, and lets it through by a template of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table notifications add column code_sealed bytea`.execute(db)
}
