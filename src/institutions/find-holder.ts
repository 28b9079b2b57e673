import { sql } from 'kysely'
import type { Db, InstitutionRow } from '../db/index.ts'
import { areaCodeAt, areaCodesUpwards } from './area-code.ts'
import { cached } from './registry-cache.ts'

/**
 * The national level: the root of the tree.
 * @throws when the registry is not loaded
 */
export function nationalLevel(db: Db): Promise<InstitutionRow> {
  return cached(db, 'national', () =>
    db.selectFrom('institutions').selectAll().where('kind', '=', 'national').executeTakeFirstOrThrow(),
  )
}

/** The active government of the province, or of the kabupaten or kota, in which a region lies. */
export async function institutionOfArea(
  db: Db,
  areaCode: string,
  level: 'province' | 'regency',
): Promise<InstitutionRow | null> {
  const code = areaCodeAt(areaCode, level)
  if (code === null) return null
  return cached(db, `government ${code}`, async () => {
    const row = await db
      .selectFrom('institutions')
      .selectAll()
      .where('area_code', '=', code)
      .where('kind', 'in', level === 'province' ? ['province'] : ['regency', 'city'])
      .where('active', '=', true)
      .executeTakeFirst()
    return row ?? null
  })
}

/**
 * The unit of an institution that does something (`public-works`) or serves a place (`village`).
 * Where several do it, the one whose region is the narrowest around the place; null when that leaves several.
 */
export async function unitWithFunction(
  db: Db,
  institutionId: number,
  unitFunction: string,
  areaCode: string | null,
): Promise<InstitutionRow | null> {
  const units = await cached(db, `units ${institutionId} ${unitFunction}`, () =>
    db
      .selectFrom('institutions')
      .selectAll()
      .where('institution_id', '=', institutionId)
      .where('active', '=', true)
      .where(sql<boolean>`functions @> array[${unitFunction}::text]`)
      .execute(),
  )
  if (areaCode === null) return only(units)
  for (const code of [...areaCodesUpwards(areaCode), null]) {
    const serving = units.filter((unit) => unit.area_code === code)
    if (serving.length > 0) return only(serving)
  }
  return null
}

function only(units: InstitutionRow[]): InstitutionRow | null {
  const [first, second] = units
  return second === undefined ? (first ?? null) : null
}
