import type { DeadlineRow } from '../../../db/index.ts'
import { type DueStep, explainDueDate } from '../../../deadlines/index.ts'
import { type Calendars, readPauses } from '../../../reports/index.ts'

/** A deadline of a report with how it came to be. */
export interface DeadlineFact {
  readonly id: number
  readonly kind: string
  /** The supporting handler's task it belongs to. */
  readonly taskId: number | null
  readonly dueAt: Date | null
  readonly metAt: Date | null
  readonly state: 'running' | 'standing' | 'met' | 'met_late'
  /** Empty when the rule it came from is unknown. */
  readonly steps: readonly DueStep[]
}

/** The deadlines that run or were met, those that run first; what was called off says nothing any more. */
export async function deadlineFacts(
  calendars: Calendars,
  deadlines: readonly DeadlineRow[],
  holderInstitutionId: number,
): Promise<DeadlineFact[]> {
  const facts = deadlines
    .filter((deadline) => deadline.cancelled_at === null && deadline.kind !== 'identity')
    .map(async (deadline): Promise<DeadlineFact> => {
      const institution = await calendars.of(deadline.institution_id ?? holderInstitutionId)
      const rule = deadline.rule_id === null ? null : institution.ruleById(deadline.rule_id)
      return {
        id: deadline.id,
        kind: deadline.kind,
        taskId: deadline.assignment_id,
        dueAt: deadline.due_at,
        metAt: deadline.met_at,
        state: stateOf(deadline),
        steps:
          rule === null
            ? []
            : explainDueDate({
                startedAt: deadline.started_at,
                rule,
                calendar: institution.calendar,
                pauses: readPauses(deadline),
              }),
      }
    })
  return (await Promise.all(facts)).sort((a, b) => Number(a.metAt !== null) - Number(b.metAt !== null))
}

function stateOf({ met_at, due_at }: DeadlineRow): DeadlineFact['state'] {
  if (met_at === null) return due_at === null ? 'standing' : 'running'
  return due_at !== null && met_at > due_at ? 'met_late' : 'met'
}
