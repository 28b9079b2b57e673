import { type IdentityQuestion, openIdentityQuestion } from '../../../exchange/index.ts'
import type { AppContext } from '../../../http/index.ts'
import { pushKeys } from '../../../notifications/index.ts'
import {
  disputableUntil,
  type IdentityWait,
  isSupportable,
  type PublicReport,
  type ReporterReport,
  readFalseMark,
  readIdentityWait,
  readSurvey,
} from '../../../reports/index.ts'
import { hasObjected } from '../../../routing/index.ts'
import type { FormProblems } from '../../field-problems.ts'
import type { FoundReport } from './find-report.ts'
import { type Handlers, loadHandlers } from './handlers.ts'
import { possibleActions, type ReporterAction } from './reporter-actions.ts'

/** A form of the page that was posted and has to be shown again, with everything typed. */
export interface RefusedAction {
  readonly path: ReporterAction['path']
  readonly text: string
  readonly rating: string
  readonly requestKey: string
  readonly problems: FormProblems
  readonly files: readonly { readonly id: string; readonly original_name: string; readonly bytes: number }[]
  /** What is wrong with the whole form, such as an action that came too late. */
  readonly message: string | null
}

export type ReportPageModel = {
  readonly now: Date
  readonly disputableUntil: Date | null
  readonly actions: readonly ReporterAction[]
  readonly handlers: Handlers
  readonly refused: RefusedAction | null
  /** What it lacks of its reporter's identity; null when nothing, and to everybody else. */
  readonly identity: IdentityWait | null
  /** That it was marked as false, for its reporter alone. */
  readonly mark: { readonly reason: string } | null
  /** Whether its reporter objects to automated handling; null where that is not asked (any more). */
  readonly objected: boolean | null
  /** What another system asks of its reporter. */
  readonly identityQuestion: IdentityQuestion | null
  /** Whether its reporter is asked what they think of the service. */
  readonly survey: 'open' | 'answered' | null
  /** What the reporter has just done; its word in the address. */
  readonly done: string
  /** The key by which its reporter's phone can be told of it; null where there is nothing to tell yet. */
  readonly pushKey: string | null
  readonly mapTiles: { readonly url: string; readonly attribution: string } | null
} & (
  | { readonly own: true; readonly report: ReporterReport }
  | { readonly own: false; readonly report: PublicReport }
)

/** Where the machine may still act, or has acted and nobody since. */
const OPEN_TO_THE_MACHINE: ReadonlySet<string> = new Set(['submitted', 'assigned'])

/** The page of one's own report. */
export type OwnReportModel = Extract<ReportPageModel, { own: true }>

/** Whether others can say that they have this too: while it is handled, where everybody may read it. */
export function maySupport({ own, report }: ReportPageModel): boolean {
  return !own && isSupportable(report)
}

/** Everything a report's page shows to this visitor. */
export async function reportPageModel(
  context: AppContext,
  found: FoundReport,
  more: { readonly refused: RefusedAction | null; readonly done: string },
): Promise<ReportPageModel> {
  const { report: row } = found.record
  const until =
    row.closed_at === null ? null : await disputableUntil(context, row.institution_id, row.closed_at)
  const handlers = await loadHandlers(context, found.record, found.report)
  const view = { now: context.clock.now(), disputableUntil: until }
  const { mapTiles } = context.config
  const survey = found.own ? await readSurvey(context, row) : null
  const common = {
    ...view,
    ...more,
    handlers,
    identity:
      found.own && row.state === 'awaiting_identity' ? await readIdentityWait(context.db, row.id) : null,
    mark: found.own && row.state === 'archived' ? await readFalseMark(context.db, row.id) : null,
    objected: found.own && OPEN_TO_THE_MACHINE.has(row.state) ? await hasObjected(context.db, row.id) : null,
    survey: survey === null ? null : survey.answers === null ? ('open' as const) : ('answered' as const),
    identityQuestion: found.own ? await openIdentityQuestion(context.db, row.id) : null,
    pushKey: found.own && row.submitted_at !== null ? (await pushKeys(context)).publicKey : null,
    mapTiles: mapTiles === null ? null : { url: mapTiles.urlTemplate, attribution: mapTiles.attribution },
  }
  return found.own
    ? { ...common, own: true, report: found.report, actions: possibleActions(found.report, view) }
    : { ...common, own: false, report: found.report, actions: [] }
}
