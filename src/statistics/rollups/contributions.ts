import { type RawBuilder, sql } from 'kysely'
import { MEASURE_NAMES, MEASURES, type MeasureName, OPEN_NAMES } from '../measures.ts'
import { bucketSql, STEP_NAMES, STEPS } from './steps.ts'

/** A table of counts: what facts add to it. Facts with `sign` -1 are taken off again. */
export interface Rollup {
  readonly table: string
  readonly keys: readonly string[]
  readonly measures: readonly string[]
  /** Rows of keys and measures. `facts` and `handovers` are SQL of rows with their sign. */
  readonly select: (facts: string, handovers: string) => string
}

/** By day only what still waits is asked: how old it is. */
const BY_DAY = ['open', 'unverified'] as const satisfies readonly MeasureName[]

const FIGURES_BY_MONTH: Rollup = {
  table: 'figures_by_month',
  keys: ['node_id', 'dimension', 'key', 'start'],
  measures: MEASURE_NAMES,
  // The whole country has few enough rows by kabupaten and kota; an institution wants to know the district.
  select: (facts) => `
    select node.id as node_id, part.dimension, part.key, date_trunc('month', f.day)::date as start, ${sumsOf(MEASURE_NAMES)}
    from (${facts}) f
    cross join lateral unnest(f.path) with ordinality node (id, depth)
    cross join lateral (values
      ('all', ''), ('class', f.class), ('category', coalesce(f.category_id::text, '')), ('channel', f.channel),
      ('area', coalesce(case when node.depth = 1 then substring(f.area_code from 1 for 5) else f.area_code end, ''))
    ) part (dimension, key)
    group by 1, 2, 3, 4`,
}

/** What is open stands in all the months in which it came in: one row tells what is open now. */
const FIGURES_NOW: Rollup = {
  table: 'figures_now',
  keys: ['node_id'],
  measures: OPEN_NAMES,
  select: (facts) => `
    select node.id as node_id, ${sumsOf(OPEN_NAMES)}
    from (${facts}) f cross join lateral unnest(f.path) node (id) group by 1`,
}

const FIGURES_BY_DAY: Rollup = {
  table: 'figures_by_day',
  keys: ['node_id', 'start'],
  measures: BY_DAY,
  select: (facts) => `
    select node.id as node_id, f.day as start, ${sumsOf(BY_DAY)}
    from (${facts}) f cross join lateral unnest(f.path) node (id) group by 1, 2`,
}

const FLOW_BY_DAY: Rollup = {
  table: 'flow_by_day',
  keys: ['node_id', 'start'],
  measures: ['received', 'answered', 'closed'],
  select: (facts) => `
    select node.id as node_id, happened.start, sum(f.sign * happened.received)::int as received,
      sum(f.sign * happened.answered)::int as answered, sum(f.sign * happened.closed)::int as closed
    from (${facts}) f
    join institutions institution on institution.id = f.institution_id
    cross join lateral unnest(f.path) node (id)
    cross join lateral (values (f.day, 1, 0, 0),
      ((f.answered_at at time zone institution.time_zone)::date, 0, 1, 0),
      ((f.closed_at at time zone institution.time_zone)::date, 0, 0, 1)) happened (start, received, answered, closed)
    where happened.start is not null group by 1, 2`,
}

const STEPS_BY_MONTH: Rollup = {
  table: 'steps_by_month',
  keys: ['node_id', 'step', 'start', 'bucket'],
  measures: ['count'],
  select: (facts) => `
    select node.id as node_id, taken.step, date_trunc('month', f.day)::date as start, taken.bucket,
      sum(f.sign)::int as count
    from (${facts}) f
    cross join lateral unnest(f.path) node (id)
    cross join lateral (values ${STEP_NAMES.map((step) => `('${step}', ${stepBucket(STEPS[step])})`).join(', ')})
      taken (step, bucket)
    where taken.bucket is not null group by 1, 2, 3, 4`,
}

/** Only for institutions: over the whole country cells of a kilometre would be no picture. */
const PLACES_BY_MONTH: Rollup = {
  table: 'places_by_month',
  keys: ['node_id', 'start', 'cell_latitude', 'cell_longitude'],
  measures: ['received'],
  select: (facts) => `
    select f.institution_id as node_id, date_trunc('month', f.day)::date as start, f.cell_latitude, f.cell_longitude,
      sum(f.sign)::int as received
    from (${facts}) f where f.cell_latitude is not null and f.cell_longitude is not null group by 1, 2, 3, 4`,
}

const HANDOVERS_BY_MONTH: Rollup = {
  table: 'handovers_by_month',
  keys: ['node_id', 'start'],
  measures: ['given', 'returned', 'misrouted'],
  select: (_facts, handovers) => `
    select part.node_id, h.month as start, sum(h.sign * part.given)::int as given,
      sum(h.sign * part.returned)::int as returned, sum(h.sign * part.misrouted)::int as misrouted
    from (${handovers}) h
    cross join lateral (values (h.node_id, (not h.came_back)::int, h.came_back::int, 0), (h.giver_id, 0, 0, h.came_back::int))
      part (node_id, given, returned, misrouted)
    where part.node_id is not null group by 1, 2`,
}

/** What was said in the survey of closed reports; element 0 counts who said anything. */
const SURVEY_BY_MONTH: Rollup = {
  table: 'survey_by_month',
  keys: ['node_id', 'start', 'element'],
  measures: ['answers', 'points'],
  select: (facts) => `
    select node.id as node_id, date_trunc('month', f.day)::date as start, said.element, sum(f.sign)::int as answers,
      sum(f.sign * said.points)::int as points
    from (${facts}) f
    cross join lateral unnest(f.path) node (id)
    cross join lateral (select 0 as element, 0 as points
      union all select place::int, told from unnest(f.survey) with ordinality part (told, place) where told is not null
    ) said
    where f.survey is not null group by 1, 2, 3`,
}

export const ROLLUPS: readonly Rollup[] = [
  FIGURES_BY_MONTH,
  FIGURES_NOW,
  FIGURES_BY_DAY,
  FLOW_BY_DAY,
  STEPS_BY_MONTH,
  HANDOVERS_BY_MONTH,
  PLACES_BY_MONTH,
  SURVEY_BY_MONTH,
]

/** The rows that count something. */
export function countingRows(rollup: Rollup, facts: string, handovers: string): string {
  const some = rollup.measures.map((name) => `${name} <> 0`).join(' or ')
  return `select ${columnsOf(rollup)} from (${rollup.select(facts, handovers)}) summed where ${some}`
}

export function columnsOf({ keys, measures }: Rollup): string {
  return [...keys, ...measures].join(', ')
}

/** Add rows of counts to a table of counts. */
export function addTo(rollup: Rollup, rows: string): RawBuilder<unknown> {
  const { table, keys, measures } = rollup
  const sums = measures.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ')
  return sql.raw(
    `insert into ${table} (${columnsOf(rollup)}) ${rows} on conflict (${keys.join(', ')}) do update set ${sums}`,
  )
}

function sumsOf(measures: readonly MeasureName[]): string {
  return measures.map((name) => `sum(f.sign * ${MEASURES[name]})::int as ${name}`).join(', ')
}

function stepBucket(duration: string): string {
  return `case when ${duration} is not null then ${bucketSql(duration)} end`
}
