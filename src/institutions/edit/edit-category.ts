import { sql } from 'kysely'
import type { CategoryRow, Db } from '../../db/index.ts'
import { notFound } from '../../errors.ts'
import { editRegistry, type RegistryEditDeps } from './edit-deps.ts'
import { rowByCode } from './edit-institution.ts'
import { type FieldChecks, fieldChecks } from './field-checks.ts'

export interface CategoryValues {
  readonly name_id: string
  readonly name_en: string
  readonly default_level: CategoryRow['default_level']
  /** The code of an institution, or `local:` and the function of a unit; null for none. */
  readonly default_handler: string | null
  readonly oversight: boolean
  readonly active: boolean
  readonly position: number
}

export interface NewCategory extends Pick<CategoryValues, 'name_id' | 'name_en' | 'default_level'> {
  readonly code: string
  /** Null for the first of the two levels. */
  readonly parent_code: string | null
  readonly default_handler?: string | null
  readonly oversight?: boolean
}

/**
 * Add a category at the end of its level.
 * @throws DomainError invalid_input
 */
export async function createCategory(deps: RegistryEditDeps, given: NewCategory): Promise<CategoryRow> {
  return editRegistry(deps, async (tx) => {
    const checks = fieldChecks()
    const code = checks.code('code', given.code)
    if ((await categoryRow(tx, code)) !== null) checks.refuse('code', 'code_taken')
    const parent = given.parent_code === null ? null : await categoryRow(tx, given.parent_code)
    if (given.parent_code !== null && parent === null) checks.refuse('parent_code', 'unknown_category')
    if (parent !== null && parent.parent_id !== null)
      checks.refuse('parent_code', 'category_below_second_level')
    const values = await checkCategory(tx, checks, given)
    checks.done()
    return await tx
      .insertInto('categories')
      .values({
        code,
        parent_id: parent?.id ?? null,
        name_id: values.name_id ?? given.name_id,
        name_en: values.name_en ?? given.name_en,
        default_level: values.default_level ?? given.default_level,
        default_handler: values.default_handler ?? null,
        oversight: given.oversight ?? false,
        position: sql<number>`(select coalesce(max(position), 0) + 1 from categories)`,
        seeded_hash: null,
        edited_at: deps.clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
}

/**
 * Change a category; an inactive one is offered no more, but reports keep it.
 * @throws DomainError invalid_input, not_found
 */
export async function editCategory(
  deps: RegistryEditDeps,
  command: { readonly id: number; readonly changes: Partial<CategoryValues> },
): Promise<CategoryRow> {
  return editRegistry(deps, async (tx) => {
    const checks = fieldChecks()
    const values = await checkCategory(tx, checks, command.changes)
    checks.done()
    const row = await tx
      .updateTable('categories')
      .set({ ...values, edited_at: deps.clock.now() })
      .where('id', '=', command.id)
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) throw notFound()
    return row
  })
}

const LEVELS: readonly string[] = ['national', 'province', 'regency']
const LONGEST_NAME = 120
const LAST_POSITION = 100_000

async function checkCategory(
  tx: Db,
  checks: FieldChecks,
  given: Partial<CategoryValues>,
): Promise<Partial<CategoryValues>> {
  const checked: { -readonly [Key in keyof CategoryValues]?: CategoryValues[Key] } = {}
  if (given.name_id !== undefined) checked.name_id = checks.text('name_id', given.name_id, LONGEST_NAME)
  if (given.name_en !== undefined) checked.name_en = checks.text('name_en', given.name_en, LONGEST_NAME)
  if (given.default_level !== undefined) {
    if (!LEVELS.includes(given.default_level)) checks.refuse('default_level', 'unknown_level')
    checked.default_level = given.default_level
  }
  if (given.default_handler !== undefined)
    checked.default_handler = await checkHandler(tx, checks, given.default_handler)
  if (given.oversight !== undefined) checked.oversight = given.oversight
  if (given.active !== undefined) checked.active = given.active
  if (given.position !== undefined) {
    const fits = Number.isInteger(given.position) && given.position >= 0 && given.position <= LAST_POSITION
    if (!fits) checks.refuse('position', 'invalid')
    checked.position = given.position
  }
  return checked
}

async function checkHandler(tx: Db, checks: FieldChecks, given: string | null): Promise<string | null> {
  const handler = checks.optionalText('default_handler', given, 100)
  if (handler === null || /^local:[a-z]+(-[a-z]+)*$/.test(handler)) return handler
  if (!(await rowByCode(tx, handler))?.active) checks.refuse('default_handler', 'unknown_handler')
  return handler
}

async function categoryRow(tx: Db, code: string): Promise<CategoryRow | null> {
  const readable = code.trim().replaceAll('\0', '')
  const row = await tx.selectFrom('categories').selectAll().where('code', '=', readable).executeTakeFirst()
  return row ?? null
}
