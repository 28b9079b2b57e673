import { type Kysely, sql } from 'kysely'

/**
 * Why: a page of figures reads few rows at any size. Who reported stands in the facts and in the indexes by which parts are
 * looked up, so that five people are found without the reports; what is open now is one row for each node; and each
 * node has a version that every count of it raises, so that what was read of it can be kept until then.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`
    drop index report_facts_of_institution, report_facts_of_node, report_facts_by_category, report_facts_by_area,
      report_facts_by_cell, report_facts_of_category, report_facts_of_area, report_facts_by_day, report_facts_surveyed,
      report_facts_surveyed_by_day;
    alter table report_facts add column reporter_id bigint;
    alter table report_facts_next add column reporter_id bigint;
    update report_facts set reporter_id = reports.reporter_id from reports where reports.id = report_facts.report_id;
    create index report_facts_of_institution on report_facts (institution_id, day) include (reporter_id, class);
    create index report_facts_of_node on report_facts (node_id, day) include (reporter_id);
    create index report_facts_by_day on report_facts (day) include (reporter_id, class);
    create index report_facts_by_category on report_facts (category_id, day) include (reporter_id);
    create index report_facts_by_area on report_facts (area_code text_pattern_ops, day) include (reporter_id);
    create index report_facts_of_category on report_facts (institution_id, category_id, day) include (reporter_id);
    create index report_facts_of_area on report_facts (institution_id, area_code, day) include (reporter_id);
    create index report_facts_by_cell on report_facts (institution_id, cell_latitude, cell_longitude, day)
      include (reporter_id) where cell_latitude is not null;
    create index report_facts_surveyed on report_facts (node_id, day) where survey is not null;
    create index report_facts_surveyed_by_day on report_facts (day) where survey is not null;

    -- Whose a report is changes when two accounts of one person become one.
    create function queue_reports_of_other() returns trigger language plpgsql as $$
    begin
      insert into statistics_queue (report) values (new.id);
      return null;
    end $$;
    create trigger reports_change_hands after update of reporter_id on reports for each row
      when (old.reporter_id is distinct from new.reporter_id) execute function queue_reports_of_other();

    drop index figures_open_by_month;
    create table figures_now (
      node_id integer primary key,
      ${sql.raw(OPEN.map((name) => `${name} integer not null default 0`).join(',\n'))}
    );
    insert into figures_now (node_id, ${sql.raw(OPEN.join(', '))})
      select node_id, ${sql.raw(OPEN.map((name) => `sum(${name})`).join(', '))}
      from figures_by_month where dimension = 'all' group by node_id;

    -- How much came in is asked of many nodes and categories at once: without the other counts.
    alter table figures_by_month drop constraint figures_by_month_pkey;
    alter table figures_by_month add primary key (node_id, dimension, start, key) include (received);

    create index figures_received on figures_by_month (start, node_id) include (received, followed_up)
      where dimension = 'all';

    create sequence figures_version;
    create table figures_versions (node_id integer primary key, version bigint not null);
  `.execute(db)
}

/** Counts of what is open; what each means stands in src/statistics/measures.ts. */
const OPEN = ['open', 'unverified', 'on_hold', 'warned', 'overdue', 'disputed_open', 'returned_open']
