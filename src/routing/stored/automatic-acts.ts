import type { Db } from '../../db/index.ts'

export interface AutomaticActs {
  readonly assigned: number
  readonly archived: number
  readonly undone: number
}

/** What the machine did alone for an institution since an instant, and how much of it people took back. */
export async function countAutomaticActs(
  db: Db,
  { institutionId, since }: { institutionId: number; since: Date },
): Promise<AutomaticActs> {
  const rows = await db
    .selectFrom('report_events')
    .innerJoin('reports', 'reports.id', 'report_events.report_id')
    .select(({ fn }) => ['report_events.type', fn.countAll<string>().as('count')])
    .where('reports.institution_id', '=', institutionId)
    .where('report_events.at', '>', since)
    .where((where) =>
      where.or([
        where.and([
          where('report_events.actor_kind', '=', 'system'),
          where('report_events.type', 'in', ['assign', 'archive']),
          where.eb(where.ref('report_events.data', '->>').key('automatic'), '=', 'true'),
        ]),
        where.and([
          where('report_events.type', '=', 'return'),
          where.eb(where.ref('report_events.data', '->>').key('undone'), '=', 'true'),
        ]),
      ]),
    )
    .groupBy('report_events.type')
    .execute()
  const count = (type: string) => Number(rows.find((row) => row.type === type)?.count ?? 0)
  return { assigned: count('assign'), archived: count('archive'), undone: count('return') }
}
