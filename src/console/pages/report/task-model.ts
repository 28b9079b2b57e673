import type { AppContext } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { listTasks, type SupportTask } from '../../../reports/index.ts'
import type { LoadedReport } from './load-report.ts'

/** The supporting handlers' parts of a report, and which of the open ones are this person's to do. */
export interface Tasks {
  readonly all: readonly SupportTask[]
  readonly open: readonly SupportTask[]
  readonly own: readonly SupportTask[]
}

export async function loadTasks(
  { db }: Pick<AppContext, 'db'>,
  staff: Staff,
  { record }: Pick<LoadedReport, 'record'>,
): Promise<Tasks> {
  const all = await listTasks(db, record.report.id)
  const open = all.filter((task) => task.ended_at === null)
  return { all, open, own: open.filter((task) => isOwn(staff, task)) }
}

/** An admin does what its institution's units are asked; at the national level only what it is asked itself. */
function isOwn(staff: Staff, { path }: SupportTask): boolean {
  if (staff.role === 'observer') return false
  if (staff.role === 'national_admin' || staff.nodeIsRoot) return path.at(-1) === staff.nodeId
  return path.includes(staff.role === 'unit_officer' ? staff.nodeId : staff.institutionId)
}
