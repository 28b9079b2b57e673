import { sql } from 'kysely'
import { type InstitutionRow, inTransaction } from '../db/index.ts'
import { DomainError, notFound } from '../errors.ts'
import { checkFields } from './check-fields.ts'
import { lockNode, refreshTree } from './institution-tree.ts'
import { forgetRegistry } from './registry-cache.ts'
import type { RegistryDeps } from './registry-deps.ts'

/**
 * Put a unit below another unit, or directly below its institution.
 * It stays within its institution: its reports, deadlines and staff belong to that one.
 * @throws DomainError not_found, institution_is_fixed for an institution, or invalid_input on `parent_code`
 */
export async function moveInstitution(
  deps: RegistryDeps,
  code: string,
  parentCode: string,
): Promise<InstitutionRow> {
  const moved = await inTransaction(deps.db, async (tx) => {
    // Two moves at once could put two units below each other.
    await sql`select pg_advisory_xact_lock(hashtext('lapor move institution'))`.execute(tx)
    const node = await lockNode(tx, code)
    if (node === null) throw notFound()
    if (node.institution_id === node.id) throw new DomainError('institution_is_fixed', 409)
    const parent = await lockNode(tx, parentCode)
    const check = checkFields()
    if (parent === null) check.refuse('parent_code', 'unknown_institution')
    else if (!parent.active) check.refuse('parent_code', 'institution_inactive')
    else if (parent.path.includes(node.id)) check.refuse('parent_code', 'moved_below_itself')
    else if (parent.institution_id !== node.institution_id) check.refuse('parent_code', 'moved_outside')
    check.finish()
    await tx
      .updateTable('institutions')
      .set({ parent_id: parent?.id ?? null, edited_at: deps.clock.now() })
      .where('id', '=', node.id)
      .execute()
    await refreshTree(tx)
    return await tx.selectFrom('institutions').selectAll().where('id', '=', node.id).executeTakeFirstOrThrow()
  })
  forgetRegistry()
  return moved
}
