import { type Kysely, sql } from 'kysely'

/** Why: a report whose institution we asked for in vain goes on without; those that wait are found by index. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index conversations_asked on conversations (asked_at) where asking is not null`.execute(db)
}
