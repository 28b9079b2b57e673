import { type Kysely, sql } from 'kysely'

/**
 * Why: with a million reports no page may read more than it shows, and no job more than is due. Each index serves one
 * kind of list, in the list's own order. On a system that must not wait while they are built, docs/performance.md says
 * how to make them beforehand without a lock; those that are there already are kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Built over a million rows they take minutes: longer than any statement of the running system may.
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`set local maintenance_work_mem = '256MB'`.execute(db)
  await sql`
    -- Counts by state, from the index alone.
    drop index if exists reports_of_holder;
    drop index if exists reports_of_institution;
    drop index if exists reports_by_state;
    create index if not exists reports_counted_of_holder on reports (holder_id, state, due_at)
      where submitted_at is not null;
    create index if not exists reports_counted_of_institution on reports (institution_id, state, due_at)
      where submitted_at is not null;

    -- The inbox by what is due: overdue, warned, the rest.
    create index if not exists reports_urgent_of_holder
      on reports (holder_id, coalesce(due_at, 'infinity'::timestamptz), id, warn_at, state)
      where submitted_at is not null and state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered');
    create index if not exists reports_urgent_of_institution
      on reports (institution_id, coalesce(due_at, 'infinity'::timestamptz), id, warn_at, state)
      where submitted_at is not null and state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered');
    create index if not exists reports_urgent
      on reports (coalesce(due_at, 'infinity'::timestamptz), id, warn_at, state)
      where submitted_at is not null and state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered');

    -- What has ended, the newest first.
    create index if not exists reports_ended_of_holder on reports (holder_id, id, state)
      where submitted_at is not null and state in ('closed', 'archived');
    create index if not exists reports_ended_of_institution on reports (institution_id, id, state)
      where submitted_at is not null and state in ('closed', 'archived');

    -- What silence ends; the overdue reports of institutions are many and not its business.
    create index if not exists reports_silent on reports (due_at)
      where due_kind in ('identity', 'completion', 'reporter_reply');

    -- What was given on, and what we helped with.
    alter table assignments add column if not exists left_institution boolean not null default false;
    update assignments set left_institution = true
      from (select id, lead(institution_id) over (partition by report_id order by id) as next_institution_id
        from assignments where role = 'lead') followed
      where followed.id = assignments.id and next_institution_id <> assignments.institution_id;
    create index if not exists assignments_gone_of_institution on assignments (institution_id, report_id)
      where left_institution or role = 'supporting';
    create index if not exists assignments_gone_of_unit on assignments (to_id, report_id)
      where ended_at is not null or role = 'supporting';

    -- The public list by state, institution and unit.
    create index if not exists reports_public_by_state on reports (state, published_at desc, id desc)
      where published_at is not null and not secret;
    create index if not exists reports_public_of_institution on reports (institution_id, published_at desc, id desc)
      where published_at is not null and not secret;
    create index if not exists reports_public_of_holder on reports (holder_id, published_at desc, id desc)
      where published_at is not null and not secret;

    -- Staff search the reporter's own words; they change seldom, and nobody should wait for a full pending list.
    create index if not exists reports_by_own_words on reports
      using gin (to_tsvector('indonesian', title || ' ' || body)) with (fastupdate = off) where submitted_at is not null;
    alter index reports_by_search set (fastupdate = off);
  `.execute(db)
}
