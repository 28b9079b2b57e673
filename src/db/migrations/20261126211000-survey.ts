import { type Kysely, sql } from 'kysely'

/**
 * Why: who had a report handled can judge the service by the nine elements of PermenPANRB 14/2017, where the institution
 * asks for it. Answers are counted with the facts of their report, like everything else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`
    create table surveying_institutions (
      institution_id integer primary key references institutions (id),
      since timestamptz not null
    );
    create table survey_answers (
      report_id bigint primary key references reports (id),
      -- One place for each element, 1 to 4 or null.
      points smallint[] not null check (array_length(points, 1) = 9),
      answered_at timestamptz not null
    );

    create function queue_surveyed_report() returns trigger language plpgsql as $$
    begin
      insert into statistics_queue (report) values (new.report_id);
      return null;
    end $$;
    create trigger survey_answers_counted after insert or update on survey_answers
      for each row execute function queue_surveyed_report();

    alter table report_facts add column survey smallint[];
    alter table report_facts_next add column survey smallint[];
    create index report_facts_surveyed on report_facts (institution_id, day) where survey is not null;
    create index report_facts_surveyed_by_day on report_facts (day) where survey is not null;
    create table survey_by_month (
      node_id integer not null,
      start date not null,
      -- 0 counts who answered anything at all.
      element integer not null,
      answers integer not null default 0,
      points integer not null default 0,
      primary key (node_id, start, element)
    );
  `.execute(db)
}
