import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { byOnePlan, type Db } from '../db/index.ts'
import { furtherThan, readWidening, widenBy } from './widen.ts'

type Condition = Expression<SqlBool>

/** What the public list is narrowed to. */
export interface Narrowed {
  /** Published, and beyond where the last page ended. */
  readonly base: readonly Condition[]
  /** By which an index holds the list in its order, one column beside those of `base`. */
  readonly ordered: readonly Condition[]
  /** One of several values of a column: each of them is read in its own order, and the first of all are kept. */
  readonly among: { readonly column: 'holder_id' | 'category_id'; readonly ids: RawBuilder<unknown> } | null
  readonly others: readonly Condition[]
  /** The kabupaten or kota in which it all is; null where it is more than one. */
  readonly city: string | null
}

/** In the words of the indexes. */
export const PUBLIC: readonly Condition[] = [sql`report.published_at is not null`, sql`not report.secret`]

const IN_ORDER = sql`order by report.published_at desc, report.id desc`

/** The newest of the list, from an index in its order and no further than so many reach. */
export function selectNewest(
  list: Pick<Narrowed, 'base' | 'ordered' | 'among'>,
  limit: number,
  columns = sql`report.id`,
): RawBuilder<unknown> {
  const where = sql.join([...list.base, ...list.ordered], sql` and `)
  const end = sql`${IN_ORDER} limit ${sql.lit(limit)}`
  if (list.among === null) return sql`select ${columns} from reports report where ${where} ${end}`
  return sql`select ${columns} from (${list.among.ids}) wanted (id) cross join lateral (
      select report.* from reports report
      where report.${sql.ref(list.among.column)} = wanted.id and ${where} ${end}
    ) report ${end}`
}

/** So many reports are looked at one by one first: that is as much as a list costs, and finds words that are in many. */
const WALKED = 150
/** Of a group of categories each gives so many. */
const WALKED_OF_CATEGORIES = 50
/** Of what one institution or unit has, so many are looked at: the index of words does not know whose a report is. */
const WALKED_FURTHER = [400, 1_000, 2_000] as const
/** Each is looked for in the index by itself. */
const BUCKET_SECONDS = 2 ** 15
const MOST_REACH = 64 * BUCKET_SECONDS

/**
 * The ids of a page of reports that have these words, as PostgreSQL's websearch syntax has them. An index of words gives
 * all that have them, and knows no order; so it also holds some nine hours in which a report was published, and is asked
 * for the newest of these first. What a search reads hangs on the length of a page, not on how many reports there are.
 */
export async function searchPublished(
  db: Db,
  list: Narrowed,
  words: string,
  wanted: number,
): Promise<readonly number[]> {
  const hasWords = sql<SqlBool>`report.search @@ websearch_to_tsquery('indonesian', ${words})`
  const idsOf = (rows: readonly { id: number }[]) => rows.slice(0, wanted).map(({ id }) => id)
  const first = list.among?.column === 'category_id' ? WALKED_OF_CATEGORIES : WALKED
  let walked = await walk(db, list, hasWords, first)
  const far = first * widenBy(walked.found.length, wanted)
  const next = WALKED_FURTHER.find((limit) => limit >= far)
  const isOfOne = list.among === null ? list.ordered.length > 0 : list.among.column === 'holder_id'
  if (!walked.isAll && walked.found.length < wanted && isOfOne && next !== undefined)
    walked = await walk(db, list, hasWords, next)
  const { found, newest, oldest } = walked
  if (walked.isAll || found.length >= wanted) return idsOf(found)
  const reached = Math.max(BUCKET_SECONDS, (newest.getTime() - oldest.getTime()) / 1_000)
  const reach = furtherThan(reached, { found: found.length, wanted, most: MOST_REACH })
  const rows = await readWidening({ wanted, first: reach, most: MOST_REACH }, (seconds) =>
    readBuckets(db, list, hasWords, { buckets: bucketsBack(newest, seconds), wanted }),
  )
  return idsOf(rows)
}

async function walk(db: Db, list: Narrowed, hasWords: Condition, limit: number) {
  // A second condition could have all of a list read in search of one that fulfils it.
  const [inOrder, beside] =
    list.among === null ? [list.ordered, list.others] : [[], [...list.ordered, ...list.others]]
  const page = selectNewest({ ...list, ordered: inOrder }, limit, sql`report.*`)
  const query = sql<{ id: number; published_at: Date; is_meant: boolean | null }>`
    select report.id, report.published_at, ${sql.join([hasWords, ...beside], sql` and `)} as is_meant
    from (${page}) report ${IN_ORDER}
  `
  const { rows } = await byOnePlan(() => query.execute(db))
  const none = new Date(0)
  return {
    found: rows.filter(({ is_meant }) => is_meant === true),
    isAll: rows.length < limit,
    newest: rows[0]?.published_at ?? none,
    oldest: rows.at(-1)?.published_at ?? none,
  }
}

/** The keys of all that was published so many seconds before or later; null for all. */
function bucketsBack(newest: Date, seconds: number | null): readonly string[] | null {
  if (seconds === null) return null
  const top = newest.getTime() / 1_000
  const first = Math.floor((top - seconds) / BUCKET_SECONDS)
  // The index counts by whole seconds, rounded.
  const last = Math.floor((top + 1) / BUCKET_SECONDS)
  return Array.from({ length: last - first + 1 }, (_, n) => `b${first + n}`)
}

/** The same expression as in the index. */
const KEYS = sql`(array['b' || (extract(epoch from report.published_at at time zone 'UTC')::bigint >> 15)::text,
  left(report.area_code, 5)])`

async function readBuckets(
  db: Db,
  list: Narrowed,
  hasWords: Condition,
  { buckets, wanted }: { buckets: readonly string[] | null; wanted: number },
): Promise<{ id: number }[]> {
  const found = [
    ...PUBLIC,
    hasWords,
    ...(buckets === null ? [] : [sql<SqlBool>`${KEYS} && ${buckets}::text[]`]),
    ...(list.city === null ? [] : [sql<SqlBool>`${KEYS} @> array[${list.city}::text]`]),
  ]
  const { among } = list
  const conditions = [
    ...list.base,
    ...list.ordered,
    ...list.others,
    ...(among === null ? [] : [sql<SqlBool>`report.${sql.ref(among.column)} = any(array(${among.ids}))`]),
  ]
  // The inner query is asked by itself (`offset 0`): reading on in the list's order, which was done, never looks cheaper.
  // Of all times, what else narrows the list may be had for less than its words: that is planned for what it is.
  const [inner, outer] = buckets === null ? [[...found, ...conditions], []] : [found, conditions]
  const query = sql<{ id: number }>`
    select report.id from (select report.* from reports report where ${sql.join(inner, sql` and `)} offset 0) report
    ${outer.length === 0 ? sql`` : sql`where ${sql.join(outer, sql` and `)}`} ${IN_ORDER} limit ${wanted}
  `
  return (await (buckets === null ? query.execute(db) : byOnePlan(() => query.execute(db)))).rows
}
