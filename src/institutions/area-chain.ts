import type { AreaRow, Db } from '../db/index.ts'
import { areaCodesUpwards } from './area-code.ts'

/** A region and all around it, the province first; empty for a code that does not exist. */
export async function areaChain(db: Db, code: string): Promise<AreaRow[]> {
  const rows = await db.selectFrom('areas').selectAll().where('code', 'in', areaCodesUpwards(code)).execute()
  if (!rows.some((row) => row.code === code)) return []
  return rows.sort((a, b) => a.code.length - b.code.length)
}
