import { type Kysely, sql } from 'kysely'

/** Why: where reports gather is shown on a map by cells of about a kilometre, counted like everything else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`
    alter table report_facts add column cell_latitude integer, add column cell_longitude integer;
    alter table report_facts_next add column cell_latitude integer, add column cell_longitude integer;
    create index report_facts_by_cell on report_facts (institution_id, cell_latitude, cell_longitude, day)
      where cell_latitude is not null;
    create index report_facts_of_category on report_facts (institution_id, category_id, day);
    create index report_facts_of_area on report_facts (institution_id, area_code, day);
    create table places_by_month (
      node_id integer not null,
      start date not null,
      cell_latitude integer not null,
      cell_longitude integer not null,
      received integer not null default 0,
      primary key (node_id, start, cell_latitude, cell_longitude)
    );
    insert into statistics_queue (report)
      select id from reports where submitted_at is not null and latitude is not null order by id;
  `.execute(db)
}
