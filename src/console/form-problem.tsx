import { ErrorSummary, type PageFrame } from '../ui/index.ts'
import { problemsOf, type Refused } from './form-values.ts'

/** Why a form was not taken, above the page's content; each line leads to its field. */
export function FormProblem({ t, refused }: { t: PageFrame['t']; refused: Refused | null }) {
  if (refused === null) return null
  const key = refused.refusal.fields.length > 0 ? 'error.invalid_input.title' : 'console.refused'
  return <ErrorSummary title={t(key)} errors={problemsOf(t, refused)} />
}
