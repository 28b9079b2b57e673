import type { AreaRow, CategoryRow, Db, InstitutionRow } from '../db/index.ts'
import { cached } from './registry-cache.ts'

/** A region by its Ministry of Home Affairs code. */
export function areaByCode(db: Db, code: string): Promise<AreaRow | null> {
  return cached(db, `area ${code}`, async () => {
    const row = await db.selectFrom('areas').selectAll().where('code', '=', code).executeTakeFirst()
    return row ?? null
  })
}

/** A category by its code, also one that is no longer offered. */
export function categoryByCode(db: Db, code: string): Promise<CategoryRow | null> {
  return cached(db, `category ${code}`, async () => {
    const row = await db.selectFrom('categories').selectAll().where('code', '=', code).executeTakeFirst()
    return row ?? null
  })
}

/** A category by its id. */
export function categoryById(db: Db, id: number): Promise<CategoryRow | null> {
  return cached(db, `category-id ${id}`, async () => {
    const row = await db.selectFrom('categories').selectAll().where('id', '=', id).executeTakeFirst()
    return row ?? null
  })
}

/** An institution or unit by its code, also a deactivated one. */
export function institutionByCode(db: Db, code: string): Promise<InstitutionRow | null> {
  return cached(db, `institution ${code}`, async () => {
    const row = await db.selectFrom('institutions').selectAll().where('code', '=', code).executeTakeFirst()
    return row ?? null
  })
}

/** An institution or unit by its id, also a deactivated one. */
export function institutionById(db: Db, id: number): Promise<InstitutionRow | null> {
  return cached(db, `institution-id ${id}`, async () => {
    const row = await db.selectFrom('institutions').selectAll().where('id', '=', id).executeTakeFirst()
    return row ?? null
  })
}
