import { verify } from '@node-rs/argon2'
import type { SessionMethod } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import { hashSecret, newSecret } from './one-time-code.ts'
import { hasSecondFactor, type SecuredDeps, showSecondFactor } from './second-factor.ts'
import { countSignInTry, forgetSignInTries } from './sign-in-throttle.ts'
import { hashPassword, type StaffDeps } from './staff.ts'
import { beginStep, countStepTry, readStep, takeStep } from './staff-steps.ts'

/** However busy, everyone signs in again once a week. */
const ABSOLUTE_MS = 7 * 86_400_000

/** Where a request comes from, as far as a person would recognise it. */
export interface Origin {
  readonly agent: string
  /** As `networkOf` writes it. */
  readonly network: string
}

export interface Session {
  readonly token: string
  readonly expiresAt: Date
}

/** Either in, or half in: the step's secret stands for the password until the second factor is shown. */
export type SignInOutcome = { readonly session: Session } | { readonly secondFactorStep: string }

/** Hashed once and compared when the account is unknown, so that the answer takes as long either way. */
const UNKNOWN_ACCOUNT_HASH = hashPassword(newSecret())

/**
 * Sign in with e-mail and password.
 * @throws DomainError sign_in_failed for an unknown, inactive or wrong pair alike; sign_in_too_often
 */
export async function signIn(
  deps: SecuredDeps,
  given: { readonly email: string; readonly password: string },
  origin: Origin,
): Promise<SignInOutcome> {
  const email = given.email.trim().toLowerCase()
  await countSignInTry(deps, { email, network: origin.network })
  const account = await deps.db
    .selectFrom('staff_accounts')
    .select(['id', 'password_hash', 'active', 'totp_sealed'])
    .where('email', '=', email)
    .where('service', '=', false)
    .executeTakeFirst()
  const fits = await verify(account?.password_hash ?? (await UNKNOWN_ACCOUNT_HASH), given.password)
  if (account === undefined || account.password_hash === null || !fits || !account.active) {
    throw new DomainError('sign_in_failed', 422)
  }
  if (await hasSecondFactor(deps.db, account.id)) {
    const secondFactorStep = await beginStep(deps, {
      kind: 'second_factor',
      accountId: account.id,
      data: { email },
    })
    return { secondFactorStep }
  }
  await forgetSignInTries(deps.db, { email, network: origin.network })
  return { session: await startSession(deps, account.id, { method: 'password', secured: false, ...origin }) }
}

/**
 * The second half: the app's code, or a recovery code.
 * @throws DomainError sign_in_again when the first half is too old or was tried too often; second_factor_wrong;
 *   sign_in_too_often
 */
export async function finishSignIn(
  deps: SecuredDeps,
  step: string,
  typed: string,
  origin: Origin,
): Promise<Session> {
  const begun = await readStep(deps, 'second_factor', step)
  if (begun === null || begun.account_id === null) throw new DomainError('sign_in_again', 422)
  const attempt = { email: String(begun.data.email), network: origin.network }
  await countSignInTry(deps, attempt)
  if (!(await countStepTry(deps, step))) throw new DomainError('sign_in_again', 422)
  if (!(await showSecondFactor(deps, begun.account_id, typed))) {
    throw new DomainError('second_factor_wrong', 422)
  }
  if ((await takeStep(deps, 'second_factor', step)) === null) throw new DomainError('sign_in_again', 422)
  await forgetSignInTries(deps.db, attempt)
  return startSession(deps, begun.account_id, { method: 'password', secured: true, ...origin })
}

/** Let a person in who has shown who they are. */
export async function startSession(
  deps: StaffDeps,
  accountId: number,
  { method, secured, agent, network }: Origin & { method: SessionMethod; secured: boolean },
): Promise<Session> {
  const token = newSecret()
  const now = deps.clock.now()
  const expiresAt = new Date(now.getTime() + ABSOLUTE_MS)
  await deps.db
    .insertInto('staff_sessions')
    .values({
      token_hash: hashSecret(token),
      account_id: accountId,
      created_at: now,
      last_seen_at: now,
      expires_at: expiresAt,
      method,
      secured,
      agent: agent.slice(0, 200),
      network,
    })
    .execute()
  await deps.db.updateTable('staff_accounts').set({ last_seen_at: now }).where('id', '=', accountId).execute()
  return { token, expiresAt }
}

export async function signOut(deps: StaffDeps, token: string): Promise<void> {
  await deps.db.deleteFrom('staff_sessions').where('token_hash', '=', hashSecret(token)).execute()
}
