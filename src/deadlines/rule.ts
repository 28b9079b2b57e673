import type { Counting } from './run-clock.ts'
import type { IsoDate } from './zone.ts'

/** What has to happen in time; `completion` is the reporter completing data while the report is on hold. */
export type DeadlineKind =
  | 'identity'
  | 'verify'
  | 'first_follow_up'
  | 'solve'
  | 'reporter_reply'
  | 'completion'

export type ReportClass = 'complaint' | 'aspiration' | 'information_request'

/** One dated rule; null in `class`, `oversight` or `institution_id` means: for all of them. */
export interface DeadlineRule {
  readonly id: number
  readonly kind: DeadlineKind
  readonly class: ReportClass | null
  readonly oversight: boolean | null
  readonly institution_id: number | null
  /** Days. */
  readonly amount: number
  readonly calendar: Counting
  /** First and last date of validity, both included, in the institution's zone. */
  readonly valid_from: IsoDate
  readonly valid_until: IsoDate | null
  /** The regulation or the decision that set it. */
  readonly source: string
}
