export {
  type CountedPause,
  type DueDate,
  type DueExplanation,
  type DueInput,
  dueAt,
  type SkippedDay,
  type TimeLeft,
} from './due-at.ts'
export { type DueStep, explainDueDate } from './explain-due-date.ts'
export type { Pause } from './pauses.ts'
export { pickRule, type RuleQuestion } from './pick-rule.ts'
export { recompute } from './recompute.ts'
export type { DeadlineKind, DeadlineRule, ReportClass } from './rule.ts'
export type { Counting } from './run-clock.ts'
export { escalateAt, warnAt } from './warn-at.ts'
export { type DayOff, type Holiday, type WorkingCalendar, workingCalendar } from './working-calendar.ts'
export { type WorkingTime, workingTimeBetween } from './working-time.ts'
export { endOfDate, type IsoDate, localDate, type Zone, zoneNamed } from './zone.ts'
