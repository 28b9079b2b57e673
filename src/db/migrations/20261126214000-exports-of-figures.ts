import { type Kysely, sql } from 'kysely'

/** Why: figures are taken as files too, and it stays on record who took which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table exports add column what text not null default 'reports'`.execute(db)
}
