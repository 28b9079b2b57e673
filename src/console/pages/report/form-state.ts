import type { KeptFile, PageFrame } from '../../../ui/index.ts'
import { type FormValues, formValues, type Refused } from '../../form-values.ts'
import type { FormName } from './possible-actions.ts'

/** A node of the tree that could be meant by a typed name. */
export interface TargetChoice {
  readonly code: string
  readonly name: string
  readonly detail: string
}

interface Kept {
  /** Files that are stored already and go along with the next try. */
  readonly keptFiles: readonly KeptFile[]
  /** The nodes a typed name could mean, where there are several. */
  readonly choices: readonly TargetChoice[]
}

export type RefusedForm = Refused & Kept & { readonly form: FormName }

export type FormState = FormValues & Kept & { readonly form: FormName }

/** A form of the report's page, with the files and choices of its last try. */
export function formState(t: PageFrame['t'], form: FormName, refused: RefusedForm | null): FormState {
  const mine = refused?.form === form ? refused : null
  return {
    ...formValues(t, form, refused),
    form,
    keptFiles: mine?.keptFiles ?? [],
    choices: mine?.choices ?? [],
  }
}
