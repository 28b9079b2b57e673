import { type DueExplanation, type DueInput, dueAt } from './due-at.ts'

/** A due date as it stands in the database. */
export interface StandingDeadline extends Omit<DueInput, 'calendar'> {
  readonly dueAt: Date | null
  /** When it was met or called off; null while it runs or is overdue. */
  readonly endedAt: Date | null
}

/** What a changed calendar (or, if asked for, a changed rule) does to a deadline. */
export type Recomputed =
  /** It has ended: what was met or missed under the old calendar stays so. */
  | { readonly change: 'ended' }
  | { readonly change: 'none' }
  | {
      readonly change: 'later' | 'earlier'
      readonly dueAt: Date | null
      readonly explanation: DueExplanation
    }
  /** It would be over already: nobody becomes late by a change of the calendar, so the old due date stands. */
  | { readonly change: 'kept'; readonly dueAt: Date; readonly wouldBeDueAt: Date }

/**
 * Judge a deadline again after holidays were added or removed, at the instant `at`.
 * A later date always holds, also for one already missed: the handler had a day less than the rule gives. An
 * earlier date holds only if it is still ahead.
 */
export function recompute(deadline: StandingDeadline, calendar: DueInput['calendar'], at: Date): Recomputed {
  if (deadline.endedAt !== null) return { change: 'ended' }
  const { dueAt: standing } = deadline
  const { dueAt: judged, explanation } = dueAt({ ...deadline, calendar })
  if (judged?.getTime() === standing?.getTime()) return { change: 'none' }
  if (judged === null || standing === null) {
    return { change: judged === null ? 'later' : 'earlier', dueAt: judged, explanation }
  }
  if (judged > standing) return { change: 'later', dueAt: judged, explanation }
  if (judged < at) return { change: 'kept', dueAt: standing, wouldBeDueAt: judged }
  return { change: 'earlier', dueAt: judged, explanation }
}
