import type { Db, InstitutionRow, StaffRole } from '../db/index.ts'
import { DomainError, notFound } from '../errors.ts'
import { institutionByCode, institutionById } from './find-by-code.ts'
import { isWithin } from './unit-tree.ts'

/** A member of staff, as far as it decides what of the tree they may change. */
export interface TreeEditor {
  readonly role: StaffRole
  readonly institutionId: number
  /** The institution or unit they work for. */
  readonly nodeId: number
}

/** National admins edit all, institution admins their own tree. */
export function mayEditNode(staff: TreeEditor, node: Pick<InstitutionRow, 'path'>): boolean {
  if (staff.role === 'national_admin') return true
  return staff.role === 'institution_admin' && isWithin(node, staff.institutionId)
}

/** A unit's own people write its templates; its institution's admins, and national ones, all below them. */
export function mayEditTemplates(staff: TreeEditor, node: Pick<InstitutionRow, 'path'>): boolean {
  return mayEditNode(staff, node) || (staff.role === 'unit_officer' && isWithin(node, staff.nodeId))
}

/** Approval is an institution's own rule. */
export function maySetApproval(
  staff: TreeEditor,
  node: Pick<InstitutionRow, 'id' | 'institution_id' | 'parent_id'>,
): boolean {
  if (node.institution_id !== node.id || node.parent_id === null) return false
  return (
    staff.role === 'national_admin' || (staff.role === 'institution_admin' && staff.institutionId === node.id)
  )
}

/** An institution or unit by a code that somebody typed. @throws DomainError not_found */
export async function knownNode(db: Db, code: string): Promise<InstitutionRow> {
  const node = code.includes('\0') ? null : await institutionByCode(db, code)
  if (node === null) throw notFound()
  return node
}

/** One that this person may edit. @throws DomainError not_found, not_allowed */
export async function editableNode(db: Db, staff: TreeEditor, code: string): Promise<InstitutionRow> {
  const node = await knownNode(db, code)
  if (!mayEditNode(staff, node)) throw new DomainError('not_allowed', 403)
  return node
}

/**
 * An institution whose own settings are this person's business: its own admin's, or a national one's. Units have none.
 * @throws DomainError not_found, not_allowed
 */
export async function ownInstitution(
  db: Db,
  staff: Pick<TreeEditor, 'role' | 'institutionId'>,
  code: string,
  { rootToo = false } = {},
): Promise<InstitutionRow> {
  const node = await knownNode(db, code)
  if (node.institution_id !== node.id || (node.parent_id === null && !rootToo)) throw notFound()
  if (staff.role !== 'national_admin' && staff.institutionId !== node.id)
    throw new DomainError('not_allowed', 403)
  return node
}

/** Whose deadline rules a person sets: null for the national ones, else their institution's code. */
export async function deadlineRuleOwner(
  db: Db,
  staff: Pick<TreeEditor, 'role' | 'institutionId'>,
): Promise<string | null> {
  if (staff.role === 'national_admin') return null
  const own = await institutionById(db, staff.institutionId)
  if (own === null) throw new DomainError('not_allowed', 403)
  return own.code
}
