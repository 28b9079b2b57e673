import { type AliasedExpression, type Expression, type SqlBool, sql } from 'kysely'
import type { ReportState } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { readCursor, writeCursor } from './list-reports.ts'

/** How near a report is to its deadline; null while there is time. */
export type Risk = 'overdue' | 'warned' | null

/** In the order they are shown. Each is read from an index of its own kind, see the migration of the same day. */
const BANDS = ['overdue', 'warned', 'calm', 'ended'] as const
export type Band = (typeof BANDS)[number]

interface Ordered {
  readonly id: number
  readonly created_at: Date
  readonly due_at: Date | null
}

interface Slice {
  readonly now: Date
  /** Asked for by the conditions of each part anyway. */
  readonly states: readonly ReportState[]
  readonly cursor?: string | undefined
  readonly limit: number
}

/** What is read of the inbox at once: so many rows, in this order, to which all of this applies. */
export interface Part {
  readonly conditions: readonly Expression<SqlBool>[]
  readonly order: 'due' | 'newest'
  /** Only ids below this, as the conditions say too. */
  readonly before?: number | undefined
  /** The same for all bands of a page: it stands in the text of the query. */
  readonly limit: number
  /** How many of them are still wanted. */
  readonly wanted: number
}

type ReadPart<Row> = (part: Part) => Promise<Row[]>

interface Page<Row> {
  readonly rows: Row[]
  readonly nextCursor: string | null
}

export function riskOf(now: Date): AliasedExpression<Risk, 'risk'> {
  return sql<Risk>`case when report.due_at < ${now} then 'overdue' when report.warn_at <= ${now} then 'warned' end`.as(
    'risk',
  )
}

/** The states in which something still is to be done or waited for. */
export const ALIVE_STATES: readonly ReportState[] = [
  'submitted',
  'on_hold',
  'assigned',
  'in_progress',
  'answered',
]
export const ENDED_STATES: readonly ReportState[] = ['closed', 'archived']
/** Written out, as the partial indexes have them. */
export const ALIVE = sql<SqlBool>`report.state in ('submitted', 'on_hold', 'assigned', 'in_progress', 'answered')`
const ENDED = sql<SqlBool>`report.state in ('closed', 'archived')`
/** Nothing due comes last; the same expression as in the indexes. */
const URGENCY = sql`coalesce(report.due_at, 'infinity'::timestamptz)`

export function orderOf({ order }: Pick<Part, 'order'>) {
  return order === 'due' ? sql`${URGENCY}, report.id` : sql`report.id desc`
}

/** The bands in which reports of these states can be; all states if there are none. */
export function bandsOf(states: readonly ReportState[]): readonly Band[] {
  const ended = states.filter((state) => ENDED_STATES.includes(state))
  if (states.length === 0) return BANDS
  if (ended.length === 0) return ['overdue', 'warned', 'calm']
  return ended.length === states.length ? ['ended'] : BANDS
}

/**
 * What is at risk first: what is overdue, then what was warned of, then the rest, each the soonest due first, and what
 * has ended last. One query for each, and only as many as the page needs: one sort over all of them would read
 * everything an institution holds.
 */
export async function readByRisk<Row extends Ordered>(
  read: ReadPart<Row>,
  bands: readonly Band[],
  slice: Slice,
): Promise<Page<Row>> {
  const { now, limit } = slice
  const start = slice.cursor === undefined ? null : readRiskCursor(slice.cursor)
  const rows: (Row & { band: Band })[] = []
  for (const band of bands.slice(start === null ? 0 : Math.max(0, bands.indexOf(start.band)))) {
    const after = start?.band === band ? afterOf(band, start) : []
    const order = band === 'ended' ? 'newest' : 'due'
    const part = {
      order,
      before: start?.band === 'ended' ? start.id : undefined,
      conditions: [...inBand(band, now, slice.states), ...after],
      limit: limit + 1,
      wanted: limit + 1 - rows.length,
    } as const
    for (const row of await read(part)) rows.push({ ...row, band })
    if (rows.length > limit) break
  }
  const last = rows[limit - 1]
  const more = rows.length > limit && last !== undefined
  return {
    rows: rows.slice(0, limit).map(({ band: _, ...row }) => row as unknown as Row),
    nextCursor: more ? `${last.band}.${writeCursor(last.due_at, last.id)}` : null,
  }
}

/** What came last first: ids are given in the order of arrival. */
export async function readNewest<Row extends Ordered>(
  read: ReadPart<Row>,
  bands: readonly Band[],
  { now, states, cursor, limit }: Slice,
): Promise<Page<Row>> {
  const before = cursor === undefined ? undefined : readCursor(cursor).id
  const after = before === undefined ? [] : [sql<SqlBool>`report.id < ${before}::bigint`]
  const ended = bands.every((band) => band === 'ended') ? inBand('ended', now, states) : []
  const rows = await read({
    order: 'newest',
    before,
    conditions: [...ended, ...after],
    limit: limit + 1,
    wanted: limit + 1,
  })
  const last = rows[limit - 1]
  const more = rows.length > limit && last !== undefined
  return { rows: rows.slice(0, limit), nextCursor: more ? writeCursor(last.created_at, last.id) : null }
}

/**
 * What is in a band, in the words of its index.
 * @param states what is asked for anyway. If all of them are of the band, it is not said twice: the planner would take
 *   the rarer for two conditions, expect a row or none, and sort everything a unit holds.
 */
export function inBand(band: Band, now: Date, states: readonly ReportState[] = []): Expression<SqlBool>[] {
  const ofBand = band === 'ended' ? ENDED_STATES : ALIVE_STATES
  const isSaid = states.length > 0 && states.every((state) => ofBand.includes(state))
  const inState = isSaid ? [] : [band === 'ended' ? ENDED : ALIVE]
  if (band === 'ended') return inState
  if (band === 'overdue') return [...inState, sql<SqlBool>`${URGENCY} < ${now}`]
  const notDue = [...inState, sql<SqlBool>`${URGENCY} >= ${now}`]
  if (band === 'warned') return [...notDue, sql<SqlBool>`report.warn_at <= ${now}`]
  return [...notDue, sql<SqlBool>`(report.warn_at is null or report.warn_at > ${now})`]
}

function afterOf(band: Band, { at, id }: { at: string | null; id: number }): Expression<SqlBool>[] {
  if (band === 'ended') return [sql<SqlBool>`report.id < ${id}::bigint`]
  return [sql<SqlBool>`(${URGENCY}, report.id) > (coalesce(${at}::timestamptz, 'infinity'), ${id}::bigint)`]
}

/** @throws DomainError invalid_input on `cursor` */
function readRiskCursor(cursor: string): { band: Band; at: string | null; id: number } {
  const [name, rest = ''] = cursor.split('.')
  const band = BANDS.find((known) => known === name)
  if (band === undefined) throw invalid([{ field: 'cursor', code: 'invalid_cursor' }])
  return { band, ...readCursor(rest) }
}
