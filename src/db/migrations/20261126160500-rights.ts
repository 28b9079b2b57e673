import { type Kysely, sql } from 'kysely'

/**
 * Why: who asks to be forgotten (UU 27/2022 on the protection of personal data) is, and what is kept of their reports
 * names nobody; what has served its time goes by itself, by rules that are rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reporters add column erased_at timestamptz;
    alter table reports add column anonymised_at timestamptz;

    create table retention_rules (
      class text primary key check (class in ('complaint', 'aspiration', 'information_request')),
      -- Months after the report ended; then nothing of it tells of its reporter.
      months integer not null check (months between 1 and 600),
      source text not null
    );
    insert into retention_rules (class, months, source) values
      ('complaint', 60, 'UU 27/2022 art. 43; UU 43/2009 on archives: active two years, inactive three'),
      ('aspiration', 24, 'UU 27/2022 art. 43; UU 43/2009 on archives: active two years'),
      ('information_request', 36, 'UU 27/2022 art. 43; UU 14/2008 on public information: disputes and their appeals');
    create index reports_to_anonymise on reports (coalesce(closed_at, archived_at))
      where anonymised_at is null and state in ('closed', 'archived');
  `.execute(db)
}
