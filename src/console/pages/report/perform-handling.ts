import { DomainError, invalid } from '../../../errors.ts'
import type { AppContext } from '../../../http/index.ts'
import {
  type Actor,
  addTask,
  approveAnswer,
  cancelTask,
  declineTask,
  finishTask,
  followUpTask,
  joinReport,
  rejectAnswer,
  sayPromiseKept,
  takeOverReport,
  unjoinReport,
} from '../../../reports/index.ts'
import type { DoneAction } from './done-action.ts'
import type { FormName } from './possible-actions.ts'
import type { SentForm } from './sent-form.ts'
import { targetCode } from './target-code.ts'

/** The forms by which several handlers work on one report, and reports of one incident on each other. */
const HANDLING_FORMS = [
  'task',
  'add_task',
  'cancel_task',
  'join',
  'unjoin',
  'take_over',
  'promise_kept',
  'approve_answer',
  'reject_answer',
] as const
type HandlingForm = (typeof HANDLING_FORMS)[number]

export function isHandlingForm(form: FormName): form is HandlingForm {
  return HANDLING_FORMS.some((name) => name === form)
}

/** Do what such a form asks for; throws as the use cases do. */
export async function performHandling(
  context: AppContext,
  form: HandlingForm,
  sent: SentForm,
  expectedVersion: number,
): Promise<DoneAction> {
  const { staff, trackingNumber: number, posted, attachments } = sent
  const actor: Actor = { kind: 'staff', staff, channel: 'web' }
  const text = posted.get('text')
  switch (form) {
    case 'task':
      return workOnTask(context, actor, sent)
    case 'add_task':
      await addTask(context, actor, number, {
        institution_code: await targetCode(context, sent, 'institution', null),
        task: posted.get('task'),
        required: posted.get('required') === 'on',
        due_on: posted.get('due_on'),
        expectedVersion,
      })
      return form
    case 'cancel_task':
      await cancelTask(context, actor, number, { institution_code: posted.get('institution_code'), text })
      return form
    case 'join': {
      const typed = posted.get('into').trim()
      const into = typed === '' ? posted.get('into_choice') : typed
      if (into === '') throw invalid([{ field: 'into', code: 'main_missing' }])
      await joinReport(context, actor, number, { into, text, expectedVersion })
      return form
    }
    case 'unjoin':
      await unjoinReport(context, actor, number, { text, expectedVersion })
      return form
    case 'take_over':
      await takeOverReport(context, actor, number, { text, expectedVersion })
      return form
    case 'promise_kept':
      await sayPromiseKept(context, actor, number, { text, attachments, expectedVersion })
      return form
    case 'approve_answer':
      await approveAnswer(context, actor, number, expectedVersion)
      return form
    case 'reject_answer':
      await rejectAnswer(context, actor, number, { text, expectedVersion })
      return form
  }
}

async function workOnTask(context: AppContext, actor: Actor, sent: SentForm): Promise<DoneAction> {
  const { trackingNumber: number, posted, attachments } = sent
  const text = posted.get('text')
  const whose = posted.get('institution_code')
  const institution_code = whose === '' ? undefined : whose
  const kind = posted.get('kind')
  switch (kind) {
    case 'public':
    case 'internal':
      await followUpTask(context, actor, number, { text, attachments, visibility: kind })
      return `task_${kind}`
    case 'done':
      await finishTask(context, actor, number, { text, attachments, institution_code })
      return 'task_done'
    case 'decline':
      await declineTask(context, actor, number, { text, attachments, institution_code })
      return 'task_decline'
    default:
      throw kind === ''
        ? invalid([{ field: 'kind', code: 'response_kind_missing' }])
        : new DomainError('bad_request', 400)
  }
}
