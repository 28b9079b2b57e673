import type { StaffRole } from '../db/index.ts'
import type { Staff } from './staff.ts'

/** An account as far as it decides who may change it. */
export interface ManagedAccount {
  readonly id: number | null
  readonly role: StaffRole
  /** Ids of its place, root first. */
  readonly path: readonly number[]
}

/**
 * Accounts are given from above down: the national level to everyone, an institution's admins to the officers and
 * observers of their own institution and its units.
 */
const GIVES: Readonly<Record<StaffRole, readonly StaffRole[]>> = {
  national_admin: ['national_admin', 'institution_admin', 'unit_officer', 'observer'],
  institution_admin: ['unit_officer', 'observer'],
  unit_officer: [],
  observer: [],
}

/** The roles a person may give, the widest first. */
export function rolesToGive(staff: Pick<Staff, 'role'>): readonly StaffRole[] {
  return GIVES[staff.role]
}

/** Whether a person may invite, change, end or reset this account. Nobody does it to themselves. */
export function mayManage(staff: Staff, account: ManagedAccount): boolean {
  if (account.id === staff.accountId) return false
  if (!GIVES[staff.role].includes(account.role)) return false
  return staff.role === 'national_admin' || account.path.includes(staff.institutionId)
}

/** Whether a role fits a place of the tree: the national level has its admins, units have officers. */
export function roleFitsPlace(
  role: StaffRole,
  place: { readonly isRoot: boolean; readonly isInstitution: boolean },
): boolean {
  if (role === 'national_admin') return place.isRoot
  if (role === 'institution_admin') return place.isInstitution && !place.isRoot
  if (role === 'unit_officer') return !place.isRoot
  return place.isRoot || place.isInstitution
}
