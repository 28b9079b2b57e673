import { sql } from 'kysely'
import type { Db, InstitutionRow } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { levelOf } from './check-institution.ts'
import { editRegistry, type RegistryEditDeps } from './edit-deps.ts'
import { lockedRow } from './edit-institution.ts'

/**
 * Take an institution or unit out of use: it is offered no more and gets no report. What it did stays readable.
 * @throws DomainError institution_holds_reports, institution_has_active_units, national_level_needed, not_found
 */
export async function deactivateInstitution(
  deps: RegistryEditDeps,
  command: { readonly id: number },
): Promise<InstitutionRow> {
  return editRegistry(deps, async (tx) => {
    const row = await lockedRow(tx, command.id)
    if (levelOf(row) === 'national') throw new DomainError('national_level_needed', 409)
    const units = await countActiveBelow(tx, row.id)
    if (units > 0) throw new DomainError('institution_has_active_units', 409, { values: { count: units } })
    const reports = await countLiveReports(tx, row.id)
    if (reports > 0) throw new DomainError('institution_holds_reports', 409, { values: { count: reports } })
    await tx
      .updateTable('institutions')
      .set({ coordinator_id: null, edited_at: deps.clock.now() })
      .where('coordinator_id', '=', row.id)
      .execute()
    return await setActive(deps, tx, { id: row.id, active: false })
  })
}

/** Take an institution or unit into use again. */
export async function reactivateInstitution(
  deps: RegistryEditDeps,
  command: { readonly id: number },
): Promise<InstitutionRow> {
  return editRegistry(deps, async (tx) => {
    const row = await lockedRow(tx, command.id)
    return await setActive(deps, tx, { id: row.id, active: true })
  })
}

async function setActive(deps: RegistryEditDeps, tx: Db, to: { id: number; active: boolean }) {
  return await tx
    .updateTable('institutions')
    .set({ active: to.active, edited_at: deps.clock.now() })
    .where('id', '=', to.id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function countActiveBelow(tx: Db, id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from institutions where path @> array[${id}::integer] and id <> ${id} and active
  `.execute(tx)
  return rows[0]?.count ?? 0
}

/** Reports that still have a way to go, held by it or assigned to it. */
async function countLiveReports(tx: Db, id: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from reports
    where state not in ('closed', 'archived')
      and (holder_id = ${id} or institution_id = ${id} or exists (
        select from assignments
        where assignments.report_id = reports.id and assignments.to_id = ${id} and ended_at is null
      ))
  `.execute(tx)
  return rows[0]?.count ?? 0
}
