import { type Kysely, sql } from 'kysely'

/** Why: contacts stand in `reporter_contacts`; nothing reads or writes the old columns any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reporters drop column contact_hash, drop column contact_kind, drop column contact_sealed;
  `.execute(db)
}
