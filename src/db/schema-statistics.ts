import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { CloseKind, ReportClass, ReportState } from './schema.ts'

/** What is counted; kept by src/statistics alone. */
export interface StatisticsTables {
  statistics_queue: { id: GeneratedAlways<number>; report: number }
  /** Reports that left the public, or whose public text changed, since the files of open data were made. */
  open_data_outdated: { id: GeneratedAlways<number>; report: number }
  report_facts: ReportFactsTable
  handover_facts: HandoverFactsTable
  figures_by_month: FiguresByMonthTable
  figures_by_day: FiguresByDayTable
  /** What is open now. */
  figures_now: { node_id: number } & Pick<Measures, OpenName>
  /** Raised each time that a node is counted anew. */
  figures_versions: { node_id: number; version: number }
  flow_by_day: { node_id: number; start: string; received: number; answered: number; closed: number }
  steps_by_month: { node_id: number; step: StepName; start: string; bucket: number; count: number }
  exports: ExportsTable
  places_by_month: {
    node_id: number
    start: string
    cell_latitude: number
    cell_longitude: number
    received: number
  }
  handovers_by_month: { node_id: number; start: string; given: number; returned: number; misrouted: number }
}

/** From receipt to the first assignment, from there to the first public follow-up, from receipt to the answer. */
export type StepName = 'verify' | 'follow_up' | 'solve'
export type FigureDimension = 'all' | 'class' | 'category' | 'channel' | 'area'

type OpenName = 'open' | 'unverified' | 'on_hold' | 'warned' | 'overdue' | 'disputed_open' | 'returned_open'

interface ReportFactsTable {
  report_id: number
  day: string
  node_id: number
  institution_id: number
  path: number[]
  class: ReportClass
  oversight: boolean
  category_id: number | null
  channel: string
  area_code: string | null
  state: ReportState
  submitted_at: Date
  assigned_at: Date | null
  first_follow_up_at: Date | null
  answered_at: Date | null
  closed_at: Date | null
  archived_at: Date | null
  close_kind: CloseKind | null
  verify_in_time: boolean | null
  follow_up_in_time: boolean | null
  solve_in_time: boolean | null
  warned: boolean
  overdue: boolean
  returns: number
  reopenings: number
  rating: number | null
  /** Hundredths of a degree; null for secret reports and those without a position. */
  cell_latitude: number | null
  cell_longitude: number | null
  /** Points of the nine elements of the survey; null where nobody answered it, or the report is open again. */
  survey: (number | null)[] | null
  reporter_id: number | null
}

interface HandoverFactsTable {
  report_id: number
  seq: number
  month: string
  giver_id: number | null
  node_id: number
  came_back: boolean
}

/** Counts of reports by what src/statistics/measures.ts says of each. */
export interface Measures {
  received: number
  verified: number
  verify_in_time: number
  verify_late: number
  followed_up: number
  follow_up_in_time: number
  follow_up_late: number
  answered: number
  solve_in_time: number
  solve_late: number
  closed: number
  closed_confirmed: number
  closed_silent: number
  closed_admin: number
  in_process: number
  archived: number
  reopened: number
  returned: number
  rated: number
  rating_sum: number
  open: number
  unverified: number
  on_hold: number
  warned: number
  overdue: number
  disputed_open: number
  returned_open: number
}

interface FiguresByMonthTable extends Measures {
  node_id: number
  dimension: FigureDimension
  key: string
  start: string
}

interface ExportsTable {
  id: string
  account_id: number
  what: Generated<'reports' | 'monitoring' | 'league'>
  format: 'csv' | 'xlsx' | 'pdf'
  filter: ColumnType<unknown, string, never>
  query: string
  language: string
  requested_at: Date
  rows: Generated<number>
  bytes: Generated<number | null>
  finished_at: Generated<Date | null>
  failed_at: Generated<Date | null>
  removed_at: Generated<Date | null>
  downloads: Generated<number>
}

interface FiguresByDayTable {
  node_id: number
  start: string
  open: number
  unverified: number
}
