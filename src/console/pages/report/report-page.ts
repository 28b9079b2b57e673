import { localDate, zoneNamed } from '../../../deadlines/index.ts'
import { readShares, type Share } from '../../../exchange/index.ts'
import type { AppContext } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { type CategoryGroup, institutionById, listCategories } from '../../../institutions/index.ts'
import {
  type AnswerTemplate,
  type Holding,
  type Joined,
  listHolders,
  listTemplates,
  nextOwn,
  notePresence,
  othersPresent,
  type Present,
  readJoined,
} from '../../../reports/index.ts'

import { assignScope } from '../../assign-scope.ts'
import { OPEN_STATES } from '../../open-states.ts'
import { type DeadlineFact, deadlineFacts } from './deadline-facts.ts'
import type { LoadedReport } from './load-report.ts'
import { type Approval, loadApproval } from './pending-model.ts'
import { type PossibleActions, possibleActions } from './possible-actions.ts'
import { loadProposals, type Proposals } from './proposals-model.ts'
import { type RespondPreset, respondPreset } from './respond-preset.ts'
import { loadTasks, type Tasks } from './task-model.ts'

/** A node that could be meant, and whether this person could give the report to it. */
export interface SuggestedNode {
  readonly code: string
  readonly name: string
  readonly assignable: boolean
}

/** Everything the report's page shows. */
export interface ReportPageModel extends LoadedReport {
  readonly actions: PossibleActions
  readonly deadlines: readonly DeadlineFact[]
  readonly holders: readonly Holding[]
  readonly tasks: Tasks
  readonly joined: Joined
  /** Other systems that share it with us. */
  readonly shares: readonly Share[]
  readonly approval: Approval
  /** What the answer's form starts with. */
  readonly preset: RespondPreset | null
  readonly templates: readonly AnswerTemplate[]
  /** By the words of the report; null where it is verified, or not by this person. */
  readonly proposals: Proposals | null
  /** By place and category when it came in. */
  readonly suggested: SuggestedNode | null
  /** By the reporter. */
  readonly chosenByReporter: SuggestedNode | null
  /** By the unit that handed it back. */
  readonly proposed: SuggestedNode | null
  readonly categories: readonly CategoryGroup[]
  /** The most urgent other report that waits for this person. */
  readonly nextNumber: string | null
  /** An admin may ask a custodian to open an anonymous reporter's identity. */
  readonly mayAskIdentity: boolean
  /** Who else has it open now. */
  readonly others: readonly Present[]
  readonly now: Date
  /** YYYY-MM-DD in the institution's own zone. */
  readonly today: string
}

export async function reportPageModel(
  context: AppContext,
  staff: Staff,
  loaded: LoadedReport,
  { templateId = null, proposalRank = '' }: { templateId?: number | null; proposalRank?: string } = {},
): Promise<ReportPageModel> {
  const { record } = loaded
  const { db } = context
  const now = context.clock.now()
  const node = (id: unknown) => suggestedNode(context, staff, id)
  const lastReturn = record.events.findLast((event) => event.type === 'return')
  // At once: each turn that waits for the one before costs everybody a little.
  const [
    tasks,
    approval,
    templates,
    shares,
    deadlines,
    holders,
    joined,
    suggested,
    chosenByReporter,
    proposed,
    categories,
    nextNumber,
    others,
  ] = await Promise.all([
    loadTasks(context, staff, loaded),
    loadApproval(context, staff, record),
    listTemplates(db, [...new Set([...loaded.place.holderPath, staff.nodeId])]),
    readShares(db, record.report.id),
    deadlineFacts(context.calendars, record),
    listHolders(db, record.report.id),
    readJoined(context.db, staff, loaded.record.report),
    node(record.events[0]?.data.suggested_id),
    node(record.report.suggested_institution_id),
    node(lastReturn?.data.proposed_id),
    listCategories(db),
    nextOwn(db, staff, { states: OPEN_STATES, now, except: record.report.tracking_number }),
    othersPresent(db, record.report.id, staff.accountId, now),
    notePresence(db, record.report.id, staff.accountId, now),
  ])
  const [actions, preset] = await Promise.all([
    possibleActions(db, staff, loaded, { tasks, approval, shares }),
    respondPreset(context, record, templates.find(({ id }) => id === templateId) ?? null),
  ])
  const proposals = await loadProposals(db, staff, loaded, { actions, rank: proposalRank })
  return {
    ...loaded,
    actions,
    deadlines,
    holders,
    tasks,
    joined,
    shares,
    approval,
    preset,
    templates,
    proposals,
    suggested,
    chosenByReporter,
    proposed,
    categories,
    mayAskIdentity: staff.role === 'national_admin' || staff.role === 'institution_admin',
    nextNumber,
    others,
    now,
    today: localDate(now, zoneNamed(loaded.report.time_zone) ?? 'Asia/Jakarta'),
  }
}

async function suggestedNode({ db }: AppContext, staff: Staff, id: unknown): Promise<SuggestedNode | null> {
  const node = typeof id === 'number' ? await institutionById(db, id) : null
  if (node === null) return null
  const scope = assignScope(staff)
  return {
    code: node.code,
    name: node.name,
    assignable: node.active && (scope === null || node.path.includes(scope)),
  }
}
