import { sql } from 'kysely'
import type { Db, FigureDimension, Measures, StepName } from '../../db/index.ts'
import { MEASURE_NAMES, NO_MEASURES } from '../measures.ts'
import { firstDay, type Period } from '../period.ts'
import { type Histogram, percentileHours, STEP_NAMES } from '../rollups/steps.ts'

const SUMS = sql.raw(MEASURE_NAMES.map((name) => `sum(${name})::int as ${name}`).join(', '))

/** The counts of nodes within a period; of one part of them where a dimension with its key is given. */
export async function readFigures(
  db: Db,
  nodes: readonly number[],
  period: Period,
  part: { readonly dimension: FigureDimension; readonly key: string } = { dimension: 'all', key: '' },
): Promise<ReadonlyMap<number, Measures>> {
  const { rows } = await sql<Measures & { node_id: number }>`
    select node_id, ${SUMS} from figures_by_month
    where node_id = any(${[...nodes]}::int[]) and dimension = ${part.dimension}
      and start between ${firstDay(period.from)} and ${firstDay(period.until)} and key = ${part.key}
    group by node_id
  `.execute(db)
  return new Map(rows.map(({ node_id, ...measures }) => [node_id, measures]))
}

/** The counts of one node by the values of a dimension, the most received first. */
export async function readParts(
  db: Db,
  node: number,
  period: Period,
  dimension: Exclude<FigureDimension, 'all'>,
): Promise<(Measures & { readonly key: string })[]> {
  const { rows } = await sql<Measures & { key: string }>`
    select key, ${SUMS} from figures_by_month
    where node_id = ${node} and dimension = ${dimension}
      and start between ${firstDay(period.from)} and ${firstDay(period.until)}
    group by key having sum(received) > 0 order by sum(received) desc, key
  `.execute(db)
  return rows
}

/** What is open now, whenever it was received. */
export type OpenFigures = Pick<Measures, (typeof OPEN)[number]>

const OPEN = ['open', 'unverified', 'on_hold', 'warned', 'overdue', 'disputed_open', 'returned_open'] as const

export async function readOpen(db: Db, nodes: readonly number[]): Promise<ReadonlyMap<number, OpenFigures>> {
  const { rows } = await sql<OpenFigures & { node_id: number }>`
    select node_id, ${sql.raw(OPEN.map((name) => `sum(${name})::int as ${name}`).join(', '))} from figures_by_month
    where node_id = any(${[...nodes]}::int[]) and dimension = 'all' and open > 0 group by node_id
  `.execute(db)
  return new Map(rows.map(({ node_id, ...open }) => [node_id, open]))
}

export function measuresOf(figures: ReadonlyMap<number, Measures>, node: number): Measures {
  return figures.get(node) ?? NO_MEASURES
}

/** Median and 90th percentile of each step, in hours; null where it was never taken. At most 5 % off. */
export type StepTimes = Readonly<
  Record<StepName, { readonly median: number | null; readonly p90: number | null }>
>

export async function readStepTimes(
  db: Db,
  nodes: readonly number[],
  period: Period,
): Promise<ReadonlyMap<number, StepTimes>> {
  const { rows } = await sql<{ node_id: number; step: StepName; bucket: number; count: number }>`
    select node_id, step, bucket, sum(count)::int as count from steps_by_month
    where node_id = any(${[...nodes]}::int[]) and step = any(${[...STEP_NAMES]}::text[])
      and start between ${firstDay(period.from)} and ${firstDay(period.until)}
    group by node_id, step, bucket having sum(count) > 0
  `.execute(db)
  const histograms = new Map<number, Record<StepName, Map<number, number>>>()
  for (const { node_id, step, bucket, count } of rows) {
    const of = histograms.get(node_id) ?? { verify: new Map(), follow_up: new Map(), solve: new Map() }
    of[step].set(bucket, count)
    histograms.set(node_id, of)
  }
  return new Map(
    [...histograms].map(([node, of]) => [
      node,
      { verify: timesOf(of.verify), follow_up: timesOf(of.follow_up), solve: timesOf(of.solve) },
    ]),
  )
}

export const NO_TIMES: StepTimes = {
  verify: { median: null, p90: null },
  follow_up: { median: null, p90: null },
  solve: { median: null, p90: null },
}

function timesOf(histogram: Histogram) {
  return { median: percentileHours(histogram, 0.5), p90: percentileHours(histogram, 0.9) }
}

/** How often a node was given a report, handed one back, and gave one to the wrong node. */
export interface Handovers {
  readonly given: number
  readonly returned: number
  readonly misrouted: number
}

export async function readHandovers(
  db: Db,
  nodes: readonly number[],
  period: Period,
): Promise<ReadonlyMap<number, Handovers>> {
  const { rows } = await sql<Handovers & { node_id: number }>`
    select node_id, sum(given)::int as given, sum(returned)::int as returned, sum(misrouted)::int as misrouted
    from handovers_by_month
    where node_id = any(${[...nodes]}::int[])
      and start between ${firstDay(period.from)} and ${firstDay(period.until)}
    group by node_id
  `.execute(db)
  return new Map(rows.map(({ node_id, ...handovers }) => [node_id, handovers]))
}
