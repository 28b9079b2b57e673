import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Mode } from '../config.ts'
import type { Db, StaffRole } from '../db/index.ts'
import { DomainError, invalid } from '../errors.ts'
import { recordAccountEvent } from './account-events.ts'
import type { Sealer } from './sealing.ts'
import type { StaffDeps } from './staff.ts'

export interface SecuredDeps extends StaffDeps {
  readonly sealer: Sealer
}

const RECOVERY_CODES = 10
/** A clock that is half a minute off still fits (RFC 6238 §5.2 allows one step for the delay). */
const STEPS_AROUND = 1

/** Whether a role may not be without a second factor: those who see or steer more than their own unit, in earnest. */
export function needsSecondFactor(mode: Mode, role: StaffRole): boolean {
  return mode === 'production' && (role === 'national_admin' || role === 'institution_admin')
}

/** A fresh secret of 160 bits, as RFC 4226 §4 recommends. */
export function newTotpSecret(): Buffer {
  return randomBytes(20)
}

/** The address an authenticator app reads from the QR code. */
export function totpAddress(secret: Buffer, email: string): string {
  return totp(secret, email).toString()
}

/** The secret as people type it. */
export function totpText(secret: Buffer): string {
  return (new Secret({ buffer: toArrayBuffer(secret) }).base32.match(/.{1,4}/g) ?? []).join(' ')
}

/** The code an app shows at an instant. */
export function totpCode(secret: Buffer, at: Date): string {
  return totp(secret, '').generate({ timestamp: at.getTime() })
}

/** The 30-second step whose code this is; null when it fits none around now, or one not after `lastStep`. */
export function totpStep(secret: Buffer, code: string, now: Date, lastStep: number | null): number | null {
  const token = code.replaceAll(/\D/g, '')
  if (token.length !== 6) return null
  const timestamp = now.getTime()
  const delta = totp(secret, '').validate({ token, timestamp, window: STEPS_AROUND })
  if (delta === null) return null
  const step = Math.floor(timestamp / 30_000) + delta
  return lastStep !== null && step <= lastStep ? null : step
}

/**
 * Switch the app's codes on, after the person has shown one; all recovery codes are made anew and returned.
 * @throws DomainError invalid_input on `code`
 */
export async function setUpTotp(
  deps: SecuredDeps,
  accountId: number,
  secret: Buffer,
  code: string,
): Promise<string[]> {
  const now = deps.clock.now()
  const step = totpStep(secret, code, now, null)
  if (step === null) throw invalid([{ field: 'code', code: 'code_wrong' }])
  return deps.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('staff_accounts')
      .set({ totp_sealed: deps.sealer.seal(secret.toString('base64')), totp_last_step: step })
      .where('id', '=', accountId)
      .execute()
    await recordAccountEvent(tx, { at: now, accountId, actorId: accountId, type: 'second_factor_on' })
    return makeRecoveryCodes({ ...deps, db: tx }, accountId)
  })
}

/**
 * Switch the app's codes off for oneself.
 * @throws DomainError second_factor_needed where the role may not be without and no passkey is left
 */
export async function removeTotp(
  deps: SecuredDeps,
  account: { id: number; role: StaffRole },
  mode: Mode,
): Promise<void> {
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('staff_accounts')
      .set({ totp_sealed: null, totp_last_step: null })
      .where('id', '=', account.id)
      .execute()
    await tx.deleteFrom('staff_recovery_codes').where('account_id', '=', account.id).execute()
    if (needsSecondFactor(mode, account.role) && !(await hasSecondFactor(tx, account.id))) {
      throw new DomainError('second_factor_needed', 409)
    }
    await recordAccountEvent(tx, {
      at: now,
      accountId: account.id,
      actorId: account.id,
      type: 'second_factor_off',
    })
  })
}

/** Ten new codes for the day the phone is gone; earlier ones end. They are shown once and stored hashed. */
export async function makeRecoveryCodes(deps: SecuredDeps, accountId: number): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    (new Secret({ size: 10 }).base32.toLowerCase().match(/.{4}/g) ?? []).join('-'),
  )
  await deps.db.deleteFrom('staff_recovery_codes').where('account_id', '=', accountId).execute()
  await deps.db
    .insertInto('staff_recovery_codes')
    .values(
      codes.map((code) => ({
        account_id: accountId,
        code_hash: recoveryHash(deps.sealer, accountId, code),
        used_at: null,
      })),
    )
    .execute()
  return codes
}

export async function countRecoveryCodes(db: Db, accountId: number): Promise<number> {
  const { count } = await db
    .selectFrom('staff_recovery_codes')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Whether the account's app is set up. */
export async function hasTotp(db: Db, accountId: number): Promise<boolean> {
  const row = await db
    .selectFrom('staff_accounts')
    .select('id')
    .where('id', '=', accountId)
    .where('totp_sealed', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the account has a second factor of its own: an app's codes or a passkey. */
export async function hasSecondFactor(db: Db, accountId: number): Promise<boolean> {
  const row = await db
    .selectFrom('staff_accounts as account')
    .select('account.id')
    .where('account.id', '=', accountId)
    .where((where) =>
      where.or([
        where('account.totp_sealed', 'is not', null),
        where.exists(
          where
            .selectFrom('staff_passkeys')
            .select('staff_passkeys.id')
            .whereRef('staff_passkeys.account_id', '=', 'account.id'),
        ),
      ]),
    )
    .executeTakeFirst()
  return row !== undefined
}

/** Whether what was typed is the app's present code or an unused recovery code; either serves once. */
export async function showSecondFactor(
  deps: SecuredDeps,
  accountId: number,
  typed: string,
): Promise<boolean> {
  const now = deps.clock.now()
  const account = await deps.db
    .selectFrom('staff_accounts')
    .select(['totp_sealed', 'totp_last_step'])
    .where('id', '=', accountId)
    .where('active', '=', true)
    .executeTakeFirst()
  if (account === undefined) return false
  if (account.totp_sealed !== null) {
    const secret = Buffer.from(deps.sealer.open(account.totp_sealed), 'base64')
    const step = totpStep(secret, typed, now, account.totp_last_step)
    if (step !== null) {
      // Two requests with the same code: only one may move the step on.
      const { numUpdatedRows } = await deps.db
        .updateTable('staff_accounts')
        .set({ totp_last_step: step })
        .where('id', '=', accountId)
        .where((where) => where.or([where('totp_last_step', 'is', null), where('totp_last_step', '<', step)]))
        .executeTakeFirst()
      return Number(numUpdatedRows) === 1
    }
  }
  const { numUpdatedRows } = await deps.db
    .updateTable('staff_recovery_codes')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', recoveryHash(deps.sealer, accountId, typed))
    .where('used_at', 'is', null)
    .executeTakeFirst()
  if (Number(numUpdatedRows) !== 1) return false
  await recordAccountEvent(deps.db, { at: now, accountId, actorId: accountId, type: 'recovery_code_used' })
  return true
}

/** Keyed, so that a stolen table alone cannot be tried out. */
function recoveryHash(sealer: Sealer, accountId: number, code: string): Buffer {
  return sealer.lookupHash(`recovery ${accountId} ${code.toLowerCase().replaceAll(/[^a-z2-7]/g, '')}`)
}

function totp(secret: Buffer, label: string): TOTP {
  return new TOTP({ issuer: 'LAPOR!', label, secret: new Secret({ buffer: toArrayBuffer(secret) }) })
}

function toArrayBuffer(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer
}
