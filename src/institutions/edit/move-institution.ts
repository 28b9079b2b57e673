import { sql } from 'kysely'
import type { InstitutionRow } from '../../db/index.ts'
import { DomainError, invalid } from '../../errors.ts'
import { refreshTree } from '../institution-tree.ts'
import { levelOf } from './check-institution.ts'
import { editRegistry, type RegistryEditDeps } from './edit-deps.ts'
import { lockedRow, rowByCode } from './edit-institution.ts'

/**
 * Put a unit, with all below it, under another unit of its institution or under the institution itself.
 * Between institutions nothing moves: the history of reports names the institution that had them.
 * @throws DomainError invalid_input on `parent_code`, institution_not_movable, not_found
 */
export async function moveInstitution(
  deps: RegistryEditDeps,
  command: { readonly id: number; readonly parentCode: string },
): Promise<InstitutionRow> {
  return editRegistry(deps, async (tx) => {
    // Two moves at once could put two units below each other.
    await sql`select pg_advisory_xact_lock(hashtext('lapor move institution'))`.execute(tx)
    const row = await lockedRow(tx, command.id)
    if (levelOf(row) !== 'unit') throw new DomainError('institution_not_movable', 409)
    const parent = await rowByCode(tx, command.parentCode)
    const refuse = (code: string) => invalid([{ field: 'parent_code', code }])
    if (parent === null) throw refuse('unknown_institution')
    if (parent.path.includes(row.id)) throw refuse('parent_below_itself')
    if (parent.institution_id !== row.institution_id) throw refuse('parent_of_other_institution')
    if (!parent.active) throw refuse('institution_inactive')
    await tx
      .updateTable('institutions')
      .set({ parent_id: parent.id, edited_at: deps.clock.now() })
      .where('id', '=', row.id)
      .execute()
    await refreshTree(tx)
    return await lockedRow(tx, row.id)
  })
}
