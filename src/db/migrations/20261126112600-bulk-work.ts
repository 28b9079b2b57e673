import { type Kysely, sql } from 'kysely'

/** Why: what was done to many reports at once stays readable, report by report, and is not done again when it is sent twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bulk_runs (
      id uuid primary key,
      account_id integer not null references staff_accounts (id),
      action text not null check (action in ('assign', 'hold', 'archive', 'follow_up')),
      results jsonb not null,
      finished_at timestamptz not null
    );
    create index bulk_runs_of_account on bulk_runs (account_id, finished_at desc);
  `.execute(db)
}
