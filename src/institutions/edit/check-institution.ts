import type { Db, InstitutionRow } from '../../db/index.ts'
import { zoneNamed } from '../../deadlines/index.ts'
import { areaByCode } from '../find-by-code.ts'
import { INSTITUTION_KINDS, UNIT_KINDS } from '../kinds.ts'
import type { FieldChecks } from './field-checks.ts'

/** What can be edited; a field that is left out stays as it is. */
export interface InstitutionValues {
  readonly kind: string
  readonly name: string
  readonly short_name: string
  readonly aliases: readonly string[]
  readonly functions: readonly string[]
  readonly duties: string | null
  readonly area_code: string | null
  readonly time_zone: string
}

const LONGEST_NAME = 200
const MOST_ALIASES = 30
const MOST_FUNCTIONS = 20

/** Clean the given fields; what is wrong is noted in `checks`. */
export async function checkInstitution(
  tx: Db,
  checks: FieldChecks,
  given: Partial<InstitutionValues>,
  level: 'national' | 'institution' | 'unit',
): Promise<Partial<InstitutionValues>> {
  const checked: { -readonly [Key in keyof InstitutionValues]?: InstitutionValues[Key] } = {}
  if (given.kind !== undefined) {
    const kinds: readonly string[] = {
      national: ['national'],
      institution: INSTITUTION_KINDS,
      unit: UNIT_KINDS,
    }[level]
    if (!kinds.includes(given.kind)) checks.refuse('kind', 'unknown_kind')
    checked.kind = given.kind
  }
  if (given.name !== undefined) checked.name = checks.text('name', given.name, LONGEST_NAME)
  if (given.short_name !== undefined)
    checked.short_name = checks.text('short_name', given.short_name, LONGEST_NAME)
  if (given.aliases !== undefined) {
    checked.aliases = distinct(given.aliases).map((alias) => checks.text('aliases', alias, LONGEST_NAME))
    if (checked.aliases.length > MOST_ALIASES)
      checks.refuse('aliases', 'too_many_values', { max: MOST_ALIASES })
  }
  if (given.functions !== undefined) {
    checked.functions = distinct(given.functions).map((word) => checks.code('functions', word))
    if (checked.functions.length > MOST_FUNCTIONS)
      checks.refuse('functions', 'too_many_values', { max: MOST_FUNCTIONS })
  }
  if (given.duties !== undefined) checked.duties = checks.optionalText('duties', given.duties, 1000)
  if (given.area_code !== undefined) {
    checked.area_code = checks.optionalText('area_code', given.area_code, 20)
    if (checked.area_code !== null && (await areaByCode(tx, checked.area_code)) === null)
      checks.refuse('area_code', 'unknown_area')
  }
  if (given.time_zone !== undefined) {
    if (zoneNamed(given.time_zone) === null) checks.refuse('time_zone', 'unknown_time_zone')
    checked.time_zone = given.time_zone
  }
  return checked
}

/** Where a row stands: the national level, an institution directly below it, or a unit. */
export function levelOf(row: Pick<InstitutionRow, 'path'>): 'national' | 'institution' | 'unit' {
  if (row.path.length === 1) return 'national'
  return row.path.length === 2 ? 'institution' : 'unit'
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.trim()))].filter((value) => value !== '')
}
