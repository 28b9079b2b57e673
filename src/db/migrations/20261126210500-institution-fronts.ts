import { type Kysely, sql } from 'kysely'

/**
 * Why: an institution's front page carries its own name, emblem and colour, and may be reached by a host name of its own.
 * The emblem is a picture of a few kilobytes that we encoded: in the table every web process has it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table institution_fronts (
      institution_id integer primary key references institutions (id),
      name text check (name <> ''),
      color text check (color ~ '^#[0-9a-f]{6}$'),
      emblem bytea,
      emblem_digest text,
      host text unique check (host = lower(host) and host <> ''),
      edited_at timestamptz not null,
      check ((emblem is null) = (emblem_digest is null))
    );
  `.execute(db)
}
