import { verify } from '@node-rs/argon2'
import type { Db, SessionMethod } from '../db/index.ts'
import { invalid, notFound } from '../errors.ts'
import { recordAccountEvent } from './account-events.ts'
import { hashSecret } from './one-time-code.ts'
import { checkPassword } from './password-rule.ts'
import { hashPassword, type StaffDeps } from './staff.ts'

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
    .select(['password_hash', 'email', 'name'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (account.password_hash === null || !(await verify(account.password_hash, passwords.current))) {
    throw invalid([{ field: 'current_password', code: 'password_wrong' }])
  }
  await checkPassword('new_password', passwords.next, account)
  const password_hash = await hashPassword(passwords.next)
  await deps.db.transaction().execute(async (tx) => {
    await tx.updateTable('staff_accounts').set({ password_hash }).where('id', '=', accountId).execute()
    await endSessions(tx, accountId, sessionToken)
    const at = deps.clock.now()
    await recordAccountEvent(tx, { at, accountId, actorId: accountId, type: 'password_changed' })
  })
}

/**
 * Before something that would let another in: the person at the keyboard knows the password. Who signs in without one
 * has just shown who they are another way.
 * @throws DomainError invalid_input on `password`
 */
export async function confirmPassword(deps: StaffDeps, accountId: number, password: string): Promise<void> {
  const account = await deps.db
    .selectFrom('staff_accounts')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  if (account.password_hash !== null && !(await verify(account.password_hash, password))) {
    throw invalid([{ field: 'password', code: 'password_wrong' }])
  }
}

export interface StaffSession {
  readonly id: number
  readonly method: SessionMethod
  readonly agent: string | null
  readonly network: string | null
  readonly created_at: Date
  readonly last_seen_at: Date
  /** The one that asks. */
  readonly present: boolean
}

/** A person's sessions that have not ended, the latest used first. */
export async function listSessions(
  deps: StaffDeps,
  accountId: number,
  presentToken: string | null,
): Promise<StaffSession[]> {
  const present = presentToken === null ? null : hashSecret(presentToken)
  const rows = await deps.db
    .selectFrom('staff_sessions')
    .select(['id', 'token_hash', 'method', 'agent', 'network', 'created_at', 'last_seen_at'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', deps.clock.now())
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows.map(({ token_hash, ...row }) => ({ ...row, present: present?.equals(token_hash) ?? false }))
}

/**
 * End one of one's own sessions.
 * @throws DomainError not_found, also for somebody else's
 */
export async function endSession(db: Db, accountId: number, sessionId: number): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('staff_sessions')
    .where('account_id', '=', accountId)
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (Number(numDeletedRows) === 0) throw notFound()
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
