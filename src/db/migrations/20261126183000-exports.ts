import { type Kysely, sql } from 'kysely'

/** Why: a list of a million reports is written by a job, with its progress; who took what away stays on record. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table exports (
      id uuid primary key,
      account_id integer not null references staff_accounts (id),
      format text not null check (format in ('csv', 'xlsx', 'pdf')),
      -- As the list is asked for, and as it stands in its address.
      filter jsonb not null,
      query text not null,
      language text not null,
      requested_at timestamptz not null,
      rows integer not null default 0,
      bytes bigint,
      finished_at timestamptz,
      failed_at timestamptz,
      -- The file is gone; that it was made stays.
      removed_at timestamptz,
      downloads integer not null default 0
    );
    create index exports_of_account on exports (account_id, requested_at desc);
    create index exports_with_file on exports (requested_at) where removed_at is null;
  `.execute(db)
}
