import { type Kysely, sql } from 'kysely'

/**
 * Why: handling that holds. Deadlines are watched (warning, miss, offer to the level above), several institutions work
 * on one report, reports of one incident are joined, a decision after three returns binds, answers may need approval.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reports
      add column binding_holder_id integer references institutions (id),
      add column joined_to_id bigint references reports (id),
      add column joined_at timestamptz,
      add column supports_id bigint references reports (id);
    create index reports_joined_to on reports (joined_to_id) where joined_to_id is not null;

    alter table deadlines
      add column assignment_id bigint references assignments (id),
      add column warn_at timestamptz,
      add column escalate_at timestamptz,
      add column warned_at timestamptz,
      add column missed_at timestamptz,
      add column escalated_at timestamptz,
      add column next_check_at timestamptz;
    create index deadlines_to_check on deadlines (next_check_at) where next_check_at is not null;
    create index deadlines_missed on deadlines (institution_id, missed_at) where missed_at is not null;

    alter table assignments
      add column task text,
      add column required boolean not null default true,
      add column done_text text;
    alter table assignments drop constraint assignments_outcome_check;
    alter table assignments add constraint assignments_outcome_check
      check (outcome in ('reassigned', 'returned', 'escalated', 'ended', 'done', 'declined', 'cancelled'));
    create index assignments_open_tasks on assignments (to_id, report_id) where role = 'supporting' and ended_at is null;

    alter table institutions add column answers_need_approval boolean not null default false;
    alter table staff_accounts add column may_approve boolean not null default false;

    create table pending_answers (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      drafted_by_id integer not null references staff_accounts (id),
      command jsonb not null,
      created_at timestamptz not null,
      decided_at timestamptz,
      decided_by_id integer references staff_accounts (id),
      decision text check (decision in ('approved', 'rejected'))
    );
    create unique index pending_answers_one_open on pending_answers (report_id) where decided_at is null;

    create table answer_templates (
      id integer generated always as identity primary key,
      institution_id integer not null references institutions (id),
      name text not null,
      text text not null,
      active boolean not null default true,
      edited_at timestamptz not null
    );
    create index answer_templates_by_institution on answer_templates (institution_id);

    create table saved_views (
      id integer generated always as identity primary key,
      account_id integer not null references staff_accounts (id),
      name text not null,
      query text not null,
      created_at timestamptz not null
    );
    create unique index saved_views_once on saved_views (account_id, name);

    create table presence (
      report_id bigint not null references reports (id),
      account_id integer not null references staff_accounts (id),
      seen_at timestamptz not null,
      primary key (report_id, account_id)
    );

    create table audit_digests (
      day date primary key,
      events integer not null,
      hash bytea not null,
      made_at timestamptz not null
    );
  `.execute(db)
}
