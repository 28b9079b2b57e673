import { type Kysely, sql } from 'kysely'

/**
 * Why: no page of figures may read a million reports. What is counted of each report stands in `report_facts`, the counts
 * by day and month beside it; a queue, written by a trigger in the very transaction that changes a report, says what has
 * to be counted anew, so that a late commit is counted late and never lost.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`
    create table statistics_queue (
      id bigint generated always as identity primary key,
      report bigint not null
    );

    create function queue_counted_reports() returns trigger language plpgsql as $$
    begin
      insert into statistics_queue (report) select distinct report_id from added;
      return null;
    end $$;
    create trigger report_events_counted after insert on report_events
      referencing new table as added for each statement execute function queue_counted_reports();

    create table report_facts (
      report_id bigint primary key references reports (id),
      -- Received, in the time zone of its institution.
      day date not null,
      node_id integer not null,
      institution_id integer not null,
      path integer[] not null,
      class text not null,
      oversight boolean not null,
      category_id integer,
      channel text not null,
      -- Not finer than the district.
      area_code text,
      state text not null,
      submitted_at timestamptz not null,
      assigned_at timestamptz,
      first_follow_up_at timestamptz,
      answered_at timestamptz,
      closed_at timestamptz,
      archived_at timestamptz,
      close_kind text,
      -- In time, late, or not yet decided (null).
      verify_in_time boolean,
      follow_up_in_time boolean,
      solve_in_time boolean,
      warned boolean not null,
      overdue boolean not null,
      returns integer not null,
      reopenings integer not null,
      rating smallint
    );
    create index report_facts_of_institution on report_facts (institution_id, day);
    create index report_facts_of_node on report_facts (node_id);
    create index report_facts_by_category on report_facts (category_id, day);
    create index report_facts_by_area on report_facts (area_code text_pattern_ops, day);
    create table report_facts_next (like report_facts including defaults);
    create unique index report_facts_next_once on report_facts_next (report_id);

    -- Each time a report was given to a node, and each time a node handed it back and who had given it.
    create table handover_facts (
      report_id bigint not null references reports (id),
      seq integer not null,
      month date not null,
      giver_id integer,
      node_id integer not null,
      came_back boolean not null,
      primary key (report_id, seq)
    );
    create table handover_facts_next (like handover_facts including defaults);

    create table figures_by_month (
      node_id integer not null,
      dimension text not null,
      key text not null,
      start date not null,
      ${sql.raw(MEASURES.map((name) => `${name} integer not null default 0`).join(',\n'))},
      primary key (node_id, dimension, start, key)
    );
    create table figures_by_day (
      node_id integer not null,
      start date not null,
      ${sql.raw(MEASURES.map((name) => `${name} integer not null default 0`).join(',\n'))},
      primary key (node_id, start)
    );
    create index figures_open_by_day on figures_by_day (node_id, start) include (open) where open > 0;
    create table flow_by_day (
      node_id integer not null,
      start date not null,
      received integer not null default 0,
      answered integer not null default 0,
      closed integer not null default 0,
      primary key (node_id, start)
    );
    create table steps_by_month (
      node_id integer not null,
      step text not null,
      start date not null,
      bucket integer not null,
      count integer not null default 0,
      primary key (node_id, step, start, bucket)
    );
    create table handovers_by_month (
      node_id integer not null,
      start date not null,
      given integer not null default 0,
      returned integer not null default 0,
      misrouted integer not null default 0,
      primary key (node_id, start)
    );

    -- A unit that moves in the tree takes its reports along; another time zone has other days.
    create function queue_moved_reports() returns trigger language plpgsql as $$
    begin
      insert into statistics_queue (report) select report_id from report_facts where node_id = new.id;
      return null;
    end $$;
    create trigger institutions_counted after update on institutions for each row
      when (old.path is distinct from new.path or old.time_zone is distinct from new.time_zone)
      execute function queue_moved_reports();

    insert into statistics_queue (report) select id from reports where submitted_at is not null order by id;
  `.execute(db)
}

/** Counts of reports; what each means stands in src/statistics/measures.ts. */
const MEASURES = [
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
  'open',
  'unverified',
  'on_hold',
  'warned',
  'overdue',
  'disputed_open',
  'returned_open',
]
