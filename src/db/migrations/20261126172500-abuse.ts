import { type Kysely, sql } from 'kysely'

/**
 * Why: whoever floods, threatens or reports what is not real is stopped for a time, is told why, can object, and every
 * step can be undone. What was done when stands in the change log.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table false_marks (
      id bigint generated always as identity primary key,
      report_id bigint not null references reports (id),
      reporter_id bigint not null references reporters (id),
      marked_by integer not null references staff_accounts (id),
      marked_at timestamptz not null,
      reason text not null,
      undone_by integer references staff_accounts (id),
      undone_at timestamptz,
      undone_reason text
    );
    create unique index false_marks_one_open on false_marks (report_id) where undone_at is null;
    create index false_marks_of_reporter on false_marks (reporter_id) where undone_at is null;

    create table reporter_blocks (
      id bigint generated always as identity primary key,
      -- Null for a contact that nobody has reported by yet.
      reporter_id bigint references reporters (id),
      -- The report that gave rise to it.
      because_of bigint references reports (id),
      -- As staff typed it, to be shown masked; null where the person was named by a report.
      contact_kind text check (contact_kind in ('phone', 'email', 'whatsapp', 'telegram', 'x')),
      contact_sealed bytea,
      reason text not null,
      -- Null: by the rule for false reports.
      blocked_by integer references staff_accounts (id),
      blocked_at timestamptz not null,
      expires_at timestamptz not null,
      ended_at timestamptz,
      ended_by integer references staff_accounts (id),
      end_reason text,
      check (expires_at > blocked_at)
    );
    create index reporter_blocks_open on reporter_blocks (expires_at) where ended_at is null;
    create index reporter_blocks_of_reporter on reporter_blocks (reporter_id);
    create table blocked_contacts (
      block_id bigint not null references reporter_blocks (id),
      contact_hash bytea not null,
      primary key (block_id, contact_hash)
    );
    create index blocked_contacts_by_hash on blocked_contacts (contact_hash);

    create table appeals (
      id bigint generated always as identity primary key,
      block_id bigint references reporter_blocks (id),
      mark_id bigint references false_marks (id),
      text text not null,
      made_at timestamptz not null,
      decided_by integer references staff_accounts (id),
      decided_at timestamptz,
      granted boolean,
      decision_reason text,
      check (num_nonnulls(block_id, mark_id) = 1),
      check ((decided_at is null) = (granted is null))
    );
    create unique index appeals_one_open on appeals (block_id, mark_id) nulls not distinct where decided_at is null;

    -- One row: what false reports lead to.
    create table abuse_rules (
      only_row boolean primary key default true check (only_row),
      within_days integer not null check (within_days between 1 and 3650),
      marks_for_identity integer not null check (marks_for_identity between 1 and 100),
      marks_for_block integer not null check (marks_for_block between 1 and 100),
      block_days integer not null check (block_days between 1 and 365)
    );
    insert into abuse_rules (within_days, marks_for_identity, marks_for_block, block_days) values (365, 2, 3, 30);
  `.execute(db)
}
