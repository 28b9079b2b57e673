import type { StaffStepKind } from '../db/index.ts'
import { hashSecret, newSecret } from './one-time-code.ts'
import type { StaffDeps } from './staff.ts'

/** Long enough to fetch a phone from the next room. */
export const STEP_MS = 10 * 60_000
/** Wrong codes before the password is asked again. */
const STEP_TRIES = 5

/** Begin something whose other half comes with a later request; returns the secret that belongs into the cookie. */
export async function beginStep(
  deps: StaffDeps,
  step: { kind: StaffStepKind; accountId: number | null; data: Record<string, unknown> },
): Promise<string> {
  const token = newSecret()
  const now = deps.clock.now()
  await deps.db.deleteFrom('staff_steps').where('expires_at', '<', now).execute()
  await deps.db
    .insertInto('staff_steps')
    .values({
      token_hash: hashSecret(token),
      kind: step.kind,
      account_id: step.accountId,
      data: JSON.stringify(step.data),
      expires_at: new Date(now.getTime() + STEP_MS),
    })
    .execute()
  return token
}

/** What was begun; null when it is unknown, of another kind or too old. */
export async function readStep(deps: StaffDeps, kind: StaffStepKind, token: string) {
  const step = await deps.db
    .selectFrom('staff_steps')
    .select(['account_id', 'data'])
    .where('token_hash', '=', hashSecret(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', deps.clock.now())
    .where('tries', '<', STEP_TRIES)
    .executeTakeFirst()
  return step ?? null
}

/** Count one more try before it is judged; false when there were too many. */
export async function countStepTry(deps: StaffDeps, token: string): Promise<boolean> {
  const { numUpdatedRows } = await deps.db
    .updateTable('staff_steps')
    .set((update) => ({ tries: update('tries', '+', 1) }))
    .where('token_hash', '=', hashSecret(token))
    .where('tries', '<', STEP_TRIES)
    .executeTakeFirst()
  return Number(numUpdatedRows) === 1
}

/** Take it, so that it serves once; null when another request was quicker. */
export async function takeStep(deps: StaffDeps, kind: StaffStepKind, token: string) {
  const step = await deps.db
    .deleteFrom('staff_steps')
    .where('token_hash', '=', hashSecret(token))
    .where('kind', '=', kind)
    .where('expires_at', '>', deps.clock.now())
    .returning(['account_id', 'data'])
    .executeTakeFirst()
  return step ?? null
}
