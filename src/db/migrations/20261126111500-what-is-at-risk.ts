import { type Kysely, sql } from 'kysely'

/**
 * Why: the inbox shows first what is overdue, then what was warned of, then what is due next, so the instant of the
 * warning stands beside the due date; and a miss is counted at whoever held the report then, not where its clock began.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table reports add column warn_at timestamptz;
    update reports set warn_at = deadlines.warn_at
      from deadlines
      where deadlines.report_id = reports.id and deadlines.kind = reports.due_kind and deadlines.due_at = reports.due_at
        and deadlines.met_at is null and deadlines.cancelled_at is null and deadlines.warn_at is not null;

    alter table deadlines add column missed_by_id integer references institutions (id);
    update deadlines set missed_by_id = coalesce(
        (select to_id from assignments where assignments.id = deadlines.assignment_id),
        (select to_id from assignments
          where assignments.report_id = deadlines.report_id and role = 'lead'
            and assigned_at <= deadlines.missed_at and (ended_at is null or ended_at > deadlines.missed_at)
          order by assignments.id desc limit 1),
        institution_id)
      where missed_at is not null;
    create index deadlines_missed_by on deadlines (missed_by_id, missed_at) where missed_at is not null;
    create index deadlines_missed_since on deadlines (missed_at) where missed_at is not null;
    create index deadlines_offered on deadlines (report_id)
      where escalated_at is not null and met_at is null and cancelled_at is null;
  `.execute(db)
}
