import { dueInstant } from './due-at.ts'
import type { DeadlineKind, DeadlineRule, ReportClass } from './rule.ts'
import type { WorkingCalendar } from './working-calendar.ts'
import { localDate } from './zone.ts'

export interface RuleQuestion {
  readonly kind: DeadlineKind
  /** Null while the report has no class yet; then only rules for all classes fit. */
  readonly class: ReportClass | null
  readonly oversight: boolean
  readonly institutionId: number | null
  /** The start of the deadline: the rule in force on that date governs it to its end. */
  readonly at: Date
  /** Decides which local date `at` is, and which of two rules ends earlier. */
  readonly calendar: WorkingCalendar
}

/**
 * The rule that governs a deadline, or null when none fits (then there is no deadline).
 * The most specific national rule, unless the institution has one of its own that ends strictly earlier from
 * this start; days are not compared as numbers, since 7 calendar days may end before 6 working days.
 */
export function pickRule(rules: readonly DeadlineRule[], question: RuleQuestion): DeadlineRule | null {
  const date = localDate(question.at, question.calendar.zone)
  let national: DeadlineRule | null = null
  let own: DeadlineRule | null = null
  for (const rule of rules) {
    if (!fits(rule, question, date)) continue
    if (rule.institution_id === null) national = moreSpecific(national, rule)
    else own = moreSpecific(own, rule)
  }
  if (national === null || own === null) return national ?? own
  return endsEarlier(own, national, question) ? own : national
}

function fits(rule: DeadlineRule, question: RuleQuestion, date: string): boolean {
  return (
    rule.kind === question.kind &&
    (rule.class === null || rule.class === question.class) &&
    (rule.oversight === null || rule.oversight === question.oversight) &&
    (rule.institution_id === null || rule.institution_id === question.institutionId) &&
    rule.valid_from <= date &&
    (rule.valid_until === null || date <= rule.valid_until)
  )
}

/** Class says more than oversight; between equals the younger rule holds, then the one entered later. */
function moreSpecific(current: DeadlineRule | null, rule: DeadlineRule): DeadlineRule {
  if (current === null) return rule
  const difference = specificity(rule) - specificity(current)
  if (difference !== 0) return difference > 0 ? rule : current
  if (rule.valid_from !== current.valid_from) return rule.valid_from > current.valid_from ? rule : current
  return rule.id > current.id ? rule : current
}

function specificity(rule: DeadlineRule): number {
  return (rule.class === null ? 0 : 2) + (rule.oversight === null ? 0 : 1)
}

function endsEarlier(own: DeadlineRule, national: DeadlineRule, question: RuleQuestion): boolean {
  const { at: startedAt, calendar } = question
  const ownEnd = dueInstant({ startedAt, rule: own, calendar })
  const nationalEnd = dueInstant({ startedAt, rule: national, calendar })
  return ownEnd !== null && nationalEnd !== null && ownEnd < nationalEnd
}
