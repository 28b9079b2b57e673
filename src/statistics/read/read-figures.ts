import { sql } from 'kysely'
import type { Db, FigureDimension, Measures, StepName } from '../../db/index.ts'
import {
  MEASURE_NAMES,
  type MeasureName,
  NO_MEASURES,
  OPEN_NAMES,
  PART_NAMES,
  type PartMeasures,
} from '../measures.ts'
import { firstDay, type Period, periodBefore } from '../period.ts'
import { type Histogram, percentileHours, STEP_NAMES } from '../rollups/steps.ts'

const SUMS = sumsOf(MEASURE_NAMES)

function sumsOf(names: readonly MeasureName[]) {
  return sql.raw(names.map((name) => `sum(${name})::int as ${name}`).join(', '))
}

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

/** Something of a period, and the same of as long a time right before it. */
export interface Compared<Value> {
  readonly now: Value
  readonly before: Value
}

/** The counts of one node within a period, and of the time before it. */
export async function readCompared(db: Db, node: number, period: Period): Promise<Compared<Measures>> {
  const { rows } = await sql<Measures & { now: boolean }>`
    select ${isNow(period)} as now, ${SUMS} from figures_by_month
    where node_id = ${node} and dimension = 'all' and key = '' and ${inBoth(period)} group by 1
  `.execute(db)
  const of = (which: boolean) => {
    const { now: _, ...measures } = rows.find(({ now }) => now === which) ?? { now: which, ...NO_MEASURES }
    return measures
  }
  return { now: of(true), before: of(false) }
}

/** How many reports of each category came in within a period, and in the time before it. */
export async function readCategoriesCompared(
  db: Db,
  node: number,
  period: Period,
): Promise<(Compared<number> & { readonly key: string })[]> {
  const { rows } = await sql<Compared<number> & { key: string }>`
    select key, ${receivedCompared(period)} from figures_by_month
    where node_id = ${node} and dimension = 'category' and ${inBoth(period)} group by key
  `.execute(db)
  return rows
}

/** Rows of a period, where both it and the time before are read. */
function isNow({ from }: Period) {
  return sql`start >= ${firstDay(from)}`
}

/** Rows of a period or of the time before it, which ends where the period begins. */
export function inBoth(period: Period) {
  return sql`start between ${firstDay(periodBefore(period).from)} and ${firstDay(period.until)}`
}

/** What came in as two columns, `now` and `before`. */
export function receivedCompared(period: Period) {
  return sql`coalesce(sum(received) filter (where ${isNow(period)}), 0)::int as now,
    coalesce(sum(received) filter (where not ${isNow(period)}), 0)::int as before`
}

/** One of the parts of a whole. */
export interface Part extends PartMeasures {
  readonly key: string
}

/** The counts of one node by the values of a dimension, the most received first; so many of them at most. */
export async function readParts(
  db: Db,
  node: number,
  period: Period,
  dimension: Exclude<FigureDimension, 'all'>,
  most?: number,
): Promise<Part[]> {
  const { rows } = await sql<Part>`
    select key, ${sumsOf(PART_NAMES)} from figures_by_month
    where node_id = ${node} and dimension = ${dimension}
      and start between ${firstDay(period.from)} and ${firstDay(period.until)}
    group by key having sum(received) > 0 order by sum(received) desc, key
    ${most === undefined ? sql`` : sql`limit ${sql.lit(most)}`}
  `.execute(db)
  return rows
}

/** What is open now, whenever it was received. */
export type OpenFigures = Pick<Measures, (typeof OPEN_NAMES)[number]>

export async function readOpen(db: Db, nodes: readonly number[]): Promise<ReadonlyMap<number, OpenFigures>> {
  const { rows } = await sql<OpenFigures & { node_id: number }>`
    select node_id, ${sql.raw(OPEN_NAMES.join(', '))} from figures_now
    where node_id = any(${[...nodes]}::int[]) and open > 0
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
  steps: readonly StepName[] = STEP_NAMES,
): Promise<ReadonlyMap<number, StepTimes>> {
  const { rows } = await sql<{ node_id: number; step: StepName; bucket: number; count: number }>`
    select node_id, step, bucket, sum(count)::int as count from steps_by_month
    where node_id = any(${[...nodes]}::int[]) and step = any(${[...steps]}::text[])
      and start between ${firstDay(period.from)} and ${firstDay(period.until)}
    group by node_id, step, bucket having sum(count) > 0
  `.execute(db)
  const byNode = Map.groupBy(rows, ({ node_id }) => node_id)
  return new Map([...byNode].map(([node, ofNode]) => [node, timesOfSteps(ofNode)]))
}

/** The same of one node, and of the time before the period. */
export async function readStepTimesCompared(
  db: Db,
  node: number,
  period: Period,
): Promise<Compared<StepTimes>> {
  const { rows } = await sql<{ now: boolean; step: StepName; bucket: number; count: number }>`
    select ${isNow(period)} as now, step, bucket, sum(count)::int as count from steps_by_month
    where node_id = ${node} and step = any(${[...STEP_NAMES]}::text[]) and ${inBoth(period)}
    group by 1, 2, 3 having sum(count) > 0
  `.execute(db)
  return {
    now: timesOfSteps(rows.filter(({ now }) => now)),
    before: timesOfSteps(rows.filter(({ now }) => !now)),
  }
}

interface CountedStep {
  readonly step: StepName
  readonly bucket: number
  readonly count: number
}

function timesOfSteps(rows: readonly CountedStep[]): StepTimes {
  const of = (wanted: StepName) =>
    timesOf(new Map(rows.filter(({ step }) => step === wanted).map(({ bucket, count }) => [bucket, count])))
  return { verify: of('verify'), follow_up: of('follow_up'), solve: of('solve') }
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
