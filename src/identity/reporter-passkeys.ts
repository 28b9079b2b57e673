import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server'
import type { Db } from '../db/index.ts'
import { DomainError, notFound } from '../errors.ts'
import {
  checkPasskeyName,
  passkeyFailed,
  readPasskeyResponse,
  type Site,
  verifyNewPasskey,
  verifyPasskey,
} from './passkeys.ts'
import type { StaffDeps } from './staff.ts'
import { beginStep, takeStep } from './staff-steps.ts'

/** More devices than this is not one person. */
const MOST = 10

/** Begin to add a passkey of a reporter's device; the options go to the browser, the step into the cookie. */
export async function beginReporterPasskey(deps: StaffDeps, reporterId: number, site: Site, label: string) {
  const known = await listReporterPasskeys(deps.db, reporterId)
  if (known.length >= MOST) throw new DomainError('too_many_passkeys', 409)
  const options = await generateRegistrationOptions({
    rpName: 'LAPOR!',
    rpID: site.id,
    // What the device shows beside the key: never a name or a whole contact.
    userName: label,
    userDisplayName: label,
    userID: Uint8Array.from(Buffer.from(`reporter ${reporterId}`)),
    excludeCredentials: known.map(({ credential_id }) => ({ id: credential_id })),
    // It is all one needs to sign in, so the finger, face or PIN has to be shown.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const data = { challenge: options.challenge, reporter_id: reporterId }
  const step = await beginStep(deps, { kind: 'passkey_register', accountId: null, data })
  return { options, step }
}

/** Keep the passkey the browser made. @throws DomainError passkey_failed; invalid_input on `name` */
export async function addReporterPasskey(
  deps: StaffDeps,
  reporterId: number,
  given: { readonly step: string; readonly response: string; readonly name: string },
  site: Site,
): Promise<void> {
  const name = checkPasskeyName(given.name)
  const begun = await takeStep(deps, 'passkey_register', given.step)
  if (begun === null || begun.data.reporter_id !== reporterId) throw passkeyFailed()
  const credential = await verifyNewPasskey(given.response, String(begun.data.challenge), site)
  await deps.db
    .insertInto('reporter_passkeys')
    .values({
      reporter_id: reporterId,
      credential_id: credential.id,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(credential.transports ?? [])],
      name,
      created_at: deps.clock.now(),
      last_used_at: null,
    })
    .execute()
}

export function listReporterPasskeys(db: Db, reporterId: number) {
  return db
    .selectFrom('reporter_passkeys')
    .select(['id', 'credential_id', 'name', 'created_at', 'last_used_at'])
    .where('reporter_id', '=', reporterId)
    .orderBy('id')
    .execute()
}

/** @throws DomainError not_found for another's */
export async function removeReporterPasskey(db: Db, reporterId: number, passkeyId: number): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('reporter_passkeys')
    .where('reporter_id', '=', reporterId)
    .where('id', '=', passkeyId)
    .executeTakeFirst()
  if (Number(numDeletedRows) === 0) throw notFound()
}

/** Begin to sign in with a passkey; whose it is, the browser asks the person. */
export async function beginReporterPasskeySignIn(deps: StaffDeps, site: Site) {
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' })
  const data = { challenge: options.challenge, reporter: true }
  return { options, step: await beginStep(deps, { kind: 'passkey_sign_in', accountId: null, data }) }
}

/** The reporter who shows their passkey. @throws DomainError passkey_failed, for an unknown or foreign one alike */
export async function reporterOfPasskey(
  deps: StaffDeps,
  given: { readonly step: string; readonly response: string },
  site: Site,
): Promise<number> {
  const begun = await takeStep(deps, 'passkey_sign_in', given.step)
  if (begun === null || begun.data.reporter !== true) throw passkeyFailed()
  const response = readPasskeyResponse(given.response)
  const passkey = await deps.db
    .selectFrom('reporter_passkeys')
    .select(['id', 'reporter_id', 'credential_id', 'public_key', 'counter'])
    .where('credential_id', '=', String(response.id))
    .executeTakeFirst()
  if (passkey === undefined) throw passkeyFailed()
  const counter = await verifyPasskey(response, String(begun.data.challenge), passkey, site)
  await deps.db
    .updateTable('reporter_passkeys')
    .set({ counter, last_used_at: deps.clock.now() })
    .where('id', '=', passkey.id)
    .execute()
  return passkey.reporter_id
}
