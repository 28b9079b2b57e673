import type { Db } from '../../../db/index.ts'
import type { KeptFile } from '../../../ui/index.ts'

/** The uploaded files of a refused form, to be sent along again. */
export async function keptFiles(db: Db, ids: readonly string[]): Promise<KeptFile[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('attachments')
    .select(['id', 'original_name'])
    .where('id', 'in', [...ids])
    .where('report_id', 'is', null)
    .execute()
  return rows.map((row) => ({ id: row.id, fileName: row.original_name }))
}
