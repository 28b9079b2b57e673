import { DomainError } from '../../../errors.ts'
import { requestIdentity } from '../../../exchange/index.ts'
import type { AppContext, PostedForm } from '../../../http/index.ts'
import {
  type Actor,
  archiveReport,
  assignReport,
  closeReport,
  completeReport,
  correctReport,
  holdReport,
  restoreReport,
  returnReport,
  type VerifyReport,
  verifyReport,
} from '../../../reports/index.ts'
import { assignScope } from '../../assign-scope.ts'
import type { DoneAction } from './done-action.ts'
import { isHandlingForm, performHandling } from './perform-handling.ts'
import type { FormName } from './possible-actions.ts'
import { respond } from './respond.ts'
import type { SentForm } from './sent-form.ts'
import { isEmptyTarget, targetCode } from './target-code.ts'

/**
 * Do what a form of the report's page asks for.
 * @throws DomainError as the use cases do; SeveralTargets when a typed name could mean several nodes
 */
export async function performAction(
  context: AppContext,
  form: FormName,
  sent: SentForm,
): Promise<DoneAction> {
  const { staff, trackingNumber: number, posted, attachments } = sent
  const actor: Actor = { kind: 'staff', staff, channel: 'web' }
  const expectedVersion = readVersion(posted)
  const text = posted.get('text')
  if (isHandlingForm(form)) return performHandling(context, form, sent, expectedVersion)
  switch (form) {
    case 'assign': {
      const institution_code = await targetCode(context, sent, 'institution', assignScope(staff))
      const note = posted.get('note')
      const verification = posted.get('verifies') === '' ? {} : readVerification(posted)
      await assignReport(context, actor, number, { institution_code, note, ...verification, expectedVersion })
      return 'assign'
    }
    case 'verify':
      await verifyReport(context, actor, number, { ...readVerification(posted), expectedVersion })
      return 'verify'
    case 'correct':
      await correctReport(context, actor, number, { ...readVerification(posted), expectedVersion })
      return 'correct'
    case 'respond':
      return respond(context, actor, sent, expectedVersion)
    case 'hold':
      await holdReport(context, actor, number, { text, expectedVersion })
      return form
    case 'complete':
      await completeReport(context, actor, number, { text, attachments, expectedVersion })
      return form
    case 'return': {
      // Whom to propose is not bound to one's own tree: that is why it is handed back.
      const proposed_code = isEmptyTarget(posted, 'proposed')
        ? null
        : await targetCode(context, sent, 'proposed', null)
      await returnReport(context, actor, number, {
        reason: posted.get('reason'),
        proposed_code,
        expectedVersion,
      })
      return form
    }
    case 'archive':
      await archiveReport(context, actor, number, { reason: posted.get('reason'), text, expectedVersion })
      return form
    case 'restore':
      await restoreReport(context, actor, number, { text, expectedVersion })
      return form
    case 'ask_contact':
      await requestIdentity(context, actor, number, text)
      return form
    case 'close':
      await closeReport(context, actor, number, { text, expectedVersion })
      return form
  }
}

function readVerification(posted: PostedForm): VerifyReport {
  return {
    class: posted.get('class'),
    oversight: posted.get('oversight') === 'on',
    category_code: posted.get('category_code'),
    title: posted.get('title'),
    public_body: posted.get('public_body'),
    public_attachments: posted.getAll('public_attachments'),
  }
}

/** The form always knows the version it was made from; without one it was not our form. */
function readVersion(posted: PostedForm): number {
  const version = Number(posted.get('version'))
  if (!Number.isSafeInteger(version) || version < 1) throw new DomainError('bad_request', 400)
  return version
}
