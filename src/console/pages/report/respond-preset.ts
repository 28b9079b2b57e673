import type { AppContext } from '../../../http/index.ts'
import { formatDate } from '../../../i18n/index.ts'
import {
  type AnswerTemplate,
  fillTemplate,
  groupTrackingNumber,
  type ReportRecord,
  readReturnedAnswer,
} from '../../../reports/index.ts'
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
  /** It was just asked for: nothing kept on the device takes its place. */
  readonly fromTemplate: boolean
  /** What the approver wants changed, and who. */
  readonly returned: { readonly by: string; readonly text: string } | null
}

/** Starts from a chosen template, else from an answer that was given back. */
export async function respondPreset(
  context: Pick<AppContext, 'db' | 'clock'>,
  record: ReportRecord,
  template: AnswerTemplate | null,
): Promise<RespondPreset | null> {
  const { db } = context
  const { report } = record
  if (report.state !== 'assigned' && report.state !== 'in_progress') return null
  if (template !== null) return { ...EMPTY, text: filled(context, record, template) }
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
    fromTemplate: false,
    returned: rejection === undefined ? null : { by: rejection.actor_name ?? '', text: rejection.text ?? '' },
  }
}

const EMPTY: RespondPreset = {
  kind: 'answer',
  text: '',
  done_on: '',
  promised_on: '',
  no_evidence_reason: '',
  open_tasks_reason: '',
  files: [],
  fromTemplate: true,
  returned: null,
}

function filled(
  { clock }: Pick<AppContext, 'clock'>,
  { report, holder, institution, category }: ReportRecord,
  template: AnswerTemplate,
): string {
  return fillTemplate(template.text, {
    nomor: groupTrackingNumber(report.tracking_number),
    judul: report.public_title ?? report.title,
    kategori: category?.name_id ?? '',
    nama_unit: holder.name,
    nama_instansi: institution.name,
    tanggal: formatDate(clock.now(), 'id', institution.time_zone),
  })
}
