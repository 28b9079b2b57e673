import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { duplicateProbability, type ReadySide, readySide } from '../duplicates.ts'
import type { Routing } from '../routing.ts'

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
  /** The report itself, when it is stored already. */
  readonly reportId?: number | null
}

/** An incident is reported again for about so long. */
export const WINDOW_DAYS = 60
const DAY_MS = 86_400_000
/** Of the many that share a word, those that share the rarest ones; each costs about half a millisecond to compare. */
const COMPARED = 30
const WORDS_ASKED = 8
const WORDS_KEPT = 40
const NOWHERE = '-'
const ANYWHERE = '*'
const SHOWN_FROM = 0.4

/** Reports that probably tell of the same incident, the surest first; they are not joined by this. */
export async function findDuplicates(
  db: Db,
  routing: Routing,
  question: DuplicateQuestion,
): Promise<FoundDuplicate[]> {
  const side = readySide(question, routing)
  const asked = askedWords(side)
  if (asked.length === 0) return []
  const since = new Date(question.at.getTime() - WINDOW_DAYS * DAY_MS)
  const shared = sql<number>`(select count(*) from unnest(report_words.words) as word where word = any(${asked}::text[]))`
  const nearest = db
    .selectFrom('report_words')
    .select(['report_id', shared.as('shared')])
    .where(sql<boolean>`report_words.words && ${asked}::text[]`)
    .where('report_words.created_at', '>', since)
    .where('report_id', '<>', question.reportId ?? 0)
    .orderBy('shared', 'desc')
    .orderBy('report_id', 'desc')
    .limit(COMPARED)
  const rows = await db
    .selectFrom(nearest.as('near'))
    .innerJoin('reports', 'reports.id', 'near.report_id')
    .leftJoin('categories', 'categories.id', 'reports.category_id')
    .select(['reports.id', 'tracking_number', 'title', 'body', 'area_code'])
    .select(['latitude', 'longitude', 'reports.created_at', 'categories.code as category_code'])
    .where('joined_to_id', 'is', null)
    .execute()
  return rows
    .map((row) => ({
      reportId: row.id,
      trackingNumber: row.tracking_number,
      probability: duplicateProbability(
        side,
        readySide(
          {
            text: `${row.title}\n${row.body}`,
            areaCode: row.area_code,
            categoryCode: row.category_code,
            position:
              row.latitude === null || row.longitude === null
                ? null
                : { latitude: row.latitude, longitude: row.longitude },
            at: row.created_at,
          },
          routing,
        ),
      ),
    }))
    .filter(({ probability }) => probability >= SHOWN_FROM)
    .sort((a, b) => b.probability - a.probability)
}

/** So many rows a statement: none holds its locks for long. */
const FORGOTTEN_AT_ONCE = 5_000

/**
 * Forget the words of reports that are too old to be found again, so that a search looks through two months and not
 * through all years. Ids are given in the order of arrival, so the oldest come first.
 * @returns how many were forgotten
 */
export async function forgetOldWords(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - WINDOW_DAYS * DAY_MS)
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

/** What a report can be found by: its words with its region, and its names wherever they are said. */
export function storedWords(side: ReadySide): string[] {
  const region = regencyOf(side) ?? NOWHERE
  const { names } = side.form
  return [
    ...[...names, ...rarestWords(side)].slice(0, WORDS_KEPT).map((word) => `${region}:${word}`),
    ...[...names].map((name) => `${ANYWHERE}:${name}`),
  ]
}

function askedWords(side: ReadySide): string[] {
  const region = regencyOf(side)
  const words = [...side.form.names, ...rarestWords(side)].slice(0, WORDS_ASKED)
  if (region === null) return [...side.form.names].map((name) => `${ANYWHERE}:${name}`)
  return words.flatMap((word) => [`${region}:${word}`, `${NOWHERE}:${word}`])
}

function rarestWords({ form }: ReadySide): string[] {
  return [...form.words].sort((a, b) => b[1] - a[1]).map(([word]) => word)
}

function regencyOf({ namedArea }: ReadySide): string | null {
  const parts = (namedArea ?? '').split('.')
  return parts.length < 2 ? null : parts.slice(0, 2).join('.')
}
