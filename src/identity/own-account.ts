import { verify } from '@node-rs/argon2'
import type { Db } from '../db/index.ts'
import { invalid, notFound } from '../errors.ts'
import { hashSecret } from './one-time-code.ts'
import { hashPassword, PASSWORD_MIN_LENGTH, type StaffDeps } from './staff.ts'

/** Longer ones cost the server more to hash than they add. */
const PASSWORD_MAX_LENGTH = 200

/**
 * Give oneself another password; all sessions but the present one end, since one changes a password that leaked.
 * @throws DomainError invalid_input on `current_password` or `new_password`
 */
export async function changePassword(
  deps: StaffDeps,
  accountId: number,
  passwords: { readonly current: string; readonly next: string },
  sessionToken: string | null,
): Promise<void> {
  const account = await deps.db
    .selectFrom('staff_accounts')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (!(await verify(account.password_hash, passwords.current))) {
    throw invalid([{ field: 'current_password', code: 'password_wrong' }])
  }
  const length = [...passwords.next].length
  if (length < PASSWORD_MIN_LENGTH) {
    throw invalid([
      { field: 'new_password', code: 'password_too_short', values: { min: PASSWORD_MIN_LENGTH } },
    ])
  }
  if (length > PASSWORD_MAX_LENGTH) {
    throw invalid([{ field: 'new_password', code: 'too_long', values: { max: PASSWORD_MAX_LENGTH } }])
  }
  const password_hash = await hashPassword(passwords.next)
  await deps.db.transaction().execute(async (tx) => {
    await tx.updateTable('staff_accounts').set({ password_hash }).where('id', '=', accountId).execute()
    await endSessions(tx, accountId, sessionToken)
  })
}

/** End all of a person's sessions but the one named; null ends them all. Returns how many ended. */
export async function endSessions(db: Db, accountId: number, keptToken: string | null): Promise<number> {
  let query = db.deleteFrom('staff_sessions').where('account_id', '=', accountId)
  if (keptToken !== null) query = query.where('token_hash', '!=', hashSecret(keptToken))
  const { numDeletedRows } = await query.executeTakeFirst()
  return Number(numDeletedRows)
}

export interface StaffToken {
  readonly id: number
  readonly label: string
  readonly created_at: Date
}

/** A person's API tokens that are in force, the newest first; the tokens themselves are known to nobody. */
export function listStaffTokens(db: Db, accountId: number): Promise<StaffToken[]> {
  return db
    .selectFrom('staff_tokens')
    .select(['id', 'label', 'created_at'])
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .execute()
}

/**
 * Take one of one's own tokens out of force at once.
 * @throws DomainError not_found, also for somebody else's token
 */
export async function revokeStaffToken(deps: StaffDeps, accountId: number, tokenId: number): Promise<void> {
  const { numUpdatedRows } = await deps.db
    .updateTable('staff_tokens')
    .set({ revoked_at: deps.clock.now() })
    .where('id', '=', tokenId)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (Number(numUpdatedRows) === 0) throw notFound()
}
