import { DomainError } from '../errors.ts'
import type { ActionResult } from './act.ts'

export type BulkOutcome =
  | { readonly trackingNumber: string; readonly outcome: 'done' }
  | { readonly trackingNumber: string; readonly outcome: 'refused'; readonly error: DomainError }

/** More at once would hold a request for minutes. */
export const BULK_LIMIT = 100

/**
 * Do one thing to many reports, each judged and written by itself, so that one refusal stops none of the others.
 * @throws DomainError too_many_reports
 */
export async function actOnMany(
  trackingNumbers: readonly string[],
  run: (trackingNumber: string) => Promise<ActionResult>,
): Promise<BulkOutcome[]> {
  const numbers = [...new Set(trackingNumbers)]
  if (numbers.length > BULK_LIMIT)
    throw new DomainError('too_many_reports', 422, { values: { max: BULK_LIMIT } })
  const outcomes: BulkOutcome[] = []
  for (const trackingNumber of numbers) {
    try {
      await run(trackingNumber)
      outcomes.push({ trackingNumber, outcome: 'done' })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      outcomes.push({ trackingNumber, outcome: 'refused', error })
    }
  }
  return outcomes
}
