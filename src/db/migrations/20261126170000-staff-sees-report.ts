import { type Kysely, sql } from 'kysely'

/**
 * Why: the policies of row-level security asked their whole question inside every query, and PostgreSQL spent more time
 * on planning it than on answering. A function keeps its plan for as long as the connection lives.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function staff_sees_report(id bigint) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    begin
      return exists (
        select from reports
        where reports.id = staff_sees_report.id and submitted_at is not null and (
          exists (select from institutions
            where institutions.id = reports.holder_id and path @> array[staff_scope()])
          or exists (select from assignments join institutions on institutions.id = assignments.to_id
            where report_id = reports.id and path @> array[staff_scope()])));
    end $$;

    -- Takes the policies along that stand on it; they are made anew after every migration.
    drop view report_places cascade;
  `.execute(db)
}
