import { type Kysely, sql } from 'kysely'

/** Why: faces and number plates are made unrecognisable for the public, while the handlers keep the original. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table attachments add column blurred jsonb, add column blurred_at timestamptz;
  `.execute(db)
}
