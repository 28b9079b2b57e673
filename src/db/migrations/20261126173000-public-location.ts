import { type Kysely, sql } from 'kysely'

/**
 * Why: the public search must not find a report by personal data in its place ("depan rumah Bu Sri 0812…") that every
 * page masks. What the public reads of a place is kept beside the original, and only that is indexed. Places of reports
 * that are published already are indexed where they hold nothing that the masking looks for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(db)
  await sql`set local maintenance_work_mem = '256MB'`.execute(db)
  await sql`
    alter table reports add column public_location text;
    -- Written in one pass over the table: an update would go through each of its indexes for every row.
    alter table reports drop column search,
      alter column public_location type text using case
        when published_at is not null
          and location_text !~* '[0-9]{5}|@|\\m(bapak|ibu|pak|bu|bpk|sdr|sdri|saudara|saudari|haji|hajah|h|hj)\\M'
        then location_text end;
    alter table reports add column search tsvector generated always as (
      setweight(to_tsvector('indonesian', coalesce(public_title, '')), 'A') ||
      setweight(to_tsvector('indonesian', coalesce(public_body, '')), 'B') ||
      setweight(to_tsvector('indonesian', coalesce(public_location, '')), 'C')
    ) stored;
    create index reports_by_search on reports using gin (search) with (fastupdate = off)
      where published_at is not null and not secret;
  `.execute(db)
}
