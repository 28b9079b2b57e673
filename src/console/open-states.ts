import type { ReportState } from '../db/index.ts'

/** The states in which a report waits for the institution, not for the reporter. */
export const OPEN_STATES: readonly ReportState[] = ['submitted', 'assigned', 'in_progress']

/** The states staff ever see, in the order of a report's life. */
export const STAFF_STATES: readonly ReportState[] = [
  'submitted',
  'assigned',
  'in_progress',
  'on_hold',
  'answered',
  'closed',
  'archived',
]

/** Whether a report is over; what is still promised then is no alarm any more. */
export function isOver(state: ReportState): boolean {
  return state === 'closed' || state === 'archived'
}

export function openCount(byState: Readonly<Record<ReportState, number>>): number {
  return OPEN_STATES.reduce((sum, state) => sum + byState[state], 0)
}
