import { type AssignmentRow, type Db, keptQuery } from '../db/index.ts'

/** A supporting handler's part of a report, as it stands. */
export interface SupportTask {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly short_name: string
  /** Ids from the root down to the supporting node. */
  readonly path: readonly number[]
  readonly task: string | null
  readonly required: boolean
  readonly assigned_at: Date
  readonly ended_at: Date | null
  readonly outcome: AssignmentRow['outcome']
  readonly done_text: string | null
  readonly due_at: Date | null
}

/** All tasks of a report in order of time, those that ended too. */
export function listTasks(db: Db, reportId: number): Promise<SupportTask[]> {
  return readTasks(db, { reportId })
}

const readTasks = keptQuery((db, { reportId }: { reportId: number }) =>
  db
    .selectFrom('assignments')
    .innerJoin('institutions', 'institutions.id', 'assignments.to_id')
    .leftJoin('deadlines', (join) =>
      // By the report too: that is what deadlines are found by.
      join
        .onRef('deadlines.report_id', '=', 'assignments.report_id')
        .onRef('deadlines.assignment_id', '=', 'assignments.id'),
    )
    .select(['assignments.id', 'institutions.code', 'institutions.name', 'institutions.short_name'])
    .select(['institutions.path', 'assignments.task', 'assignments.required', 'assignments.assigned_at'])
    .select(['assignments.ended_at', 'assignments.outcome', 'assignments.done_text', 'deadlines.due_at'])
    .where('assignments.report_id', '=', reportId)
    .where('role', '=', 'supporting')
    .orderBy('assignments.id'),
)
