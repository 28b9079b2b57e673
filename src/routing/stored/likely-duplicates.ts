import type { Db } from '../../db/index.ts'
import type { FoundDuplicate } from './find-duplicates.ts'

/** Keep what was found to be alike when a report came in; found again, the newer probability counts. */
export async function keepDuplicates(
  db: Db,
  reportId: number,
  found: readonly FoundDuplicate[],
  now: Date,
): Promise<void> {
  if (found.length === 0) return
  await db
    .insertInto('likely_duplicates')
    .values(
      found.map((duplicate) => ({
        report_id: reportId,
        other_id: duplicate.reportId,
        probability: duplicate.probability,
        found_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['report_id', 'other_id']).doUpdateSet((row) => ({
        probability: row.ref('excluded.probability'),
        found_at: row.ref('excluded.found_at'),
      })),
    )
    .execute()
}

/** Reports that probably tell of the same incident as this one, the surest first, whichever of the two came first. */
export function readDuplicates(db: Db, reportId: number, limit: number): Promise<FoundDuplicate[]> {
  const found = db
    .selectFrom('likely_duplicates')
    .select(['other_id as id', 'probability'])
    .where('report_id', '=', reportId)
    .union(
      db
        .selectFrom('likely_duplicates')
        .select(['report_id as id', 'probability'])
        .where('other_id', '=', reportId),
    )
  return db
    .selectFrom(found.as('found'))
    .innerJoin('reports', 'reports.id', 'found.id')
    .select((select) => [
      'reports.id as reportId',
      'reports.tracking_number as trackingNumber',
      select.fn.max('found.probability').as('probability'),
    ])
    .groupBy(['reports.id', 'reports.tracking_number'])
    .orderBy('probability', 'desc')
    .limit(limit)
    .execute()
}
