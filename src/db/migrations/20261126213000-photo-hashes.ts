import { type Kysely, sql } from 'kysely'

/**
 * Why: photos of one incident look alike even where the words do not. Each picture keeps its perceptual hash; those of a
 * report stand beside its words, under the kabupaten or kota it was told of. A question reads what was told there in two
 * months from the index alone and counts the bits that differ, so that none is missed and none of another place is read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table attachments add column photo_hash text check (photo_hash ~ '^[0-9a-f]{16}$');
    create table report_photos (
      report_id bigint not null references reports (id),
      created_at timestamptz not null,
      regency text not null,
      hash text not null check (hash ~ '^[0-9a-f]{16}$'),
      primary key (report_id, hash)
    );
    create index report_photos_near on report_photos (regency, created_at) include (report_id, hash);
  `.execute(db)
}
