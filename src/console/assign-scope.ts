import type { Staff } from '../identity/index.ts'

/** The node below which a person may assign; null stands for the whole tree. */
export function assignScope(staff: Staff): number | null {
  if (staff.role === 'national_admin') return null
  return staff.role === 'institution_admin' ? staff.institutionId : staff.nodeId
}
