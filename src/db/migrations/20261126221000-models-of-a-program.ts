import { type Kysely, sql } from 'kysely'

/** Why: a model is read with the weights its program learned with; one of before would act alone by wrong confidences. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table routing_models add column program text not null default ''`.execute(db)
}
