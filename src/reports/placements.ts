import { beyondStaffScope, type Db, type IdentityStep } from '../db/index.ts'
import { requiredStep } from '../identity/index.ts'
import { type FirstHolder, firstHolder } from '../routing/index.ts'
import type { CheckedSubmission } from './check-submission.ts'
import { type FoundCodes, findCodes } from './registry-codes.ts'

export type ChosenCodes = Pick<CheckedSubmission, 'areaCode' | 'categoryCode' | 'class' | 'institutionCode'>

export interface Placement {
  readonly codes: FoundCodes
  readonly first: FirstHolder
  /** What its reporter has to show of themselves. */
  readonly step: IdentityStep
}

/**
 * Where a submission with these codes begins, and what it needs.
 * @throws DomainError invalid_input naming each unknown code
 */
export type FindPlacement = (chosen: ChosenCodes) => Promise<Placement>

/**
 * In a rush many ask for the same place in the same instant: they share one answer, which nobody keeps afterwards, so
 * that an edit of the registry counts from the next question on.
 */
export function openPlacements(db: Db): FindPlacement {
  const asked = new Map<string, Promise<Placement>>()
  return ({ areaCode, categoryCode, institutionCode, class: wanted }) => {
    const key = JSON.stringify([areaCode, categoryCode, institutionCode, wanted])
    const shared = asked.get(key)
    if (shared !== undefined) return shared
    const answer = beyondStaffScope(async () => {
      const codes = await findCodes(db, { areaCode, categoryCode, institutionCode })
      const [first, step] = await Promise.all([
        firstHolder(db, codes),
        requiredStep(db, { class: wanted, categoryId: codes.categoryId }),
      ])
      return { codes, first, step }
    }).finally(() => asked.delete(key))
    asked.set(key, answer)
    return answer
  }
}
