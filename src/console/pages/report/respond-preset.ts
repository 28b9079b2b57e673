import type { AppContext } from '../../../http/index.ts'
import { type ReportRecord, readReturnedAnswer } from '../../../reports/index.ts'
import type { KeptFile } from '../../../ui/index.ts'
import { keptFiles } from './kept-files.ts'

/** What the answer's form starts with: an answer that an approver gave back. */
export interface RespondPreset {
  readonly kind: 'public' | 'answer'
  readonly text: string
  readonly done_on: string
  readonly promised_on: string
  readonly no_evidence_reason: string
  readonly open_tasks_reason: string
  readonly files: readonly KeptFile[]
  /** What the approver wants changed, and who. */
  readonly returned: { readonly by: string; readonly text: string } | null
}

export async function respondPreset(
  { db }: Pick<AppContext, 'db'>,
  record: ReportRecord,
): Promise<RespondPreset | null> {
  const { report } = record
  if (report.state !== 'assigned' && report.state !== 'in_progress') return null
  const returned = await readReturnedAnswer(db, report.id)
  if (returned === null) return null
  const { command } = returned
  const rejection = record.events.findLast((event) => event.type === 'reject_answer')
  return {
    kind: 'answer',
    text: command.text,
    done_on: command.done_on ?? '',
    promised_on: command.promised_on ?? '',
    no_evidence_reason: command.no_evidence_reason ?? '',
    open_tasks_reason: command.open_tasks_reason ?? '',
    files: await keptFiles(db, report.id, command.attachments ?? []),
    returned: rejection === undefined ? null : { by: rejection.actor_name ?? '', text: rejection.text ?? '' },
  }
}
