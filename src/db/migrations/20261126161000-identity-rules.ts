import { type Kysely, sql } from 'kysely'

/** Why: which class or category of reports needs a stated identity (name and NIK) is a rule an admin sets. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table identity_rules (
      id integer generated always as identity primary key,
      class text check (class in ('complaint', 'aspiration', 'information_request')),
      category_id integer references categories (id),
      step text not null check (step in ('contact', 'stated')),
      edited_at timestamptz not null,
      unique nulls not distinct (class, category_id)
    );
  `.execute(db)
}
