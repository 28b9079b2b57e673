import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { byOnePlan, type Db } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { orderOf, type Part } from './inbox-order.ts'
import { givenAway, type InboxScope, scopeConditions, selectIds, sourceOf } from './inbox-scopes.ts'
import { readWidening } from './widen.ts'

type Condition = Expression<SqlBool>
type Found = readonly { id: number }[]

interface Search {
  readonly scope: InboxScope
  readonly own: boolean
  /** As PostgreSQL's websearch syntax has them. */
  readonly words: string
  /** All that is asked for still runs. */
  readonly isAlive: boolean
  readonly part: Part
}

/** Among what is looked for. */
interface Place {
  /** With whom a report lies; null for anybody. */
  readonly institutionId: number | null
  readonly conditions: readonly Condition[]
  /** What was given away and lies elsewhere now; null where that is of no interest. */
  readonly away: {
    readonly assignments: RawBuilder<unknown>
    readonly conditions: readonly Condition[]
  } | null
  /** Only of what was given away. */
  readonly isAwayOnly?: boolean
}

/**
 * The ids of a part of the inbox that have these words. Beside the words, the index holds with whom a report lies,
 * whether it runs, and among which others it came in. So what an institution has is found without a look at what others
 * have; and the newest are looked for first, then ever more.
 */
export async function searchInbox(db: Db, staff: Staff, search: Search): Promise<Found> {
  const { part } = search
  const place = placeOf(staff, search)
  if (part.order === 'due') {
    const away = await readAway(db, search, place, 0)
    if (place.isAwayOnly === true) return away
    return await soonestDue(db, [...(await readHere(db, search, place)), ...away], part)
  }
  if (place.institutionId === null) return await readHere(db, search, place)
  const walked = search.scope === 'all' && !search.isAlive ? await walk(db, staff, search) : null
  if (walked !== null) return walked
  const here = place.isAwayOnly === true ? [] : await readHere(db, search, place)
  // A page of what is here says how far back that of what was given away can be of interest.
  const from = here.length < part.limit ? 0 : (here.at(-1)?.id ?? 0)
  const away = await readAway(db, search, place, from)
  return [...here, ...away].toSorted((one, other) => other.id - one.id).slice(0, part.limit)
}

function placeOf(staff: Staff, { scope, own }: Search): Place {
  const source = sourceOf(staff, scope, own)
  const always = scopeConditions(staff, scope)
  const { institutionId } = staff
  switch (source.by) {
    case 'everything':
      return { institutionId: null, conditions: always, away: null }
    case 'holder':
      return { institutionId, conditions: [...always, sql`report.holder_id = ${source.id}::int`], away: null }
    case 'institution':
      return { institutionId: source.id, conditions: always, away: null }
    case 'holders': {
      const below = sql`array(select id from institutions where path @> array[${source.below}::int])`
      return { institutionId, conditions: [...always, sql`report.holder_id = any(${below})`], away: null }
    }
    case 'assignments': {
      // Asked of each report by itself: a join would be made of all that was ever given to us.
      const isOurs = sql<SqlBool>`(select true from assignments assignment
        where assignment.report_id = report.id and ${source.ours} limit 1)`
      const assignments = givenAway(staff)
      if (assignments === null) return { institutionId: null, conditions: [...always, isOurs], away: null }
      const isElsewhere = sql<SqlBool>`report.institution_id <> ${institutionId}::int`
      return {
        institutionId,
        conditions: [...always, isOurs],
        away: { assignments, conditions: [...always, isElsewhere] },
        // What a whole institution has is not what it gave on.
        isAwayOnly: scope === 'handed_on' && staff.nodeId === institutionId,
      }
    }
  }
}

/** The same expressions as in the index. */
const WORDS = sql`to_tsvector('indonesian', report.title || ' ' || report.body)`
const KEYS = sql`(array[(report.institution_id::bigint << 32) | (report.id >> 17), case when report.state in
  ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered') then 0 else (report.id >> 9) + 1 end,
  (report.id >> 9) + 1])`
/** Of an institution, and of all. */
const GROUP = 2 ** 17
const BUCKET = 2 ** 9
/** Each is looked for in the index by itself. */
const MOST_REACH = 64 * BUCKET
const SUBMITTED = sql<SqlBool>`report.submitted_at is not null`

function have({ words }: Search): Condition {
  return sql`${WORDS} @@ websearch_to_tsquery('indonesian', ${words})`
}

