import { type Kysely, sql } from 'kysely'

/**
 * Why: what staff may see is enforced a second time by the database. These two are what the policies stand on: the place
 * in the tree for which a connection asks, and where a report is or was, without its tasks; a view, since a policy that
 * read `assignments` itself would turn in a circle.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function staff_scope() returns integer language sql stable
      return nullif(current_setting('lapor.scope', true), '')::integer;

    create view report_places as select report_id, to_id from assignments;
  `.execute(db)
}
