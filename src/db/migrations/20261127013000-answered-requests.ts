import { type Kysely, sql } from 'kysely'

/** Why: what an admin's program asks twice under one key is done once and answered the same; kept for some days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table answered_requests (
      key text primary key,
      request_hash bytea not null,
      answer jsonb,
      created_at timestamptz not null
    )
  `.execute(db)
  await sql`create index answered_requests_by_age on answered_requests (created_at)`.execute(db)
}
