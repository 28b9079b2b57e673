import type { DomainError, FieldError } from '../errors.ts'
import { fieldErrorText } from '../http/index.ts'
import type { Translate } from '../i18n/index.ts'
import type { FieldProblem } from '../ui/index.ts'

/** What is wrong with a posted form, as its view needs it. */
export interface FormProblems {
  /** For the summary above the form, each line leading to its field. */
  readonly all: readonly FieldProblem[]
  /** What to write instead; null when the field is fine. */
  of(field: string): string | null
}

export const NO_PROBLEMS: FormProblems = { all: [], of: () => null }

/** The texts of a refusal's fields; `fieldOf` maps a use case's field to the form's own. */
export function problemsOf(
  t: Translate,
  errors: readonly FieldError[],
  fieldOf: (field: string) => string = (field) => field,
): FormProblems {
  const texts = new Map<string, string>()
  for (const error of errors) {
    const field = fieldOf(error.field)
    // One thing to mend at a time: the first refusal of a field is the one to read.
    if (!texts.has(field)) texts.set(field, fieldErrorText(t, error))
  }
  return {
    all: [...texts].map(([field, text]) => ({ text, href: `#${field}` })),
    of: (field) => texts.get(field) ?? null,
  }
}

/** Whether a refusal names fields, so that its form can be shown again. */
export function namesFields(error: unknown): error is DomainError {
  return error instanceof Error && 'fields' in error && Array.isArray(error.fields) && error.fields.length > 0
}
