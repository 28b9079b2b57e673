import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { duplicateProbability, readySide } from '../duplicates.ts'
import type { Routing } from '../routing.ts'
import { NOWHERE, regencyOf, storedWords, wordsToAsk } from './found-by.ts'
import { photosNear } from './report-photos.ts'

export interface FoundDuplicate {
  readonly reportId: number
  readonly trackingNumber: string
  readonly probability: number
}

export interface DuplicateQuestion {
  readonly text: string
  readonly areaCode: string | null
  readonly categoryCode?: string | null
  readonly position?: { readonly latitude: number; readonly longitude: number } | null
  readonly at: Date
  /** Perceptual hashes of its photos. */
  readonly photos?: readonly string[]
  /** The report itself, when it is stored already. */
  readonly reportId?: number | null
  /**
   * Only reports that everybody may read, by nothing but what everybody reads of them, and only such as can still be
   * joined: so an answer tells no more than the public list does.
   */
  readonly publicOnly?: boolean
}

/** An incident is reported again for about so long. */
export const WINDOW_DAYS = 60
const DAY_MS = 86_400_000
/** Of the many that share a word, those that share the rarest ones; each costs about half a millisecond to compare. */
const COMPARED = 30
/** Of the nearest some are not public, and are left out before any is compared. */
const LOOKED_AT = 120
const SHOWN_FROM = 0.4

/** Reports that probably tell of the same incident, the surest first; they are not joined by this. */
export async function findDuplicates(
  db: Db,
  routing: Routing,
  question: DuplicateQuestion,
): Promise<FoundDuplicate[]> {
  const { publicOnly = false, photos = [] } = question
  const side = readySide(question, routing)
  const asked = wordsToAsk(side)
  const since = new Date(question.at.getTime() - WINDOW_DAYS * DAY_MS)
  const region = regencyOf(side)
  // What the public does not see of a report is no way to find it either.
  const alike = publicOnly
    ? []
    : await photosNear(db, { photos, regency: region ?? NOWHERE, since, except: question.reportId ?? 0 })
  const byWords = asked.length === 0 ? [] : await nearestByWords(db, asked, since, question)
  const ids = [...new Set([...alike.map(({ reportId }) => reportId), ...byWords])]
  if (ids.length === 0) return []
  const rows = await readCompared(db, ids, publicOnly)
  const found: FoundDuplicate[] = []
  for (const row of rows) {
    const other = readySide(
      {
        text: `${row.title}\n${row.body}`,
        areaCode: row.area_code,
        categoryCode: row.category_code,
        position:
          row.latitude === null || row.longitude === null
            ? null
            : { latitude: row.latitude, longitude: row.longitude },
        at: row.created_at,
        photos: alike.filter(({ reportId }) => reportId === row.id).map(({ hash }) => hash),
      },
      routing,
    )
    if (publicOnly && !sharesAny(storedWords(other), asked)) continue
    const probability = duplicateProbability(side, other)
    if (probability >= SHOWN_FROM)
      found.push({ reportId: row.id, trackingNumber: row.tracking_number, probability })
  }
  return found.sort((a, b) => b.probability - a.probability)
}

/** Those that share the most of the words, the newest first of as many. */
async function nearestByWords(
  db: Db,
  asked: readonly string[],
  since: Date,
  { reportId, publicOnly = false }: DuplicateQuestion,
): Promise<number[]> {
  const shared = sql<number>`(select count(*) from unnest(report_words.words) as word where word = any(${asked}::text[]))`
  const rows = await db
    .selectFrom('report_words')
    .select(['report_id', shared.as('shared')])
    .where(sql<boolean>`report_words.words && ${asked}::text[]`)
    .where('report_words.created_at', '>', since)
    .where('report_id', '<>', reportId ?? 0)
    .orderBy('shared', 'desc')
    .orderBy('report_id', 'desc')
    .limit(publicOnly ? LOOKED_AT : COMPARED)
    .execute()
  return rows.map((row) => row.report_id)
}

/** In the order of their ids given, so many as are worth comparing. */
async function readCompared(db: Db, ids: readonly number[], publicOnly: boolean) {
  let query = db
    .selectFrom('reports')
    .leftJoin('categories', 'categories.id', 'reports.category_id')
    .select(['reports.id', 'tracking_number', 'area_code', 'latitude', 'longitude', 'reports.created_at'])
    .select('categories.code as category_code')
    .where('reports.id', 'in', ids)
    .where('joined_to_id', 'is', null)
  if (publicOnly)
    query = query
      .where('published_at', 'is not', null)
      .where('secret', '=', false)
      .where('reports.state', 'in', ['submitted', 'assigned', 'in_progress', 'on_hold'])
  const rows = await query
    .select(({ ref }) =>
      publicOnly
        ? [
            sql<string>`coalesce(${ref('public_title')}, '')`.as('title'),
            sql<string>`coalesce(${ref('public_body')}, '')`.as('body'),
          ]
        : [sql<string>`${ref('title')}`.as('title'), sql<string>`${ref('body')}`.as('body')],
    )
    .execute()
  const order = new Map(ids.map((id, index) => [id, index]))
  return rows.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)).slice(0, COMPARED)
}

function sharesAny(words: readonly string[], asked: readonly string[]): boolean {
  const known = new Set(asked)
  return words.some((word) => known.has(word))
}

/** So many rows a statement: none holds its locks for long. */
const FORGOTTEN_AT_ONCE = 5_000

/**
 * Forget the words and photos of reports that are too old to be found again, so that a search looks through two months
 * and not through all years. Ids are given in the order of arrival, so the oldest come first.
 * @returns how many reports' words were forgotten
 */
export async function forgetOldWords(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - WINDOW_DAYS * DAY_MS)
  await db.deleteFrom('report_photos').where('created_at', '<', before).execute()
  for (let forgotten = 0; ; ) {
    const oldest = await db
      .selectFrom('report_words')
      .select(['report_id', 'created_at'])
      .orderBy('report_id')
      .limit(FORGOTTEN_AT_ONCE)
      .execute()
    const old = oldest.filter((row) => row.created_at < before).map((row) => row.report_id)
    if (old.length === 0) return forgotten
    await db.deleteFrom('report_words').where('report_id', 'in', old).execute()
    forgotten += old.length
  }
}
