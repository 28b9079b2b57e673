import { type Kysely, sql } from 'kysely'

/** Why: whoever asked for a reporter's contact reads what came of it, also when it is not given. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table exchange_shares add column identity_answer text`.execute(db)
}
