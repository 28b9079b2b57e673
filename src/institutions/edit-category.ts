import { type CategoryRow, type Db, inTransaction } from '../db/index.ts'
import { notFound } from '../errors.ts'
import { CODE_PATTERN, checkFields, type FieldCheck } from './check-fields.ts'
import { forgetRegistry } from './registry-cache.ts'
import type { RegistryDeps } from './registry-deps.ts'

/** What the console lets people edit of a category. */
export interface CategoryFields {
  readonly name_id: string
  readonly name_en: string
  readonly default_level: string
  /** An institution's code for the national level, else `local:` and a function of units; null: none. */
  readonly default_handler: string | null
  readonly oversight: boolean
  readonly active: boolean
  readonly position: number
}

export interface NewCategory extends Omit<CategoryFields, 'active' | 'position'> {
  /** `roads` for a top level, `roads.bridge` for a category below it. */
  readonly code: string
}

/**
 * Add a category at the end of its group.
 * @throws DomainError invalid_input naming each wrong field
 */
export async function createCategory(deps: RegistryDeps, given: NewCategory): Promise<CategoryRow> {
  const created = await inTransaction(deps.db, async (tx) => {
    const check = checkFields()
    const code = given.code.trim()
    const [topCode, leaf, deeper] = code.split('.')
    const wellFormed = [topCode, leaf].every((part) => part === undefined || CODE_PATTERN.test(part))
    if (!wellFormed || deeper !== undefined || code.length > 80) {
      check.refuse('code', 'invalid_category_code')
    } else if ((await byCode(tx, code)) !== null) {
      check.refuse('code', 'code_taken')
    }
    const parent = leaf === undefined ? null : await byCode(tx, topCode ?? '')
    if (leaf !== undefined && wellFormed && parent === null) check.refuse('code', 'unknown_category_group')
    const siblings = await tx
      .selectFrom('categories')
      .select('position')
      .where('parent_id', leaf === undefined ? 'is' : '=', parent?.id ?? null)
      .execute()
    const position = Math.max(parent?.position ?? 0, ...siblings.map((row) => row.position)) + 1
    const columns = await checkCategory(tx, check, { ...given, active: true, position })
    check.finish()
    return await tx
      .insertInto('categories')
      .values({
        ...columns,
        code,
        parent_id: parent?.id ?? null,
        seeded_hash: null,
        edited_at: deps.clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  forgetRegistry()
  return created
}

/**
 * Change a category; what is left out stays. Loading the registry again keeps the change.
 * @throws DomainError not_found, or invalid_input naming each wrong field
 */
export async function editCategory(
  deps: RegistryDeps,
  code: string,
  changes: Partial<CategoryFields>,
): Promise<CategoryRow> {
  const edited = await inTransaction(deps.db, async (tx) => {
    const row = await byCode(tx, code)
    if (row === null) throw notFound()
    const check = checkFields()
    const columns = await checkCategory(tx, check, {
      name_id: changes.name_id ?? row.name_id,
      name_en: changes.name_en ?? row.name_en,
      default_level: changes.default_level ?? row.default_level,
      default_handler: changes.default_handler === undefined ? row.default_handler : changes.default_handler,
      oversight: changes.oversight ?? row.oversight,
      active: changes.active ?? row.active,
      position: changes.position ?? row.position,
    })
    check.finish()
    return await tx
      .updateTable('categories')
      .set({ ...columns, edited_at: deps.clock.now() })
      .where('id', '=', row.id)
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  forgetRegistry()
  return edited
}

async function checkCategory(tx: Db, check: FieldCheck, fields: CategoryFields) {
  const level = check.oneOf(
    'default_level',
    fields.default_level,
    ['national', 'province', 'regency'],
    'unknown_level',
  )
  const handler = check.optionalText('default_handler', fields.default_handler, 100)
  if (handler !== null && level !== null && !(await isHandler(tx, level, handler))) {
    check.refuse('default_handler', level === 'national' ? 'unknown_institution' : 'unknown_function')
  }
  return {
    name_id: check.text('name_id', fields.name_id, { missing: 'category_name_missing', max: 120 }),
    name_en: check.text('name_en', fields.name_en, { missing: 'category_name_missing', max: 120 }),
    default_level: level ?? 'national',
    default_handler: handler,
    oversight: fields.oversight,
    active: fields.active,
    position: fields.position,
  }
}

/** A national matter names an active institution; a local one what the unit does, whichever place it is in. */
async function isHandler(
  tx: Db,
  level: 'national' | 'province' | 'regency',
  handler: string,
): Promise<boolean> {
  if (level !== 'national') {
    return handler.startsWith('local:') && CODE_PATTERN.test(handler.slice('local:'.length))
  }
  if (!CODE_PATTERN.test(handler)) return false
  const institution = await tx
    .selectFrom('institutions')
    .select('active')
    .where('code', '=', handler)
    .whereRef('institution_id', '=', 'id')
    .executeTakeFirst()
  return institution?.active ?? false
}

async function byCode(tx: Db, code: string): Promise<CategoryRow | null> {
  if (code.includes('\0')) return null
  const row = await tx
    .selectFrom('categories')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  return row ?? null
}
