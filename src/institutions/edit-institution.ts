import { sql } from 'kysely'
import { type Db, type InstitutionRow, inTransaction } from '../db/index.ts'
import { notFound } from '../errors.ts'
import { checkFields, type FieldCheck, withoutUndefined } from './check-fields.ts'
import { checkInstitution, type InstitutionFields, kindsBelow } from './check-institution.ts'
import { institutionSearchName } from './institution-search-name.ts'
import { lockNode, ownerName } from './institution-tree.ts'
import { forgetRegistry } from './registry-cache.ts'
import type { RegistryDeps } from './registry-deps.ts'

export interface InstitutionChanges extends Partial<InstitutionFields> {
  /** The unit that coordinates complaints for an institution; null: none. */
  readonly coordinator_code?: string | null | undefined
}

/**
 * Change an institution or unit; what is left out stays. Loading the registry again keeps the change.
 * @throws DomainError not_found, or invalid_input naming each wrong field
 */
export async function editInstitution(
  deps: RegistryDeps,
  code: string,
  changes: InstitutionChanges,
): Promise<InstitutionRow> {
  const edited = await inTransaction(deps.db, async (tx) => {
    const node = await lockNode(tx, code)
    if (node === null) throw notFound()
    const parent =
      node.parent_id === null
        ? null
        : await tx
            .selectFrom('institutions')
            .selectAll()
            .where('id', '=', node.parent_id)
            .executeTakeFirstOrThrow()
    const check = checkFields()
    const { coordinator_code: _, ...fields } = changes
    const columns = await checkInstitution(
      tx,
      check,
      { ...node, ...withoutUndefined(fields) },
      { id: node.id, kinds: kindsBelow(parent) },
    )
    const coordinator_id = await coordinatorOf(tx, check, node, changes.coordinator_code)
    check.finish()
    const row = await tx
      .updateTable('institutions')
      .set({
        ...columns,
        coordinator_id,
        search_name: institutionSearchName(columns, await ownerName(tx, node.path)),
        edited_at: deps.clock.now(),
      })
      .where('id', '=', node.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await passOnToUnits(tx, node, row)
    return row
  })
  forgetRegistry()
  return edited
}

async function coordinatorOf(
  tx: Db,
  check: FieldCheck,
  node: InstitutionRow,
  code: string | null | undefined,
): Promise<number | null> {
  if (code === undefined) return node.coordinator_id
  if (code === null || code === '') return null
  const unit = await lockNode(tx, code)
  if (unit === null || unit.id === node.id || !unit.path.includes(node.id) || !unit.active) {
    check.refuse('coordinator_code', 'coordinator_outside')
    return null
  }
  return unit.id
}

/** Units live in their institution's time and are found by its name. */
async function passOnToUnits(tx: Db, before: InstitutionRow, after: InstitutionRow): Promise<void> {
  if (after.institution_id !== after.id) return
  if (before.time_zone !== after.time_zone) {
    await tx
      .updateTable('institutions')
      .set({ time_zone: after.time_zone })
      .where(sql<boolean>`path @> array[${after.id}::integer]`)
      .where('time_zone', '=', before.time_zone)
      .where('institution_id', '=', after.id)
      .execute()
  }
  if (before.short_name === after.short_name) return
  const units = await tx
    .selectFrom('institutions')
    .select(['id', 'name', 'short_name', 'aliases'])
    .where('institution_id', '=', after.id)
    .where('id', '<>', after.id)
    .execute()
  for (const unit of units) {
    await tx
      .updateTable('institutions')
      .set({ search_name: institutionSearchName(unit, after.short_name) })
      .where('id', '=', unit.id)
      .execute()
  }
}
