import { type Kysely, sql } from 'kysely'

/**
 * Why: the public search must not find a report by personal data in its place ("depan rumah Bu Sri 0812…") that every
 * page masks. What the public reads of a place is kept beside the original, and only that is indexed. Places of reports
 * that are published already are indexed where they hold nothing that the masking looks for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reports add column public_location text;
    update reports set public_location = location_text
      where published_at is not null and location_text is not null
        and location_text !~* '[0-9]{5}|@|\\m(bapak|ibu|pak|bu|bpk|sdr|sdri|saudara|saudari|haji|hajah|h|hj)\\M';
    alter table reports drop column search;
    alter table reports add column search tsvector generated always as (
      setweight(to_tsvector('indonesian', coalesce(public_title, '')), 'A') ||
      setweight(to_tsvector('indonesian', coalesce(public_body, '')), 'B') ||
      setweight(to_tsvector('indonesian', coalesce(public_location, '')), 'C')
    ) stored;
    create index reports_by_search on reports using gin (search) with (fastupdate = off)
      where published_at is not null and not secret;
  `.execute(db)
}
