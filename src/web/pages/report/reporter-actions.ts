import {
  type Actor,
  addInformation,
  completeReport,
  confirmReport,
  disputeReport,
  type ReportAction,
  type ReportDeps,
  type ReporterReport,
  transition,
  withdrawReport,
} from '../../../reports/index.ts'

/** What a reporter types into one of the forms of their report's page. */
export interface ActionInput {
  readonly text: string
  readonly rating: string
}

/** Something a reporter can do to their own report; `path` is its address and its anchor on the page. */
export interface ReporterAction {
  readonly path: 'tambah' | 'lengkapi' | 'selesai' | 'belum-selesai' | 'batal'
  readonly action: ReportAction
  readonly takesFiles: boolean
  readonly asksRating: boolean
  perform(
    deps: ReportDeps,
    actor: Actor,
    number: string,
    input: ActionInput & { readonly attachments: readonly string[] },
  ): Promise<unknown>
}

/** The reporter's actions in the order in which a page offers them. */
export const REPORTER_ACTIONS: readonly ReporterAction[] = [
  {
    path: 'lengkapi',
    action: 'complete',
    takesFiles: true,
    asksRating: false,
    perform: completeReport,
  },
  {
    path: 'selesai',
    action: 'confirm',
    takesFiles: false,
    asksRating: true,
    perform: (deps, actor, number, { text, rating }) =>
      confirmReport(deps, actor, number, {
        text,
        rating: /^[1-5]$/.test(rating) ? Number(rating) : Number.NaN,
      }),
  },
  {
    path: 'belum-selesai',
    action: 'dispute',
    takesFiles: true,
    asksRating: false,
    perform: disputeReport,
  },
  {
    path: 'tambah',
    action: 'add_information',
    takesFiles: true,
    asksRating: false,
    perform: addInformation,
  },
  {
    path: 'batal',
    action: 'withdraw',
    takesFiles: false,
    asksRating: false,
    perform: (deps, actor, number, { text }) => withdrawReport(deps, actor, number, { text }),
  },
]

/** What the reporter can do now, by the workflow. */
export function possibleActions(
  report: Pick<ReporterReport, 'state' | 'rating'>,
  view: { readonly now: Date; readonly disputableUntil: Date | null },
): readonly ReporterAction[] {
  return REPORTER_ACTIONS.filter(({ action }) => {
    if (transition(report.state, action)?.by.includes('reporter') !== true) return false
    if (action === 'confirm') return report.rating === null
    if (action === 'dispute' && report.state === 'closed') {
      return view.disputableUntil !== null && view.now <= view.disputableUntil
    }
    return true
  })
}
