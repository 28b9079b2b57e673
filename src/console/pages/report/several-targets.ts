import type { InstitutionRow } from '../../../db/index.ts'
import { DomainError } from '../../../errors.ts'

/** A typed name that could mean several nodes; the form asks which one. */
export class SeveralTargets extends DomainError {
  readonly candidates: readonly InstitutionRow[]

  constructor(field: string, candidates: readonly InstitutionRow[]) {
    super('invalid_input', 422, { fields: [{ field, code: 'institution_ambiguous' }] })
    this.candidates = candidates
  }
}
