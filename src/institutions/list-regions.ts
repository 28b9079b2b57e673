import type { AreaRow, Db } from '../db/index.ts'

/** Provinces, kabupaten, kota and kecamatan (not villages), the wider ones first. */
export function listRegions(db: Db): Promise<Pick<AreaRow, 'code' | 'name' | 'full_name'>[]> {
  return db
    .selectFrom('areas')
    .select(['code', 'name', 'full_name'])
    .where('level', 'in', ['province', 'regency', 'district'])
    .orderBy((order) => order.fn('length', ['code']))
    .orderBy('code')
    .execute()
}

/** The villages and kelurahan of a kabupaten or kota, by code; empty where the code is none of one. */
export function listVillages(db: Db, regencyCode: string): Promise<{ code: string; name: string }[]> {
  return db
    .selectFrom('areas')
    .select(['code', 'name'])
    .where('level', '=', 'village')
    .where('code', 'like', `${regencyCode}.%`)
    .orderBy('code')
    .execute()
}
