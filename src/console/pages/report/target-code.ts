import { type FieldError, invalid } from '../../../errors.ts'
import type { AppContext, PostedForm } from '../../../http/index.ts'
import { findTarget } from '../../find-target.ts'
import type { SentForm } from './sent-form.ts'
import { SeveralTargets } from './several-targets.ts'

/**
 * The code of the institution or unit that a form's field means, among those below `withinId` or, with null, everywhere.
 * @throws DomainError on `<field>_code`; SeveralTargets when a typed name could mean several nodes
 */
export async function targetCode(
  context: AppContext,
  { posted }: Pick<SentForm, 'posted'>,
  field: string,
  withinId: number | null,
): Promise<string> {
  const error: FieldError = { field: `${field}_code`, code: 'unknown_institution' }
  const given = {
    text: posted.get(field),
    code: posted.get(`${field}_code`),
    choice: posted.get(`${field}_choice`),
  }
  const target = await findTarget(context.db, given, withinId)
  if (target.found === 'one') return target.code
  if (target.found === 'several') throw new SeveralTargets(error.field, target.candidates)
  throw invalid([given.text.trim() === '' ? { ...error, code: 'institution_missing' } : error])
}

/** Whether nothing was typed or chosen for it. */
export function isEmptyTarget(posted: PostedForm, field: string): boolean {
  return [field, `${field}_code`, `${field}_choice`].every((name) => posted.get(name).trim() === '')
}
