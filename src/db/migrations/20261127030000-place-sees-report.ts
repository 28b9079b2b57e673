import { type Kysely, sql } from 'kysely'

/**
 * Whether staff of a place see a report, asked by an action for its actor's place: the words of `staff_sees_report`, by
 * which the policies judge, with the place named instead of set on the connection.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function place_sees_report(report bigint, place integer) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
    begin
      return exists (
        select from reports
        where reports.id = report and submitted_at is not null and (
          exists (select from institutions
            where institutions.id = reports.holder_id and path @> array[place])
          or exists (select from assignments join institutions on institutions.id = assignments.to_id
            where report_id = reports.id and path @> array[place])));
    end $$;
  `.execute(db)
}
