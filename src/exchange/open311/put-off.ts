import type { Open311HandoverRow } from '../../db/index.ts'
import { translator } from '../../i18n/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import { holdStill, type ReportDeps } from '../../reports/index.ts'
import { returnAsPartner } from '../return-as-partner.ts'
import type { FarAnswer } from './far-system.ts'
import type { Open311Target } from './targets.ts'

export interface HandOverDeps extends ReportDeps {
  readonly outgoing: Outgoing
  readonly baseUrl: string
}

/** What far systems say is noted as come by this way. */
export const CHANNEL = 'open311'
const MINUTE_MS = 60_000
/** Waits after each failure, an hour at most; what is not taken there within three days is given up. */
const WAITS_MINUTES: readonly number[] = [1, 2, 5, 15, 30]
const LAST_WAIT_MINUTES = 60
const MOST_ATTEMPTS = 75

/**
 * Tried again later. What the far system refuses, or does not take in for three days, comes back to the level above with
 * its reason; what it has once numbered is asked after for as long as it is open here.
 */
export async function putOff(
  deps: HandOverDeps,
  target: Open311Target,
  row: Open311HandoverRow,
  answer: Exclude<FarAnswer, { outcome: 'answered' }>,
): Promise<void> {
  const attempts = row.attempts + 1
  const last_error = answer.reason.slice(0, 300)
  const isGivenUp =
    row.state !== 'open' &&
    (answer.outcome === 'refused' || (row.state === 'queued' && attempts >= MOST_ATTEMPTS))
  if (isGivenUp) return giveBack(deps, target, row, { attempts, last_error })
  const minutes = WAITS_MINUTES[row.attempts] ?? LAST_WAIT_MINUTES
  const next_try_at = new Date(deps.clock.now().getTime() + minutes * MINUTE_MS)
  await save(deps, row, { attempts, last_error, next_try_at })
}

/** Given up and given back in one; a token that it does not know is forgotten, so that it can be sent anew. */
async function giveBack(
  deps: HandOverDeps,
  target: Open311Target,
  row: Open311HandoverRow,
  why: { readonly attempts: number; readonly last_error: string },
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const inside = { ...deps, db: tx }
    const { tracking_number } = await holdStill(tx, row.report_id)
    if (!(await save(inside, row, { ...why, state: 'failed', token: null, next_try_at: null }))) return
    const reason = translator('id')('exchange.refused', { system: target.name, text: why.last_error })
    const partner = { accountId: target.account_id, channel: CHANNEL }
    await returnAsPartner(inside, partner, tracking_number, reason)
  })
}

/** Only what is still as it was taken. @returns whether it was */
export async function save(
  deps: HandOverDeps,
  row: Open311HandoverRow,
  changes: Partial<Omit<Open311HandoverRow, 'id'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await deps.db
    .updateTable('open311_handovers')
    .set(changes)
    .where('id', '=', row.id)
    .where('state', '=', row.state)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
