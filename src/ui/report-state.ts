/** The states of a report as the interface shows them; the workflow defines when each is reached. */
export type ReportStateName =
  | 'awaiting_identity'
  | 'submitted'
  | 'on_hold'
  | 'assigned'
  | 'in_progress'
  | 'answered'
  | 'closed'
  | 'archived'

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'
