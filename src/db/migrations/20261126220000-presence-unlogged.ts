import { type Kysely, sql } from 'kysely'

/**
 * Why: who has a report open is said anew every 25 seconds and is of no use after a crash; written to the log, each
 * opening of a report waited for the disk.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table presence set unlogged`.execute(db)
}
