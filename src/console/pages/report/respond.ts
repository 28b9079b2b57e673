import { invalid } from '../../../errors.ts'
import type { AppContext } from '../../../http/index.ts'
import { type Actor, answerReport, followUpReport } from '../../../reports/index.ts'
import type { DoneAction } from './done-action.ts'
import type { SentForm } from './sent-form.ts'
import { isEmptyTarget, targetCode } from './target-code.ts'

/** Write a follow-up, a note for colleagues, or the answer, as the form's kind says. */
export async function respond(
  context: AppContext,
  actor: Actor,
  sent: SentForm,
  expectedVersion: number,
): Promise<DoneAction> {
  const { trackingNumber: number, posted, attachments } = sent
  const kind = posted.get('kind')
  const words = { text: posted.get('text'), attachments, expectedVersion }
  const promised_on = posted.get('promised_on')
  switch (kind) {
    case 'answer': {
      const answered = await answerReport(context, actor, number, {
        ...words,
        promised_on,
        done_on: posted.get('done_on'),
        done_by_code: isEmptyTarget(posted, 'done_by')
          ? null
          : await targetCode(context, sent, 'done_by', null),
        no_evidence_reason: posted.get('no_evidence_reason'),
        open_tasks_reason: posted.get('open_tasks_reason'),
        evidenceRequired: true,
      })
      return answered.report.state === 'answered' ? 'answer' : 'draft'
    }
    case 'public':
      await followUpReport(context, actor, number, { ...words, promised_on, visibility: kind })
      return 'follow_up'
    case 'internal':
      await followUpReport(context, actor, number, { ...words, visibility: kind })
      return 'note'
    default:
      throw invalid([{ field: 'kind', code: 'response_kind_missing' }])
  }
}
