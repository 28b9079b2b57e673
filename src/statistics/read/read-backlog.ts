import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/** Days since receipt, up to and including; the last has no end. */
export const BACKLOG_AGES = [7, 14, 30, 60, 180, null] as const

/**
 * How many open reports a node has of each age of `BACKLOG_AGES`. Days are read as far back as ages end; what is open
 * beyond them is what remains of all that is open, however many years there are.
 */
export async function readBacklog(
  db: Db,
  nodes: readonly number[],
  today: string,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const ends = BACKLOG_AGES.filter((age) => age !== null)
  const { rows } = await sql<{ node_id: number; all: number; age: number | null; open: number }>`
    select node.node_id, node.open as all, aged.age, coalesce(aged.open, 0) as open
    from figures_now node
    left join (
      select node_id, width_bucket(${today}::date - start, ${ends.map((end) => end + 1)}::int[]) as age,
        sum(open)::int as open
      from figures_by_day
      where node_id = any(${[...nodes]}::int[]) and open > 0 and start >= ${today}::date - ${ends.at(-1) ?? 0}::int
      group by 1, 2
    ) aged on aged.node_id = node.node_id
    where node.node_id = any(${[...nodes]}::int[]) and node.open > 0
  `.execute(db)
  const backlog = new Map<number, number[]>()
  for (const { node_id, all, age, open } of rows) {
    const of = backlog.get(node_id) ?? BACKLOG_AGES.map((end) => (end === null ? all : 0))
    if (age !== null) {
      of[age] = open
      of[ends.length] = (of[ends.length] ?? 0) - open
    }
    backlog.set(node_id, of)
  }
  return backlog
}

export interface Flow {
  /** The first day of the week or day it counts. */
  readonly start: string
  readonly received: number
  readonly answered: number
  readonly closed: number
}

/** What came in, was answered and was closed, by day, or by week or month where days would be too many to see. */
export async function readFlow(
  db: Db,
  node: number,
  days: { readonly from: string; readonly until: string },
): Promise<{ readonly by: 'day' | 'week' | 'month'; readonly flow: Flow[] }> {
  const length = (Date.parse(days.until) - Date.parse(days.from)) / 86_400_000 + 1
  const by = length <= 35 ? 'day' : length <= 200 ? 'week' : 'month'
  const { rows } = await sql<Flow>`
    select shown.start::date::text as start, coalesce(sum(received), 0)::int as received,
      coalesce(sum(answered), 0)::int as answered, coalesce(sum(closed), 0)::int as closed
    from generate_series(date_trunc(${by}, ${days.from}::date), ${days.until}::date, ${`1 ${by}`}::interval) shown (start)
    left join flow_by_day flow on flow.node_id = ${node}
      and flow.start between ${days.from} and ${days.until}
      and flow.start >= shown.start::date and flow.start < (shown.start + ${`1 ${by}`}::interval)::date
    group by 1 order by 1
  `.execute(db)
  return { by, flow: rows }
}
