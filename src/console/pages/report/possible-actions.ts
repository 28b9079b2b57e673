import type { Db } from '../../../db/index.ts'
import { canAskContact, type Share } from '../../../exchange/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { institutionById } from '../../../institutions/index.ts'
import {
  BINDING_AFTER_RETURNS,
  partiesOf,
  type ReportAction,
  type ReportPlace,
  WORKFLOW,
} from '../../../reports/index.ts'
import { assignScope } from '../../assign-scope.ts'
import type { LoadedReport } from './load-report.ts'
import type { Approval } from './pending-model.ts'
import type { Tasks } from './task-model.ts'

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
  | 'task'
  | 'add_task'
  | 'cancel_task'
  | 'join'
  | 'unjoin'
  | 'take_over'
  | 'promise_kept'
  | 'approve_answer'
  | 'reject_answer'
  | 'ask_contact'

export interface PossibleActions {
  /** In the order in which they are offered. */
  readonly forms: readonly FormName[]
  /** The one that comes next in a report's life, where it is this person's own turn. */
  readonly next: FormName | null
  /** Whether assigning also verifies. */
  readonly verifies: boolean
  readonly mayAnswer: boolean
  /** Whether assigning decides for good, after too many returns. */
  readonly binds: boolean
}

/** What this person can do to this report now; what would be refused is not offered. */
export async function possibleActions(
  db: Db,
  staff: Staff,
  { record, place }: Pick<LoadedReport, 'record' | 'place'>,
  { tasks, approval, shares }: { tasks: Tasks; approval: Approval; shares: readonly Share[] },
): Promise<PossibleActions> {
  const { report } = record
  const { state, verified_at, holder_id } = report
  const can = allowedActions(staff, place)
  if (report.joined_to_id !== null) return joinedActions(can)
  const verifies = state === 'submitted' && can.has('verify')
  // Who may not verify can only hand on what someone verified.
  const mayAssign =
    can.has('assign') &&
    (state !== 'submitted' || verifies || verified_at !== null) &&
    (await hasTarget(db, staff, report))
  const above = await hasLevelAbove(db, holder_id)
  const isBound = report.binding_holder_id === holder_id
  const supports = tasks.own.length > 0 && can.has('task_follow_up')
  const offered: readonly (FormName | false)[] = [
    mayTakeOver(staff, record) && can.has('take_over') && above && 'take_over',
    approval.mayDecide && can.has('answer') && 'approve_answer',
    approval.mayDecide && can.has('reject_answer') && 'reject_answer',
    supports && 'task',
    state === 'submitted' && mayAssign && 'assign',
    verifies && !mayAssign && 'verify',
    (can.has('follow_up') || can.has('answer')) && 'respond',
    can.has('promise_kept') && hasPromise(record) && 'promise_kept',
    can.has('complete') && 'complete',
    can.has('restore') && 'restore',
    can.has('close') && 'close',
    state !== 'submitted' && mayAssign && 'assign',
    can.has('add_task') && 'add_task',
    can.has('cancel_task') && tasks.open.length > 0 && 'cancel_task',
    can.has('hold') && 'hold',
    mayAskContact(staff, { record, place }, shares) && 'ask_contact',
    can.has('return') && above && !isBound && 'return',
    can.has('join') && 'join',
    can.has('correct') && !(verifies && mayAssign) && 'correct',
    can.has('archive') && 'archive',
  ]
  const forms = offered.filter((form) => form !== false)
  const ownTurn = holder_id === staff.nodeId || supports || (staff.role === 'unit_officer' && can.size > 0)
  const [first] = forms
  const next = first !== undefined && NEXT_STEPS.has(first) ? first : null
  return {
    forms,
    next: ownTurn || first === 'take_over' ? next : null,
    verifies,
    mayAnswer: can.has('answer'),
    binds: state === 'submitted' && report.return_count >= BINDING_AFTER_RETURNS,
  }
}

/** What may stand open on the page, as the next step of a report's life. */
const NEXT_STEPS: ReadonlySet<FormName> = new Set(['take_over', 'task', 'assign', 'verify', 'respond'])

/** A joined report is handled on the main one; here it can only be parted or set right. */
function joinedActions(can: ReadonlySet<ReportAction>): PossibleActions {
  const offered: readonly (FormName | false)[] = [
    can.has('unjoin') && 'unjoin',
    can.has('correct') && 'correct',
  ]
  return {
    forms: offered.filter((form) => form !== false),
    next: null,
    verifies: false,
    mayAnswer: false,
    binds: false,
  }
}

function hasPromise({ deadlines }: LoadedReport['record']): boolean {
  return deadlines.some(
    ({ kind, met_at, cancelled_at }) => kind === 'promise' && met_at === null && cancelled_at === null,
  )
}

/** Of whoever told it elsewhere. */
function mayAskContact(
  staff: Staff,
  { record, place }: Pick<LoadedReport, 'record' | 'place'>,
  shares: readonly Share[],
): boolean {
  const parties = partiesOf({ kind: 'staff', staff, channel: 'web' }, place)
  return (
    (parties.has('handler') || parties.has('verifier')) &&
    shares.some((share) => canAskContact(record.report, share))
  )
}

/** Offered two working days after a miss: a unit's report to its institution, an institution's to the national level. */
function mayTakeOver(staff: Staff, { report, deadlines }: LoadedReport['record']): boolean {
  const offered = deadlines.some(
    ({ escalated_at, met_at, cancelled_at }) =>
      escalated_at !== null && met_at === null && cancelled_at === null,
  )
  const heldByUnit = report.holder_id !== report.institution_id
  return offered && staff.role === (heldByUnit ? 'institution_admin' : 'national_admin')
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
  const holder = await institutionById(db, holderId)
  return holder !== null && holder.parent_id !== null
}
