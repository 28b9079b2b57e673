import { type Kysely, sql } from 'kysely'

/** Why: a system in training mode is an ordinary one; nothing ever read the mark. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table connected_systems drop column if exists sandbox`.execute(db)
}
