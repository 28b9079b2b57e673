import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { PHOTO_BITS } from '../duplicates.ts'

/** The perceptual hashes of the pictures that came with a report itself. */
export async function readPhotos(db: Db, reportId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('attachments')
    .select('photo_hash')
    .distinct()
    .where('report_id', '=', reportId)
    .where('event_seq', '=', 1)
    .where('photo_hash', 'is not', null)
    .execute()
  return rows.flatMap(({ photo_hash: hash }) => (hash === null ? [] : [hash]))
}

/** Keep what pictures a report is found by; kept again, the region may have changed. */
export async function keepPhotos(
  db: Db,
  report: { readonly id: number; readonly at: Date; readonly regency: string },
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return
  await db
    .insertInto('report_photos')
    .values(
      hashes.map((hash) => ({ report_id: report.id, created_at: report.at, regency: report.regency, hash })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['report_id', 'hash'])
        .doUpdateSet((row) => ({ regency: row.ref('excluded.regency') })),
    )
    .execute()
}

/** More reports than this with the same picture are one picture that goes round. */
const MOST_ALIKE = 10

/** Reports of the region since then with a picture that differs from one of these in few bits, the most alike first. */
export async function photosNear(
  db: Db,
  question: {
    readonly photos: readonly string[]
    readonly regency: string
    readonly since: Date
    readonly except: number
  },
): Promise<{ reportId: number; hash: string }[]> {
  if (question.photos.length === 0) return []
  const asked = sql<string>`unnest(${question.photos}::text[])`
  const bits = sql<number>`(select min(bit_count(('x' || report_photos.hash)::bit(64) # ('x' || asked.hash)::bit(64)))
    from (select ${asked} as hash) asked)`
  const near = db
    .selectFrom('report_photos')
    .select(['report_id', 'hash', bits.as('bits')])
    .where('regency', '=', question.regency)
    .where('created_at', '>', question.since)
    .where('report_id', '<>', question.except)
  const rows = await db
    .selectFrom(near.as('near'))
    .select(['report_id', 'hash'])
    .where('bits', '<=', PHOTO_BITS)
    .orderBy('bits')
    .limit(MOST_ALIKE)
    .execute()
  return rows.map((row) => ({ reportId: row.report_id, hash: row.hash }))
}
