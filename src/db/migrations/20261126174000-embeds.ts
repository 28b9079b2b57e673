import { type Kysely, sql } from 'kysely'

/** Why: an institution puts the form for reports into its own site, and says which sites may frame it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table embed_settings (
      institution_id integer primary key references institutions (id),
      origins text[] not null,
      edited_at timestamptz not null
    );
  `.execute(db)
}
