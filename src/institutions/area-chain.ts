import type { AreaRow, Db } from '../db/index.ts'
import { areaCodesUpwards } from './area-code.ts'
import { areaByCode } from './find-by-code.ts'

/** A region and those around it, the province first; empty for an unknown code. */
export async function areaChain(db: Db, code: string): Promise<AreaRow[]> {
  const rows = await Promise.all(areaCodesUpwards(code).map((part) => areaByCode(db, part)))
  return rows[0] === null ? [] : rows.filter((row) => row !== null).reverse()
}
