import { type Kysely, sql } from 'kysely'

/** Why: an old system's report is imported once, however often its file is read. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table imported_reports (
      source text not null,
      external_id text not null,
      report_id bigint not null references reports (id),
      imported_at timestamptz not null,
      primary key (source, external_id)
    );
    create index imported_reports_of_report on imported_reports (report_id);
  `.execute(db)
}
