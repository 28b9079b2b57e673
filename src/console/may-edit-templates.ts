import type { InstitutionRow } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { isWithin } from '../institutions/index.ts'

/** A unit's own people write its templates; its institution's admins, and national ones, all below them. */
export function mayEditTemplates(staff: Staff, node: Pick<InstitutionRow, 'path'>): boolean {
  if (staff.role === 'national_admin') return true
  if (staff.role === 'institution_admin') return isWithin(node, staff.institutionId)
  return staff.role === 'unit_officer' && isWithin(node, staff.nodeId)
}
