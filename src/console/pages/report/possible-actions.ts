import type { Db } from '../../../db/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { partiesOf, type ReportAction, type ReportPlace, WORKFLOW } from '../../../reports/index.ts'
import { assignScope } from '../../assign-scope.ts'
import type { LoadedReport } from './load-report.ts'

/** The forms of a report's page; `respond` writes a follow-up, an internal note or the answer. */
export type FormName =
  | 'assign'
  | 'verify'
  | 'respond'
  | 'complete'
  | 'close'
  | 'restore'
  | 'hold'
  | 'return'
  | 'correct'
  | 'archive'

export interface PossibleActions {
  /** In the order in which they are offered. */
  readonly forms: readonly FormName[]
  /** The one that comes next in a report's life, where it is this person's own turn. */
  readonly next: FormName | null
  /** Whether assigning also verifies. */
  readonly verifies: boolean
  readonly mayAnswer: boolean
}

/** What this person can do to this report now; what would be refused is not offered. */
export async function possibleActions(
  db: Db,
  staff: Staff,
  { record, place }: Pick<LoadedReport, 'record' | 'place'>,
): Promise<PossibleActions> {
  const { state, verified_at, holder_id } = record.report
  const can = allowedActions(staff, place)
  const verifies = state === 'submitted' && can.has('verify')
  // Who may not verify can only hand on what someone verified.
  const mayAssign =
    can.has('assign') &&
    (state !== 'submitted' || verifies || verified_at !== null) &&
    (await hasTarget(db, staff, record.report))
  const mayReturn = can.has('return') && (await hasLevelAbove(db, holder_id))
  const offered: readonly (FormName | false)[] = [
    state === 'submitted' && mayAssign && 'assign',
    verifies && !mayAssign && 'verify',
    (can.has('follow_up') || can.has('answer')) && 'respond',
    can.has('complete') && 'complete',
    can.has('restore') && 'restore',
    can.has('close') && 'close',
    state !== 'submitted' && mayAssign && 'assign',
    can.has('hold') && 'hold',
    mayReturn && 'return',
    can.has('correct') && !(verifies && mayAssign) && 'correct',
    can.has('archive') && 'archive',
  ]
  const forms = offered.filter((form) => form !== false)
  const ownTurn = holder_id === staff.nodeId || (staff.role === 'unit_officer' && can.size > 0)
  const [first] = forms
  const next = first === 'assign' || first === 'verify' || first === 'respond' ? first : null
  return { forms, next: ownTurn ? next : null, verifies, mayAnswer: can.has('answer') }
}

/** The workflow's actions that one of this person's parties may do in the report's state. */
export function allowedActions(staff: Staff, place: ReportPlace): ReadonlySet<ReportAction> {
  const parties = partiesOf({ kind: 'staff', staff, channel: 'web' }, place)
  const table = WORKFLOW[place.report.state]
  const actions = Object.keys(table) as ReportAction[]
  return new Set(actions.filter((action) => table[action]?.by.some((party) => parties.has(party))))
}

/** A unit without units below it has nobody to give its report to but itself. */
async function hasTarget(
  db: Db,
  staff: Staff,
  report: { state: string; holder_id: number },
): Promise<boolean> {
  const scope = assignScope(staff)
  if (scope === null || report.state === 'submitted') return true
  const other = await db
    .selectFrom('institutions')
    .select('id')
    .where((where) => where.eb(where.val(scope), '=', where.fn.any('path')))
    .where('active', '=', true)
    .where('id', '!=', report.holder_id)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

async function hasLevelAbove(db: Db, holderId: number): Promise<boolean> {
  const holder = await db
    .selectFrom('institutions')
    .select('parent_id')
    .where('id', '=', holderId)
    .executeTakeFirst()
  return holder !== undefined && holder.parent_id !== null
}