async function readHere(db: Db, search: Search, place: Place): Promise<Found> {
  const { before, limit, order } = search.part
  const query = sql<{ id: number | null }>`select max(id) as id from reports`
  const last = (await byOnePlan(() => query.execute(db))).rows[0]?.id ?? 0
  // Whoever writes a cursor of their own may name any id.
  const newest = Math.max(0, Math.min(before ?? last, last))
  const read = (reach: number | null) => readIndexed(db, search, place, { newest, reach })
  // What still runs is little of all, and not only among the newest.
  if (search.isAlive || order === 'due') return await read(null)
  const [first, most] = place.institutionId === null ? [BUCKET / 2, MOST_REACH] : [GROUP, newest]
  return await readWidening({ wanted: limit, first, most: Math.min(most, newest) }, read)
}

/** So many are looked at one by one first: words that most reports have are found so for less. */
const WALKED = 50

/** Null where that gives no page. */
async function walk(db: Db, staff: Staff, search: Search): Promise<Found | null> {
  const { part, scope, own } = search
  const newest = part.before === undefined ? [] : [sql<SqlBool>`report.id < ${part.before}::bigint`]
  const ids = selectIds(staff, scope, {
    own,
    searching: false,
    part: { ...part, conditions: newest, limit: WALKED },
  })
  const query = sql<{ id: number; is_meant: boolean | null }>`
    select report.id, ${sql.join([...part.conditions, have(search)], sql` and `)} as is_meant
    from (${ids}) newest join reports report on report.id = newest.id order by report.id desc`
  const { rows } = await byOnePlan(() => query.execute(db))
  const found = rows.filter(({ is_meant }) => is_meant === true)
  return rows.length < WALKED || found.length >= part.limit ? found.slice(0, part.limit) : null
}

function readIndexed(
  db: Db,
  search: Search,
  { institutionId, conditions }: Place,
  { newest, reach }: { newest: number; reach: number | null },
): Promise<Found> {
  const size = institutionId === null ? BUCKET : GROUP
  const first = Math.floor(Math.max(0, newest - (reach ?? newest)) / size)
  const keyOf = (part: number) => (institutionId === null ? part + 1 : institutionId * 2 ** 32 + part)
  const keys = () => Array.from({ length: Math.floor(newest / size) - first + 1 }, (_, n) => keyOf(first + n))
  const inner = [
    have(search),
    ...(search.isAlive ? [sql<SqlBool>`${KEYS} @> '{0}'::bigint[]`] : []),
    ...(reach === null && institutionId === null ? [] : [sql<SqlBool>`${KEYS} && ${keys()}::bigint[]`]),
  ]
  return readFenced(db, search, inner, search.part.conditions, conditions)
}

/** What was given away is looked at one by one: its words are split only where all else fits. */
async function readAway(db: Db, search: Search, { away }: Place, from: number): Promise<Found> {
  if (away === null) return []
  const { before } = search.part
  const until = before === undefined ? sql`` : sql`and assignment.report_id < ${before}::bigint`
  const ids = sql`array(select assignment.report_id from assignments assignment
    where ${away.assignments} and assignment.report_id > ${from}::bigint ${until})`
  const inner = [sql<SqlBool>`report.id = any(${ids})`, ...search.part.conditions, ...away.conditions]
  return await readFenced(db, search, inner, [], [have(search)])
}

/**
 * The inner query is asked by itself (`offset 0`), and has one index that fits: nothing else may look cheaper. What is
 * dearer to know is asked last, in order, until a page is full.
 */
async function readFenced(
  db: Db,
  { part }: Search,
  inner: readonly Condition[],
  outer: readonly Condition[],
  last: readonly Condition[] = [],
): Promise<Found> {
  const where = (conditions: readonly Condition[]) =>
    conditions.length === 0 ? sql`` : sql`where ${sql.join(conditions, sql` and `)}`
  const query = sql<{ id: number }>`
    select report.id from (
      select report.* from (
        select report.* from reports report where ${sql.join([SUBMITTED, ...inner], sql` and `)} offset 0) report
      ${where(outer)} order by ${orderOf(part)} offset 0) report
    ${where(last)} order by ${orderOf(part)} limit ${sql.lit(part.limit)}
  `
  return (await byOnePlan(() => query.execute(db))).rows
}

async function soonestDue(db: Db, found: Found, part: Part): Promise<Found> {
  if (found.length <= part.limit) return found
  const query = sql<{ id: number }>`select report.id from reports report
    where report.id = any(${found.map(({ id }) => id)}::bigint[])
    order by ${orderOf(part)} limit ${sql.lit(part.limit)}`
  return (await byOnePlan(() => query.execute(db))).rows
}
