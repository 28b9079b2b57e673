import type { Db, InstitutionRow } from '../db/index.ts'
import { areaLevel } from './area-code.ts'
import { CODE_PATTERN, type FieldCheck } from './check-fields.ts'
import { GOVERNMENT_KINDS, INSTITUTION_KINDS, TIME_ZONES, UNIT_KINDS } from './institution-kinds.ts'

/** What the console lets people edit of an institution or unit. */
export interface InstitutionFields {
  readonly kind: string
  readonly name: string
  readonly short_name: string
  readonly aliases: readonly string[]
  /** What a unit does, as categories name it after `local:`. */
  readonly functions: readonly string[]
  readonly duties: string | null
  readonly area_code: string | null
  readonly time_zone: string
}

type Columns = Pick<InstitutionRow, keyof InstitutionFields>

/** Clean the fields and note what is wrong; `kinds` are those that may stand there, null while that is unknown. */
export async function checkInstitution(
  tx: Db,
  check: FieldCheck,
  fields: InstitutionFields,
  place: { readonly id: number | null; readonly kinds: readonly string[] | null },
): Promise<Columns> {
  const columns = {
    kind: fields.kind,
    name: check.text('name', fields.name, { missing: 'institution_name_missing', max: 200 }),
    short_name: check.text('short_name', fields.short_name, { missing: 'short_name_missing', max: 80 }),
    aliases: listOf(check, 'aliases', fields.aliases),
    functions: listOf(check, 'functions', fields.functions),
    duties: check.optionalText('duties', fields.duties, 1_000),
    area_code: fields.area_code === '' ? null : fields.area_code,
    time_zone: fields.time_zone,
  }
  if (columns.functions.some((name) => !CODE_PATTERN.test(name)))
    check.refuse('functions', 'invalid_function')
  check.oneOf('time_zone', fields.time_zone, TIME_ZONES, 'unknown_time_zone')
  if (place.kinds !== null) check.oneOf('kind', fields.kind, place.kinds, 'unknown_kind')
  await checkArea(tx, check, columns, place.id)
  return columns
}

/** The kinds that may stand below a node; the root stands below none. */
export function kindsBelow(parent: InstitutionRow | null): readonly string[] {
  if (parent === null) return ['national']
  return parent.parent_id === null ? INSTITUTION_KINDS : UNIT_KINDS
}

async function checkArea(tx: Db, check: FieldCheck, columns: Columns, id: number | null): Promise<void> {
  const isGovernment = GOVERNMENT_KINDS.includes(columns.kind)
  if (columns.area_code === null) {
    if (isGovernment) check.refuse('area_code', 'area_missing')
    return
  }
  if (!(await isArea(tx, columns.area_code))) return check.refuse('area_code', 'unknown_area')
  if (!isGovernment) return
  const other = await tx
    .selectFrom('institutions')
    .select('short_name')
    .where('area_code', '=', columns.area_code)
    .where('kind', 'in', GOVERNMENT_KINDS)
    .where('active', '=', true)
    .$if(id !== null, (query) => query.where('id', '<>', id))
    .executeTakeFirst()
  if (other !== undefined) check.refuse('area_code', 'area_taken', { name: other.short_name })
}

/** Whether a code names a region. */
export async function isArea(tx: Db, code: string): Promise<boolean> {
  if (areaLevel(code) === null || !/^[\d.]+$/.test(code)) return false
  const area = await tx.selectFrom('areas').select('code').where('code', '=', code).executeTakeFirst()
  return area !== undefined
}

function listOf(check: FieldCheck, field: string, values: readonly string[]): string[] {
  const texts = values.map((value) => check.optionalText(field, value, 80)).filter((text) => text !== null)
  const once = [...new Set(texts)]
  if (once.length > 40) check.refuse(field, 'too_many_values', { max: 40 })
  return once
}
