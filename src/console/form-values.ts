import type { DomainError } from '../errors.ts'
import { errorText, fieldErrorText, type PostedForm } from '../http/index.ts'
import type { FieldProblem, PageFrame } from '../ui/index.ts'

/** A form that was sent and refused; everything typed comes back. */
export interface Refused {
  /** Which of the page's forms it was. */
  readonly form: string
  readonly posted: PostedForm
  readonly refusal: DomainError
}

/** What one form of a page shows: the typed values where it was refused, the given ones otherwise. */
export interface FormValues {
  readonly form: string
  readonly refused: boolean
  /** The id of a field's control; several forms of a page may have fields of the same name. */
  id(field: string): string
  value(field: string, otherwise?: string | null): string
  isChosen(field: string, value: string, otherwise: boolean): boolean
  error(field: string): string | null
}

/** The use cases name codes; a page has one control for a name and its code. */
const CONTROLS: Readonly<Record<string, string>> = {
  institution_code: 'institution',
  proposed_code: 'proposed',
  done_by_code: 'done_by',
  area_code: 'area',
  parent_code: 'parent',
}

export function formValues(t: PageFrame['t'], form: string, refused: Refused | null): FormValues {
  const mine = refused?.form === form ? refused : null
  return {
    form,
    refused: mine !== null,
    id: (field) => fieldId(form, field),
    value: (field, otherwise) => (mine === null ? (otherwise ?? '') : mine.posted.get(field)),
    isChosen: (field, value, otherwise) =>
      mine === null ? otherwise : mine.posted.getAll(field).includes(value),
    error(field) {
      const found = mine?.refusal.fields.find((problem) => controlOf(problem.field) === field)
      return found === undefined ? null : fieldErrorText(t, found)
    },
  }
}

/** The lines of the error summary, each leading to its field. */
export function problemsOf(t: PageFrame['t'], { form, refusal }: Refused): FieldProblem[] {
  if (refusal.fields.length === 0) return [{ text: errorText(t, refusal), href: `#form-${form}` }]
  return refusal.fields.map((field) => ({
    text: fieldErrorText(t, field),
    href: `#${fieldId(form, controlOf(field.field))}`,
  }))
}

function fieldId(form: string, field: string): string {
  return `${form}-${field}`
}

function controlOf(field: string): string {
  return CONTROLS[field] ?? field
}
