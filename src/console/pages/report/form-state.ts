import type { DomainError } from '../../../errors.ts'
import { errorText, fieldErrorText, type PostedForm } from '../../../http/index.ts'
import type { FieldProblem, KeptFile, PageFrame } from '../../../ui/index.ts'
import type { FormName } from './possible-actions.ts'

/** A node of the tree that could be meant by a typed name. */
export interface TargetChoice {
  readonly code: string
  readonly name: string
  readonly detail: string
}

/** A form that was sent and refused; everything typed comes back. */
export interface RefusedForm {
  readonly form: FormName
  readonly posted: PostedForm
  readonly refusal: DomainError
  readonly keptFiles: readonly KeptFile[]
  /** The nodes a typed name could mean, where there are several. */
  readonly choices: readonly TargetChoice[]
}

/** What one form of the page shows: the typed values where it was refused, the report's own otherwise. */
export interface FormState {
  readonly form: FormName
  readonly refused: boolean
  id(field: string): string
  value(field: string, otherwise?: string): string
  isChosen(field: string, value: string, otherwise: boolean): boolean
  error(field: string): string | null
  readonly keptFiles: readonly KeptFile[]
  readonly choices: readonly TargetChoice[]
}

export function formState(t: PageFrame['t'], form: FormName, refused: RefusedForm | null): FormState {
  const mine = refused?.form === form ? refused : null
  return {
    form,
    refused: mine !== null,
    id: (field) => fieldId(form, field),
    value: (field, otherwise = '') => (mine === null ? otherwise : mine.posted.get(field)),
    isChosen: (field, value, otherwise) =>
      mine === null ? otherwise : mine.posted.getAll(field).includes(value),
    error(field) {
      const found = mine?.refusal.fields.find((problem) => controlOf(problem.field) === field)
      return found === undefined ? null : fieldErrorText(t, found)
    },
    keptFiles: mine?.keptFiles ?? [],
    choices: mine?.choices ?? [],
  }
}

/** The lines of the error summary, each leading to its field. */
export function problemsOf(t: PageFrame['t'], { form, refusal }: RefusedForm): FieldProblem[] {
  if (refusal.fields.length === 0) return [{ text: errorText(t, refusal), href: `#form-${form}` }]
  return refusal.fields.map((field) => ({
    text: fieldErrorText(t, field),
    href: `#${fieldId(form, controlOf(field.field))}`,
  }))
}

function fieldId(form: FormName, field: string): string {
  return `${form}-${field}`
}

/** The use cases name codes; the page has one control for a name and its code. */
function controlOf(field: string): string {
  if (field === 'institution_code') return 'institution'
  return field === 'proposed_code' ? 'proposed' : field
}
