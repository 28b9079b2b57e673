import { isIP } from 'node:net'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Mode } from '../config.ts'
import type { Db, StaffRole } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { recordAccountEvent } from './account-events.ts'
import {
  countRecoveryCodes,
  hasSecondFactor,
  makeRecoveryCodes,
  needsSecondFactor,
  type SecuredDeps,
} from './second-factor.ts'
import { type Origin, type Session, startSession } from './sign-in.ts'
import { forgetSignInTries } from './sign-in-throttle.ts'
import type { Staff, StaffDeps } from './staff.ts'
import { beginStep, takeStep } from './staff-steps.ts'

/** The site a passkey belongs to. */
export interface Site {
  /** The host's name: what passkeys are bound to. */
  readonly id: string
  readonly origin: string
}

const LONGEST_NAME = 60
/** What a browser answers is a few kilobytes; anything longer is not from one. */
const LONGEST_RESPONSE = 20_000

/** The site at a public address; null where browsers know no passkeys: an address in numbers. */
export function siteOf(baseUrl: string): Site | null {
  const { hostname, origin } = new URL(baseUrl)
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { id: hostname, origin } : null
}

/** Begin to add a passkey; the options go to the browser, the step into the cookie. */
export async function beginPasskey(deps: StaffDeps, staff: Staff, site: Site) {
  const known = await listPasskeys(deps.db, staff.accountId)
  const options = await generateRegistrationOptions({
    rpName: 'LAPOR!',
    rpID: site.id,
    userName: staff.email,
    userDisplayName: staff.name,
    userID: Uint8Array.from(Buffer.from(`staff ${staff.accountId}`)),
    excludeCredentials: known.map(({ credential_id }) => ({ id: credential_id })),
    // Verified by finger, face or PIN: so it is both factors at once.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const data = { challenge: options.challenge }
  const step = await beginStep(deps, { kind: 'passkey_register', accountId: staff.accountId, data })
  return { options, step }
}

/**
 * Keep the passkey the browser made. Returns recovery codes where there were none.
 * @throws DomainError passkey_failed; invalid_input on `name`
 */
export async function addPasskey(
  deps: SecuredDeps,
  accountId: number,
  given: { readonly step: string; readonly response: string; readonly name: string },
  site: Site,
): Promise<readonly string[]> {
  const name = checkPasskeyName(given.name)
  const begun = await takeStep(deps, 'passkey_register', given.step)
  if (begun === null || begun.account_id !== accountId) throw passkeyFailed()
  const credential = await verifyNewPasskey(given.response, String(begun.data.challenge), site)
  const at = deps.clock.now()
  return deps.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('staff_passkeys')
      .values({
        account_id: accountId,
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: [...(credential.transports ?? [])],
        name,
        created_at: at,
        last_used_at: null,
      })
      .execute()
    await recordAccountEvent(tx, { at, accountId, actorId: accountId, type: 'passkey_added' })
    const codes = await countRecoveryCodes(tx, accountId)
    return codes > 0 ? [] : makeRecoveryCodes({ ...deps, db: tx }, accountId)
  })
}

export function listPasskeys(db: Db, accountId: number) {
  return db
    .selectFrom('staff_passkeys')
    .select(['id', 'credential_id', 'name', 'created_at', 'last_used_at'])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
}

/**
 * Remove one of one's own passkeys.
 * @throws DomainError not_found; second_factor_needed where it is the last factor of a role that may not be without
 */
export async function removePasskey(
  deps: StaffDeps,
  account: { id: number; role: StaffRole },
  passkeyId: number,
  mode: Mode,
): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('staff_passkeys')
      .where('account_id', '=', account.id)
      .where('id', '=', passkeyId)
      .executeTakeFirst()
    if (Number(numDeletedRows) === 0) throw notFound()
    if (needsSecondFactor(mode, account.role) && !(await hasSecondFactor(tx, account.id))) {
      throw new DomainError('second_factor_needed', 409)
    }
    await recordAccountEvent(tx, {
      at: deps.clock.now(),
      accountId: account.id,
      actorId: account.id,
      type: 'passkey_removed',
    })
  })
}

