import { type Kysely, sql } from 'kysely'

/**
 * Why: reports that probably tell of one incident are found once, when a report comes in, and shown to whoever may join
 * them; a page must not search anew each time it is opened.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table likely_duplicates (
      report_id bigint not null references reports (id),
      other_id bigint not null references reports (id),
      probability real not null,
      found_at timestamptz not null,
      primary key (report_id, other_id)
    );
    create index likely_duplicates_of_other on likely_duplicates (other_id);
  `.execute(db)
}
