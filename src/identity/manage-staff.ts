import type { Mode } from '../config.ts'
import { type Db, inTransaction, type StaffRole } from '../db/index.ts'
import { DomainError, invalid, notFound } from '../errors.ts'
import { recordAccountEvent } from './account-events.ts'
import { endSessions } from './own-account.ts'
import { hasSecondFactor, needsSecondFactor } from './second-factor.ts'
import type { Staff } from './staff.ts'
import { endLinks, type LinkDeps, sendLink } from './staff-links.ts'
import { mayManage, roleFitsPlace } from './staff-permissions.ts'

export interface ManageDeps extends LinkDeps {
  readonly mode: Mode
}

export interface AccountPlan {
  readonly name: string
  readonly role: StaffRole
  readonly institutionCode: string
  readonly mayApprove: boolean
}

const LONGEST_NAME = 100
const LONGEST_REASON = 500

/**
 * Invite a person to an institution or unit: the account stands at once, and a link sent to the address gives way in.
 * @throws DomainError invalid_input on `email`, `name`, `role` or `institution`; not_allowed
 */
export async function inviteStaff(
  deps: ManageDeps,
  staff: Staff,
  command: AccountPlan & { readonly email: string },
): Promise<number> {
  const email = command.email.trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 254) {
    throw invalid([{ field: 'email', code: 'email_invalid' }])
  }
  const place = await checkPlan(deps.db, staff, command, null)
  const at = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const made = await tx
      .insertInto('staff_accounts')
      .values({
        email,
        name: command.name.trim(),
        password_hash: null,
        role: command.role,
        institution_id: place.id,
        may_approve: command.mayApprove,
        created_at: at,
        last_seen_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made === undefined) throw invalid([{ field: 'email', code: 'email_taken' }])
    await recordAccountEvent(tx, {
      at,
      accountId: made.id,
      actorId: staff.accountId,
      type: 'invited',
      data: { role: command.role, institution_id: place.id },
    })
    const account = { id: made.id, email, name: command.name.trim() }
    await sendLink(deps, tx, account, { kind: 'invite', by: staff, reason: null })
    return made.id
  })
}

/**
 * Give an account another name, role or place. What it may see changes at once.
 * @throws DomainError not_found, not_allowed; invalid_input; second_factor_first when the new role needs one it lacks
 */
export async function changeStaff(
  deps: ManageDeps,
  staff: Staff,
  accountId: number,
  plan: AccountPlan,
): Promise<void> {
  await managed(deps.db, staff, accountId)
  const place = await checkPlan(deps.db, staff, plan, accountId)
  const at = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    const before = await tx
      .selectFrom('staff_accounts')
      .select(['name', 'role', 'institution_id', 'may_approve', 'password_hash'])
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const entersBare = before.password_hash !== null && !(await hasSecondFactor(tx, accountId))
    if (needsSecondFactor(deps.mode, plan.role) && entersBare) {
      throw new DomainError('second_factor_first', 409)
    }
    const after = {
      name: plan.name.trim(),
      role: plan.role,
      institution_id: place.id,
      may_approve: plan.mayApprove,
    }
    await tx.updateTable('staff_accounts').set(after).where('id', '=', accountId).execute()
    const { password_hash: _, ...was } = before
    await recordAccountEvent(tx, {
      at,
      accountId,
      actorId: staff.accountId,
      type: 'changed',
      data: { before: was, after },
    })
  })
}

/**
 * End an account: sessions, tokens and links end at once, the work stays with the institution or unit. The reason is
 * kept, the person's entries keep their name.
 * @throws DomainError not_found, not_allowed; invalid_input on `reason`; last_admin
 */
export async function deactivateStaff(
  deps: ManageDeps,
  staff: Staff,
  accountId: number,
  reason: string,
): Promise<void> {
  await managed(deps.db, staff, accountId)
  const said = checkReason(reason)
  const at = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    await tx
      .updateTable('staff_accounts')
      .set({ active: false, deactivated_at: at })
      .where('id', '=', accountId)
      .execute()
    await endSessions(tx, accountId, null)
    await endLinks(tx, accountId, at)
    await endTokens(tx, accountId, at)
    await recordAccountEvent(tx, {
      at,
      accountId,
      actorId: staff.accountId,
      type: 'deactivated',
      reason: said,
    })
  })
}

/** Let a person back in who had left; a fresh link leads in, since nobody knows who knows the old password. */
export async function reactivateStaff(deps: ManageDeps, staff: Staff, accountId: number): Promise<void> {
  await renewAccess(deps, staff, accountId, 'reactivated', null)
}

