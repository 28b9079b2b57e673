import { type AssignmentRow, type Db, keptQuery } from '../db/index.ts'

/** One holder of a report, from when to when. */
export interface Holding {
  readonly id: number
  readonly name: string
  readonly from: Date
  readonly until: Date | null
  readonly outcome: AssignmentRow['outcome']
}

/** Who had the report, in order of time. */
export function listHolders(db: Db, reportId: number): Promise<Holding[]> {
  return readHolders(db, { reportId })
}

const readHolders = keptQuery((db, { reportId }: { reportId: number }) =>
  db
    .selectFrom('assignments as assignment')
    .innerJoin('institutions as node', 'node.id', 'assignment.to_id')
    .select([
      'assignment.id',
      'node.short_name as name',
      'assignment.assigned_at as from',
      'assignment.ended_at as until',
      'assignment.outcome',
    ])
    .where('report_id', '=', reportId)
    .where('role', '=', 'lead')
    .orderBy('assignment.id'),
)