/** Begin to sign in with a passkey; whose it is, the browser asks the person. */
export async function beginPasskeySignIn(deps: StaffDeps, site: Site) {
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' })
  const data = { challenge: options.challenge }
  return { options, step: await beginStep(deps, { kind: 'passkey_sign_in', accountId: null, data }) }
}

/**
 * Sign in with a passkey: the device and its finger, face or PIN are both factors.
 * @throws DomainError passkey_failed, for an unknown, foreign or inactive one alike
 */
export async function signInWithPasskey(
  deps: SecuredDeps,
  given: { readonly step: string; readonly response: string },
  site: Site,
  origin: Origin,
): Promise<Session> {
  const begun = await takeStep(deps, 'passkey_sign_in', given.step)
  if (begun === null) throw passkeyFailed()
  const response = readPasskeyResponse(given.response)
  const passkey = await deps.db
    .selectFrom('staff_passkeys as passkey')
    .innerJoin('staff_accounts as account', 'account.id', 'passkey.account_id')
    .select(['passkey.id', 'passkey.account_id', 'passkey.credential_id', 'passkey.public_key'])
    .select(['passkey.counter', 'account.email'])
    .where('passkey.credential_id', '=', String(response.id))
    .where('account.active', '=', true)
    .executeTakeFirst()
  if (passkey === undefined) throw passkeyFailed()
  const counter = await verifyPasskey(response, String(begun.data.challenge), passkey, site)
  await deps.db
    .updateTable('staff_passkeys')
    .set({ counter, last_used_at: deps.clock.now() })
    .where('id', '=', passkey.id)
    .execute()
  await forgetSignInTries(deps.db, { email: passkey.email, network: origin.network })
  return startSession(deps, passkey.account_id, { method: 'passkey', secured: true, ...origin })
}

/** A device's name as its owner wrote it. @throws DomainError invalid_input on `name` */
export function checkPasskeyName(written: string): string {
  const name = written.replaceAll(/\p{Cc}/gu, '').trim()
  if (name === '') throw invalid([{ field: 'name', code: 'text_missing' }])
  if ([...name].length > LONGEST_NAME) {
    throw invalid([{ field: 'name', code: 'too_long', values: { max: LONGEST_NAME } }])
  }
  return name
}

/** The credential a browser made for a challenge of ours. @throws DomainError passkey_failed */
export async function verifyNewPasskey(response: string, challenge: string, site: Site) {
  const { registrationInfo } = await verifyRegistrationResponse({
    response: readPasskeyResponse(response),
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => ({ registrationInfo: undefined }))
  if (registrationInfo === undefined) throw passkeyFailed()
  return registrationInfo.credential
}

/** Hold a browser's answer against a kept passkey; returns its new counter. @throws DomainError passkey_failed */
export async function verifyPasskey(
  response: ReturnType<typeof readPasskeyResponse>,
  challenge: string,
  passkey: { readonly credential_id: string; readonly public_key: Buffer; readonly counter: number },
  site: Site,
): Promise<number> {
  const verdict = await verifyAuthenticationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credential_id,
      publicKey: Uint8Array.from(passkey.public_key),
      counter: passkey.counter,
    },
  }).catch(() => null)
  if (verdict === null || !verdict.verified) throw passkeyFailed()
  return verdict.authenticationInfo.newCounter
}

/** What the browser's script wrote into the form; its content is judged by the verification. */
export function readPasskeyResponse(text: string) {
  try {
    if (text.length > LONGEST_RESPONSE) throw passkeyFailed()
    const parsed = JSON.parse(text)
    if (typeof parsed !== 'object' || parsed === null || typeof parsed.id !== 'string') throw passkeyFailed()
    return parsed
  } catch {
    throw passkeyFailed()
  }
}

export function passkeyFailed(): DomainError {
  return new DomainError('passkey_failed', 422)
}
