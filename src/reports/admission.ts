import type { Actor } from './actor.ts'
import { actorColumns } from './actor.ts'
import type { InstitutionCalendar } from './calendars.ts'
import { type ChainedEvent, chainEvent } from './event-chain.ts'
import { deadlineToStart, type NextDue, nextDue, type StartedDeadline } from './report-deadlines.ts'
import { transition } from './workflow.ts'
import type { SubmissionRows } from './write-submissions.ts'

/** What lets a report in at the instant it is written: its contact is known to be its sender's own. */
export interface Admission {
  readonly event: ChainedEvent
  /** Those that begin with it, by the workflow's table. */
  readonly deadlines: readonly StartedDeadline[]
  readonly due: NextDue
}

/** The same as `admitReport` would do to it afterwards, worked out without the database. */
export function admissionOf(
  { report, event }: Pick<SubmissionRows, 'report' | 'event'>,
  institution: InstitutionCalendar,
): Admission {
  const rule = transition('awaiting_identity', 'confirm_identity')
  if (rule === null) throw new Error('the workflow lets no report in')
  const now = report.created_at
  const actor: Actor = { kind: 'reporter', channel: report.channel }
  const deadlines = (rule.starts ?? []).flatMap((kind) => {
    const started = deadlineToStart(institution, {
      kind,
      class: report.class,
      oversight: false,
      startedAt: now,
      now,
    })
    return started === null ? [] : [started]
  })
  return {
    event: chainEvent(
      {
        report_id: report.id,
        seq: 2,
        at: now,
        type: 'confirm_identity',
        from_state: 'awaiting_identity',
        to_state: 'submitted',
        ...actorColumns(actor),
        target_id: report.holder_id,
        visibility: 'participants',
        text: null,
        data: {},
      },
      event.hash,
    ),
    deadlines,
    due: nextDue(deadlines),
  }
}
