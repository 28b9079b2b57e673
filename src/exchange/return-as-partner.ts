import type { Db } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { staffOfAccount } from '../identity/index.ts'
import { type ReportDeps, returnReport } from '../reports/index.ts'

/** Give a report back to the level above in the name of the system that did not take it; inside the caller's transaction. */
export async function returnAsPartner(
  deps: ReportDeps & { readonly db: Db },
  partner: { readonly accountId: number | null; readonly channel: string },
  trackingNumber: string,
  reason: string,
): Promise<void> {
  const staff = partner.accountId === null ? null : await staffOfAccount(deps.db, partner.accountId)
  if (staff === null) return
  const actor = { kind: 'staff', staff, channel: partner.channel } as const
  await unlessMovedOn(() => returnReport(deps, actor, trackingNumber, { reason }))
}

/**
 * Do what another system's word means. Where the report has moved on here meanwhile, nothing is to be done.
 * @throws DomainError invalid_input: its words do not fit, which is no reason to lose them in silence
 */
export async function unlessMovedOn(act: () => Promise<unknown>): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'invalid_input') throw error
  }
}
