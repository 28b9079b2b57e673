import { type Kysely, sql } from 'kysely'

/**
 * Why: an institution may let the machine act alone from a confidence of its own on; a reporter may object to that
 * (UU 27/2022, article 10).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table routing_settings (
      institution_id integer primary key references institutions (id),
      assign_from real check (assign_from between 0.5 and 1),
      archive_nobody boolean not null default false,
      changed_at timestamptz not null,
      changed_by_id integer references staff_accounts (id)
    );

    create table automation_objections (
      report_id bigint primary key references reports (id),
      objected_at timestamptz not null
    );

    create index proposals_by_time on proposals (created_at);
  `.execute(db)
}
