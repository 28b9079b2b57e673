import type { Mode } from '../config.ts'
import type { Db, StaffLinkKind, StaffRole } from '../db/index.ts'
import { DomainError, invalid } from '../errors.ts'
import { recordAccountEvent } from './account-events.ts'
import { hashSecret, newSecret } from './one-time-code.ts'
import { endSessions } from './own-account.ts'
import { checkPassword } from './password-rule.ts'
import { makeRecoveryCodes, needsSecondFactor, type SecuredDeps, totpStep } from './second-factor.ts'
import { hashPassword, type StaffDeps } from './staff.ts'

/** Seven days: an invitation may wait for the end of a leave. A way in for someone who asked for it, an hour. */
const LIFETIME_MS: Readonly<Record<StaffLinkKind, number>> = {
  invite: 7 * 86_400_000,
  reset: 86_400_000,
  password: 3_600_000,
}

/** A message that takes a link to its person, in the transaction that made it. */
export type TellByLink = (
  tx: Db,
  account: { readonly id: number; readonly email: string; readonly name: string },
  message: {
    readonly kind: StaffLinkKind
    readonly token: string
    readonly expiresAt: Date
    readonly by: string | null
    readonly reason: string | null
  },
) => Promise<void>

export interface LinkDeps extends StaffDeps {
  readonly tell: TellByLink
}

/** Make a link for an account and send it; links made before it end. */
export async function sendLink(
  deps: LinkDeps,
  tx: Db,
  account: { id: number; email: string; name: string },
  link: { kind: StaffLinkKind; by: { accountId: number; name: string } | null; reason: string | null },
): Promise<void> {
  const now = deps.clock.now()
  const expiresAt = new Date(now.getTime() + LIFETIME_MS[link.kind])
  const token = newSecret()
  await endLinks(tx, account.id, now)
  await tx
    .insertInto('staff_links')
    .values({
      token_hash: hashSecret(token),
      account_id: account.id,
      kind: link.kind,
      created_by_id: link.by?.accountId ?? null,
      created_at: now,
      expires_at: expiresAt,
      used_at: null,
    })
    .execute()
  const { kind, reason } = link
  await deps.tell(tx, account, { kind, token, expiresAt, by: link.by?.name ?? null, reason })
}

/** No link of an account leads in any more. */
export async function endLinks(tx: Db, accountId: number, now: Date): Promise<void> {
  await tx
    .updateTable('staff_links')
    .set({ used_at: now })
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
}

/**
 * Send a link for a new password to whoever asks with the address of an account. Says nothing of whether there is one.
 * The second factor stays as it is and is asked for as ever.
 */
export async function forgetPassword(deps: LinkDeps, email: string): Promise<void> {
  const account = await deps.db
    .selectFrom('staff_accounts')
    .select(['id', 'email', 'name'])
    .where('email', '=', email.trim().toLowerCase())
    .where('active', '=', true)
    .where('service', '=', false)
    // Who was reset by an admin has their own link; a mailbox alone must not replace it.
    .where('password_hash', 'is not', null)
    .executeTakeFirst()
  if (account === undefined) return
  await deps.db.transaction().execute(async (tx) => {
    const at = deps.clock.now()
    const recent = await tx
      .selectFrom('staff_links')
      .select('id')
      .where('account_id', '=', account.id)
      .where('kind', '=', 'password')
      .where('created_at', '>', new Date(at.getTime() - 60_000))
      .executeTakeFirst()
    // Once a minute is enough for a person, and keeps a mailbox from being filled.
    if (recent !== undefined) return
    await sendLink(deps, tx, account, { kind: 'password', by: null, reason: null })
    await recordAccountEvent(tx, {
      at,
      accountId: account.id,
      actorId: null,
      type: 'password_forgotten',
    })
  })
}

export interface OpenedLink {
  readonly kind: StaffLinkKind
  readonly account: {
    readonly id: number
    readonly email: string
    readonly name: string
    readonly role: StaffRole
  }
  readonly nodeName: string
  /** The app's secret to set up with it; null where none is to be set up. It follows from the link itself. */
  readonly totpSecret: Buffer | null
}

/**
 * What a link is for.
 * @throws DomainError link_unknown when it was used, ran out, or never was
 */
export async function openLink(deps: SecuredDeps, token: string, mode: Mode): Promise<OpenedLink> {
  const row = await deps.db
    .selectFrom('staff_links as link')
    .innerJoin('staff_accounts as account', 'account.id', 'link.account_id')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select(['link.kind', 'account.id', 'account.email', 'account.name', 'account.role'])
    .select('node.name as node_name')
    .where('link.token_hash', '=', hashSecret(token))
    .where('link.used_at', 'is', null)
    .where('link.expires_at', '>', deps.clock.now())
    .where('account.active', '=', true)
    .executeTakeFirst()
  if (row === undefined) throw new DomainError('link_unknown', 404)
  const { kind, node_name: nodeName, ...account } = row
  const securing = kind !== 'password' && needsSecondFactor(mode, account.role)
  const totpSecret = securing ? deps.sealer.derive('totp of link', token).subarray(0, 20) : null
  return { kind, account, nodeName, totpSecret }
}

/**
 * Use a link: take the password, and where the role needs one the second factor with it, so that no such account is
 * ever without. All sessions end. Returns the recovery codes, if a second factor was set up.
 * @throws DomainError link_unknown; invalid_input on `password` or `code`
 */
export async function useLink(
  deps: SecuredDeps,
  token: string,
  given: { readonly password: string; readonly code: string },
  mode: Mode,
): Promise<{ readonly opened: OpenedLink; readonly recoveryCodes: readonly string[] }> {
  const opened = await openLink(deps, token, mode)
  const { account, totpSecret, kind } = opened
  await checkPassword('password', given.password, account)
  const now = deps.clock.now()
  const step = totpSecret === null ? null : totpStep(totpSecret, given.code, now, null)
  if (totpSecret !== null && step === null) throw invalid([{ field: 'code', code: 'code_wrong' }])
  const password_hash = await hashPassword(given.password)
  return deps.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('staff_links')
      .set({ used_at: now })
      .where('token_hash', '=', hashSecret(token))
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (Number(numUpdatedRows) !== 1) throw new DomainError('link_unknown', 404)
    const secured =
      totpSecret === null
        ? {}
        : { totp_sealed: deps.sealer.seal(totpSecret.toString('base64')), totp_last_step: step }
    await tx
      .updateTable('staff_accounts')
      .set({ password_hash, ...secured })
      .where('id', '=', account.id)
      .execute()
    await endSessions(tx, account.id, null)
    await recordAccountEvent(tx, {
      at: now,
      accountId: account.id,
      actorId: account.id,
      type: kind === 'password' ? 'password_changed' : 'accepted',
    })
    const recoveryCodes = totpSecret === null ? [] : await makeRecoveryCodes({ ...deps, db: tx }, account.id)
    return { opened, recoveryCodes }
  })
}
