import { type Kysely, sql } from 'kysely'

/** Why: files that a partner names in a message are fetched after it was taken in, and each of them once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table exchange_files (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      system_id integer not null references exchange_links (system_id),
      -- The entry of the report's history that it came with.
      event_seq integer not null,
      remote_id text not null,
      name text,
      url text,
      sha256 bytea,
      state text not null default 'wanted' check (state in ('wanted', 'taken', 'failed')),
      attempts integer not null default 0,
      next_try_at timestamptz,
      last_error text,
      noted_at timestamptz not null,
      unique (report_id, system_id, remote_id)
    );
    create index exchange_files_due on exchange_files (next_try_at) where state = 'wanted';
  `.execute(db)
}