/**
 * Give a person way in anew who lost password or second factor: both end at once, with all sessions, tokens and
 * passkeys, and a link is sent to their own address, with the reason.
 * @throws DomainError not_found, not_allowed; invalid_input on `reason`
 */
export async function resetStaff(
  deps: ManageDeps,
  staff: Staff,
  accountId: number,
  reason: string,
): Promise<void> {
  await renewAccess(deps, staff, accountId, 'reset', checkReason(reason))
}

async function renewAccess(
  deps: ManageDeps,
  staff: Staff,
  accountId: number,
  type: 'reset' | 'reactivated',
  reason: string | null,
): Promise<void> {
  const account = await managed(deps.db, staff, accountId)
  const at = deps.clock.now()
  await inTransaction(deps.db, async (tx) => {
    await tx
      .updateTable('staff_accounts')
      .set({
        active: true,
        deactivated_at: null,
        password_hash: null,
        totp_sealed: null,
        totp_last_step: null,
      })
      .where('id', '=', accountId)
      .execute()
    for (const table of ['staff_recovery_codes', 'staff_passkeys', 'staff_sign_ons'] as const) {
      await tx.deleteFrom(table).where('account_id', '=', accountId).execute()
    }
    await endSessions(tx, accountId, null)
    // Who held password or factor may have made themselves a token.
    await endTokens(tx, accountId, at)
    await recordAccountEvent(tx, { at, accountId, actorId: staff.accountId, type, reason })
    await sendLink(deps, tx, account, { kind: 'reset', by: staff, reason })
  })
}

async function endTokens(tx: Db, accountId: number, at: Date): Promise<void> {
  await tx
    .updateTable('staff_tokens')
    .set({ revoked_at: at })
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Send the invitation anew; the earlier link ends. */
export async function inviteAgain(deps: ManageDeps, staff: Staff, accountId: number): Promise<void> {
  const account = await managed(deps.db, staff, accountId)
  if (account.password_hash !== null || !account.active) throw new DomainError('invitation_over', 409)
  await inTransaction(deps.db, async (tx) => {
    await sendLink(deps, tx, account, { kind: 'invite', by: staff, reason: null })
    await recordAccountEvent(tx, {
      at: deps.clock.now(),
      accountId,
      actorId: staff.accountId,
      type: 'invited_again',
    })
  })
}

/** An account this person may manage; what one may not manage does not exist. */
async function managed(db: Db, staff: Staff, accountId: number) {
  const account = await db
    .selectFrom('staff_accounts as account')
    .innerJoin('institutions as node', 'node.id', 'account.institution_id')
    .select(['account.id', 'account.email', 'account.name', 'account.role', 'account.active'])
    .select(['account.password_hash', 'node.path'])
    .where('account.id', '=', accountId)
    .where('account.service', '=', false)
    .executeTakeFirst()
  if (account === undefined || !mayManage(staff, account)) throw notFound()
  return account
}

async function checkPlan(db: Db, staff: Staff, plan: AccountPlan, accountId: number | null) {
  const name = plan.name.trim()
  if ([...name].length < 2) throw invalid([{ field: 'name', code: 'text_missing' }])
  if ([...name].length > LONGEST_NAME) {
    throw invalid([{ field: 'name', code: 'too_long', values: { max: LONGEST_NAME } }])
  }
  const place = await db
    .selectFrom('institutions')
    .select(['id', 'path', 'parent_id', 'institution_id', 'active'])
    .where('code', '=', plan.institutionCode)
    .executeTakeFirst()
  if (place === undefined || !place.active) {
    throw invalid([{ field: 'institution', code: 'unknown_institution' }])
  }
  if (!mayManage(staff, { id: accountId, role: plan.role, path: place.path })) {
    throw new DomainError('not_allowed', 403)
  }
  const fits = roleFitsPlace(plan.role, {
    isRoot: place.parent_id === null,
    isInstitution: place.institution_id === place.id,
  })
  if (!fits) throw invalid([{ field: 'role', code: 'role_and_place' }])
  return place
}

function checkReason(reason: string): string {
  const said = reason.trim()
  if ([...said].length < 5) throw invalid([{ field: 'reason', code: 'reason_missing' }])
  if ([...said].length > LONGEST_REASON) {
    throw invalid([{ field: 'reason', code: 'too_long', values: { max: LONGEST_REASON } }])
  }
  return said
}
