import { sql } from 'kysely'
import { type Db, type InstitutionRow, inTransaction } from '../db/index.ts'
import { DomainError, notFound } from '../errors.ts'
import { lockNode } from './institution-tree.ts'
import { forgetRegistry } from './registry-cache.ts'
import type { RegistryDeps } from './registry-deps.ts'

export interface DeactivateDeps extends RegistryDeps {
  /** How many reports that are not ended an institution or unit holds, with all below it. */
  countLiveReports(tx: Db, institutionId: number): Promise<number>
}

/**
 * Switch off an institution or unit: nothing can be given to it any more, its past stays.
 * @throws DomainError not_found, institution_is_fixed for the root, has_active_units, or holds_live_reports
 */
export async function deactivateInstitution(deps: DeactivateDeps, code: string): Promise<InstitutionRow> {
  return await switchTo(deps, code, false, async (tx, node) => {
    if (node.parent_id === null) throw new DomainError('institution_is_fixed', 409)
    const units = await tx
      .selectFrom('institutions')
      .select((select) => select.fn.countAll<number>().as('count'))
      .where(sql<boolean>`path @> array[${node.id}::integer]`)
      .where('id', '<>', node.id)
      .where('active', '=', true)
      .executeTakeFirstOrThrow()
    if (units.count > 0) throw new DomainError('has_active_units', 409, { values: { count: units.count } })
    const count = await deps.countLiveReports(tx, node.id)
    if (count > 0) throw new DomainError('holds_live_reports', 409, { values: { count } })
    await tx
      .updateTable('institutions')
      .set({ coordinator_id: null, edited_at: deps.clock.now() })
      .where('coordinator_id', '=', node.id)
      .execute()
  })
}

/**
 * Switch an institution or unit on again.
 * @throws DomainError not_found, or parent_inactive
 */
export async function reactivateInstitution(deps: RegistryDeps, code: string): Promise<InstitutionRow> {
  return await switchTo(deps, code, true, async (tx, node) => {
    const inactive = await tx
      .selectFrom('institutions')
      .select('id')
      .where('id', 'in', node.path)
      .where('id', '<>', node.id)
      .where('active', '=', false)
      .executeTakeFirst()
    if (inactive !== undefined) throw new DomainError('parent_inactive', 409)
  })
}

/** Reports that are not ended and that an institution, a unit, or anything below it leads or supports. */
export async function countLiveReports(tx: Db, institutionId: number): Promise<number> {
  const { count } = await tx
    .selectFrom('reports')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('state', 'not in', ['closed', 'archived'])
    .where(
      sql<boolean>`exists (
        select from institutions as node
        where node.path @> array[${institutionId}::integer] and (
          node.id = reports.holder_id or node.id in (
            select to_id from assignments where report_id = reports.id and ended_at is null
          )
        )
      )`,
    )
    .executeTakeFirstOrThrow()
  return count
}

async function switchTo(
  deps: RegistryDeps,
  code: string,
  active: boolean,
  check: (tx: Db, node: InstitutionRow) => Promise<void>,
): Promise<InstitutionRow> {
  const row = await inTransaction(deps.db, async (tx) => {
    const node = await lockNode(tx, code)
    if (node === null) throw notFound()
    await check(tx, node)
    return await tx
      .updateTable('institutions')
      .set({ active, edited_at: deps.clock.now() })
      .where('id', '=', node.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  forgetRegistry()
  return row
}
