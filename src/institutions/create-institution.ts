import { type InstitutionRow, inTransaction } from '../db/index.ts'
import { CODE_PATTERN, checkFields } from './check-fields.ts'
import { checkInstitution, type InstitutionFields, kindsBelow } from './check-institution.ts'
import { institutionSearchName } from './institution-search-name.ts'
import { lockNode, ownerName } from './institution-tree.ts'
import { forgetRegistry } from './registry-cache.ts'
import type { RegistryDeps } from './registry-deps.ts'
import { searchWords } from './search-text.ts'

export interface NewInstitution extends Omit<InstitutionFields, 'time_zone'> {
  /** The code of what it stands below: the national level for an institution, else an institution or unit. */
  readonly parent_code: string
  /** Left out: made from the short name. */
  readonly code?: string | undefined
  /** Left out: that of the parent. */
  readonly time_zone?: string | undefined
}

/**
 * Add an institution below the national level, or a unit below an institution or unit.
 * @throws DomainError invalid_input naming each wrong field
 */
export async function createInstitution(deps: RegistryDeps, given: NewInstitution): Promise<InstitutionRow> {
  const created = await inTransaction(deps.db, async (tx) => {
    const check = checkFields()
    const parent = await lockNode(tx, given.parent_code)
    if (parent === null) check.refuse('parent_code', 'unknown_institution')
    else if (!parent.active) check.refuse('parent_code', 'institution_inactive')
    const code = given.code?.trim() || searchWords(given.short_name).join('-')
    if (!CODE_PATTERN.test(code) || code.length > 80) check.refuse('code', 'invalid_code')
    else if ((await lockNode(tx, code)) !== null) check.refuse('code', 'code_taken')
    const columns = await checkInstitution(
      tx,
      check,
      { ...given, time_zone: given.time_zone ?? parent?.time_zone ?? '' },
      { id: null, kinds: parent === null ? null : kindsBelow(parent) },
    )
    check.finish()
    const inserted = await tx
      .insertInto('institutions')
      .values({
        ...columns,
        code,
        parent_id: parent?.id ?? null,
        institution_id: null,
        path: [],
        coordinator_id: null,
        search_name: '',
        seeded_hash: null,
        edited_at: deps.clock.now(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const path = [...(parent?.path ?? []), inserted.id]
    return await tx
      .updateTable('institutions')
      .set({
        path,
        institution_id: path[1] ?? inserted.id,
        search_name: institutionSearchName(columns, await ownerName(tx, path)),
      })
      .where('id', '=', inserted.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  forgetRegistry()
  return created
}
