import type { Db, InstitutionRow } from '../../db/index.ts'
import { notFound } from '../../errors.ts'
import { institutionSearchName } from '../institution-search-name.ts'
import { checkInstitution, type InstitutionValues, levelOf } from './check-institution.ts'
import { editRegistry, type RegistryEditDeps } from './edit-deps.ts'
import { type FieldChecks, fieldChecks } from './field-checks.ts'

export interface NewInstitution extends Partial<InstitutionValues> {
  readonly code: string
  readonly parent_code: string
  readonly kind: string
  readonly name: string
  readonly short_name: string
}

/**
 * Add an institution below the national level or a unit below an institution or unit.
 * Region and time zone come from the parent when they are left out.
 * @throws DomainError invalid_input
 */
export async function createInstitution(
  deps: RegistryEditDeps,
  given: NewInstitution,
): Promise<InstitutionRow> {
  return editRegistry(deps, async (tx) => {
    const checks = fieldChecks()
    const code = checks.code('code', given.code)
    if ((await rowByCode(tx, code)) !== null) checks.refuse('code', 'code_taken')
    const parent = await rowByCode(tx, given.parent_code)
    if (parent === null) checks.refuse('parent_code', 'unknown_institution')
    else if (!parent.active) checks.refuse('parent_code', 'institution_inactive')
    const level = parent === null || levelOf(parent) !== 'national' ? 'unit' : 'institution'
    const values = await checkInstitution(tx, checks, given, level)
    checks.done()
    if (parent === null) throw notFound()

    const row = await tx
      .insertInto('institutions')
      .values({
        code,
        kind: values.kind ?? given.kind,
        name: values.name ?? given.name,
        short_name: values.short_name ?? given.short_name,
        aliases: [...(values.aliases ?? [])],
        functions: [...(values.functions ?? [])],
        duties: values.duties ?? null,
        area_code: values.area_code ?? (level === 'unit' ? parent.area_code : null),
        time_zone: values.time_zone ?? parent.time_zone,
        parent_id: parent.id,
        institution_id: level === 'unit' ? parent.institution_id : null,
        path: [],
        search_name: '',
        seeded_hash: null,
        edited_at: deps.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('institutions')
      .set({
        path: [...parent.path, row.id],
        institution_id: level === 'unit' ? parent.institution_id : row.id,
      })
      .where('id', '=', row.id)
      .execute()
    return await refreshSearchName(tx, row.id)
  })
}

export interface InstitutionChanges extends Partial<InstitutionValues> {
  /** The unit that coordinates complaints; null for none. */
  readonly coordinator_code?: string | null
}

/**
 * Change an institution or unit; from then on loading the registry leaves the row alone.
 * A changed time zone is passed on to its units.
 * @throws DomainError invalid_input, not_found
 */
export async function editInstitution(
  deps: RegistryEditDeps,
  command: { readonly id: number; readonly changes: InstitutionChanges },
): Promise<InstitutionRow> {
  return editRegistry(deps, async (tx) => {
    const now = deps.clock.now()
    const row = await lockedRow(tx, command.id)
    const { coordinator_code: coordinatorCode, ...given } = command.changes
    const checks = fieldChecks()
    const values = await checkInstitution(tx, checks, given, levelOf(row))
    const coordinatorId = await findCoordinator(tx, checks, row, coordinatorCode)
    checks.done()
    const { aliases, functions, ...plain } = values
    await tx
      .updateTable('institutions')
      .set({
        ...plain,
        ...(aliases === undefined ? {} : { aliases: [...aliases] }),
        ...(functions === undefined ? {} : { functions: [...functions] }),
        coordinator_id: coordinatorId,
        edited_at: now,
      })
      .where('id', '=', row.id)
      .execute()
    if (
      values.time_zone !== undefined &&
      values.time_zone !== row.time_zone &&
      levelOf(row) === 'institution'
    )
      await tx
        .updateTable('institutions')
        .set({ time_zone: values.time_zone, edited_at: now })
        .where('institution_id', '=', row.id)
        .where('id', '<>', row.id)
        .execute()
    if (values.short_name !== undefined && levelOf(row) === 'institution')
      for (const unit of await unitIds(tx, row.id)) await refreshSearchName(tx, unit)
    return await refreshSearchName(tx, row.id)
  })
}

/** Deactivated or not, whether or not this process has read it before. */
export async function lockedRow(tx: Db, id: number): Promise<InstitutionRow> {
  const row = await tx
    .selectFrom('institutions')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

export async function rowByCode(tx: Db, code: string): Promise<InstitutionRow | null> {
  const readable = code.trim().replaceAll('\0', '')
  const row = await tx.selectFrom('institutions').selectAll().where('code', '=', readable).executeTakeFirst()
  return row ?? null
}

async function findCoordinator(
  tx: Db,
  checks: FieldChecks,
  row: InstitutionRow,
  code: string | null | undefined,
): Promise<number | null> {
  if (code === undefined) return row.coordinator_id
  if (code === null || code.trim() === '') return null
  const unit = await rowByCode(tx, code)
  if (unit === null || !unit.path.includes(row.id) || unit.id === row.id) {
    checks.refuse('coordinator_code', 'coordinator_outside')
    return null
  }
  if (!unit.active) checks.refuse('coordinator_code', 'institution_inactive')
  return unit.id
}

async function unitIds(tx: Db, institutionId: number): Promise<number[]> {
  const rows = await tx
    .selectFrom('institutions')
    .select('id')
    .where('institution_id', '=', institutionId)
    .where('id', '<>', institutionId)
    .execute()
  return rows.map((row) => row.id)
}

/** A unit is also found by the name of its institution. */
async function refreshSearchName(tx: Db, id: number): Promise<InstitutionRow> {
  const row = await tx.selectFrom('institutions').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const institution =
    row.institution_id === null || row.institution_id === row.id
      ? null
      : await tx
          .selectFrom('institutions')
          .select('short_name')
          .where('id', '=', row.institution_id)
          .executeTakeFirst()
  return await tx
    .updateTable('institutions')
    .set({ search_name: institutionSearchName(row, institution?.short_name ?? null) })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
