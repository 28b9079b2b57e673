import type { DeadlineRow } from '../../../db/index.ts'
import { type DueStep, explainDueDate } from '../../../deadlines/index.ts'
import { type Calendars, type ReportRecord, readPauses } from '../../../reports/index.ts'

/**
 * Where the date that holds is not the counted one. `kept`: days off changed after it was counted, and what runs already
 * is not moved. `urgent`: verification is due sooner where a report was flagged as urgent.
 */
export type ExplainedStep =
  | DueStep
  | { readonly step: 'kept' | 'urgent'; readonly at: Date; readonly wouldBe: Date }

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
  readonly steps: readonly ExplainedStep[]
}

/** The deadlines that run or were met, those that run first; what was called off says nothing any more. */
export async function deadlineFacts(
  calendars: Calendars,
  { report, deadlines, events }: Pick<ReportRecord, 'report' | 'deadlines' | 'events'>,
): Promise<DeadlineFact[]> {
  const flagged = events.some(({ type }) => type === 'flag_urgent')
  const facts = deadlines
    .filter((deadline) => deadline.cancelled_at === null && deadline.kind !== 'identity')
    .map(async (deadline): Promise<DeadlineFact> => {
      const institution = await calendars.of(deadline.institution_id ?? report.institution_id)
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
            : asItStands(
                deadline,
                flagged,
                explainDueDate({
                  startedAt: deadline.started_at,
                  rule,
                  calendar: institution.calendar,
                  pauses: readPauses(deadline),
                }),
              ),
      }
    })
  return (await Promise.all(facts)).sort((a, b) => Number(a.metAt !== null) - Number(b.metAt !== null))
}

/** The days are those of today's calendar; what ends the explanation is the date that holds. */
function asItStands(
  { kind, due_at }: DeadlineRow,
  flagged: boolean,
  steps: readonly DueStep[],
): ExplainedStep[] {
  return steps.map((step) =>
    step.step === 'due' && due_at !== null && due_at.getTime() !== step.at.getTime()
      ? {
          step: flagged && kind === 'verify' && due_at < step.at ? 'urgent' : 'kept',
          at: due_at,
          wouldBe: step.at,
        }
      : step,
  )
}

function stateOf({ met_at, due_at }: DeadlineRow): DeadlineFact['state'] {
  if (met_at === null) return due_at === null ? 'standing' : 'running'
  return due_at !== null && met_at > due_at ? 'met_late' : 'met'
}
