import type { Db } from '../../db/index.ts'
import { type Example, NOBODY } from '../matter/training-data.ts'

/** Archived because nobody should get them. */
const NOBODYS_REASONS = ['not_real', 'abusive']
/** More than this teaches little more, and the oldest least of all. */
const AT_MOST = 1_000_000

/** What people decided: verified reports with their category, and those archived as nobody's; the newest first. */
export async function readConfirmedHistory(db: Db, atMost = AT_MOST): Promise<Example[]> {
  const rows = await db
    .selectFrom('reports')
    .leftJoin('categories', 'categories.id', 'reports.category_id')
    .select(['title', 'body', 'class', 'reports.oversight', 'categories.code', 'archive_reason'])
    .where((where) =>
      where.or([where('verified_at', 'is not', null), where('archive_reason', 'in', NOBODYS_REASONS)]),
    )
    .orderBy('reports.id', 'desc')
    .limit(atMost)
    .execute()
  return rows.flatMap((row): Example[] => {
    const label = NOBODYS_REASONS.includes(row.archive_reason ?? '') ? NOBODY : row.code
    if (label === null) return []
    const example = {
      text: `${row.title}\n${row.body}`,
      class: row.class,
      oversight: row.oversight,
      weight: 1,
    }
    return [{ ...example, label }]
  })
}
