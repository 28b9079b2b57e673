import { type Kysely, sql } from 'kysely'

/**
 * Why: who leads an institution hears of its figures each week, and at once when one crosses a threshold of its own. By
 * day nothing is read but what is open; the other counts by day cost room and writes for nobody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`
    -- What differs from the default of a person's role.
    create table figure_mail_choices (
      account_id integer not null references staff_accounts (id),
      kind text not null check (kind in ('weekly', 'alerts')),
      wanted boolean not null,
      chosen_at timestamptz not null,
      primary key (account_id, kind)
    );
    create table weekly_mails (
      account_id integer not null references staff_accounts (id),
      -- The Monday on which it was due.
      week date not null,
      primary key (account_id, week)
    );
    create table alert_rules (
      id integer generated always as identity primary key,
      institution_id integer not null references institutions (id),
      measure text not null,
      threshold real not null,
      made_at timestamptz not null,
      -- Null while it is not crossed.
      crossed_at timestamptz,
      value real,
      unique (institution_id, measure)
    );
    alter table figures_by_day ${sql.raw(UNREAD.map((name) => `drop column ${name}`).join(', '))};
    create index figures_unverified_by_day on figures_by_day (node_id, start) where unverified > 0;
  `.execute(db)
}

const UNREAD = [
  'received',
  'verified',
  'verify_in_time',
  'verify_late',
  'followed_up',
  'follow_up_in_time',
  'follow_up_late',
  'answered',
  'solve_in_time',
  'solve_late',
  'closed',
  'closed_confirmed',
  'closed_silent',
  'closed_admin',
  'in_process',
  'archived',
  'reopened',
  'returned',
  'rated',
  'rating_sum',
  'on_hold',
  'warned',
  'overdue',
  'disputed_open',
  'returned_open',
]
