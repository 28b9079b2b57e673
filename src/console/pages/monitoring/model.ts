import { byOnePlan, type Db, type InstitutionRow, type Measures } from '../../../db/index.ts'
import {
  BACKLOG_AGES,
  type Compared,
  type FigureNode,
  type Handovers,
  type KeepFigures,
  measuresOf,
  NO_MEASURES,
  NO_TIMES,
  type OpenFigures,
  type Part,
  type PartNames,
  type Period,
  periodBefore,
  periodDays,
  readActivity,
  readBacklog,
  readCategoriesCompared,
  readCompared,
  readFigures,
  readFlow,
  readHandovers,
  readOpen,
  readPartNames,
  readParts,
  readStepTimes,
  readStepTimesCompared,
  readSurveyFigures,
  readUnitsBelow,
  type SilentNode,
  type StaffActivity,
  type StepTimes,
  type SurveyFigures,
  silentNodes,
  todayIn,
  type UnitBelow,
} from '../../../statistics/index.ts'

/** The parts of the page, each with its address. */
export const MONITORING_PARTS = ['summary', 'time', 'quality', 'backlog', 'survey', 'details'] as const
export type MonitoringPart = (typeof MONITORING_PARTS)[number]
export type UnitsTable = 'time' | 'quality' | 'backlog'

/** What a table of units tells of one unit or institution; what its part does not show is not read. */
export interface UnitFigures {
  readonly node: FigureNode
  readonly measures: Measures
  readonly times: StepTimes
  readonly handovers: Handovers
  readonly open: OpenFigures
  readonly backlog: readonly number[]
  readonly activity: StaffActivity | null
}

/** A unit by its name, or a category by its key. */
export type Mover = { readonly now: number; readonly before: number } & (
  | { readonly kind: 'unit'; readonly label: string }
  | { readonly kind: 'category'; readonly key: string }
)

export const PART_DIMENSIONS = ['class', 'category', 'channel', 'area'] as const
export type Parts = Readonly<Record<(typeof PART_DIMENSIONS)[number], readonly Part[]>>

/** How it answered, beside the time before. */
export interface Summary {
  readonly part: 'summary'
  readonly previous: Measures
  readonly times: StepTimes
  readonly previousTimes: StepTimes
  readonly backlog: readonly number[]
  readonly flow: Awaited<ReturnType<typeof readFlow>>
  readonly movers: readonly Mover[]
  readonly names: PartNames
}

export type MonitoringContent =
  | Summary
  | { readonly part: UnitsTable; readonly units: readonly UnitFigures[] }
  | { readonly part: 'survey'; readonly survey: SurveyFigures | null }
  | { readonly part: 'details'; readonly parts: Parts; readonly names: PartNames }

/** What stands above every part, and what the part asked for shows. */
export interface MonitoringModel {
  readonly node: InstitutionRow
  readonly period: Period
  readonly before: Period
  readonly open: OpenFigures
  readonly measures: Measures
  readonly silent: readonly SilentNode[]
  /** Whether there is anything to tell of units below. */
  readonly hasUnits: boolean
  readonly content: MonitoringContent
}

const NO_HANDOVERS: Handovers = { given: 0, returned: 0, misrouted: 0 }
const NO_BACKLOG = BACKLOG_AGES.map(() => 0)
/** So many of each list of movers and parts. */
const MOST_MOVERS = 8
const MOST_INSTITUTIONS = 20
const MOST_PARTS = 12

/** The figures of a node that may be seen. */
export async function loadMonitoring(
  { db, keep }: { readonly db: Db; readonly keep: KeepFigures },
  node: InstitutionRow,
  period: Period,
  part: MonitoringPart,
  now: Date,
): Promise<MonitoringModel> {
  const key = `${part} ${period.from} ${period.until} ${todayIn(node.time_zone, now)}`
  return { ...(await keep(node.id, key, () => load(db, node, period, part, now))), node }
}

async function load(
  db: Db,
  node: InstitutionRow,
  period: Period,
  part: MonitoringPart,
  now: Date,
): Promise<MonitoringModel> {
  const [below, open, compared] = await Promise.all([
    // Of a city some units, of the country all institutions: each has a plan of its own.
    readUnitsBelow(db, node.id, period),
    byOnePlan(() => readOpen(db, [node.id])),
    byOnePlan(() => readCompared(db, node.id, period)),
  ])
  const overdueFirst = below
    .filter((unit) => unit.now > 0 || unit.open > 0)
    .sort((a, b) => b.overdue - a.overdue || b.now - a.now)
  // Of the whole country the page of comparison shows all.
  const shown = node.parent_id === null ? overdueFirst.slice(0, MOST_INSTITUTIONS) : overdueFirst
  const late = below.filter(({ overdue }) => overdue > 0)
  const [activity, content] = await Promise.all([
    readActivity(db, [...new Set([...late, ...shown].map(({ id }) => id))], now),
    byOnePlan(() => readContent(db, node, period, part, now, below, shown, compared)),
  ])
  return {
    node,
    period,
    before: periodBefore(period),
    open: open.get(node.id) ?? NO_MEASURES,
    measures: compared.now,
    silent: silentNodes(late, activity, now),
    hasUnits: shown.length > 0,
    content: content(activity),
  }
}

async function readContent(
  db: Db,
  node: InstitutionRow,
  period: Period,
  part: MonitoringPart,
  now: Date,
  below: readonly UnitBelow[],
  shown: readonly UnitBelow[],
  compared: Compared<Measures>,
): Promise<(activity: ReadonlyMap<number, StaffActivity>) => MonitoringContent> {
  switch (part) {
    case 'summary': {
      const summary = await readSummary(db, node, period, below, compared.before, now)
      return () => summary
    }
    case 'details': {
      const details = await readDetails(db, node, period)
      return () => details
    }
    case 'survey': {
      const of = { id: node.id, isRoot: node.parent_id === null }
      const survey = await readSurveyFigures(db, of, period, compared.now.closed)
      return () => ({ part, survey })
    }
    default: {
      const ofUnit = await readUnits(db, part, shown, period, todayIn(node.time_zone, now))
      return (activity) => ({
        part,
        units: shown.map((unit) => ({
          node: unit,
          activity: activity.get(unit.id) ?? null,
          ...ofUnit(unit.id),
        })),
      })
    }
  }
}

/** What the tables of units show; what only another of them shows is not read. */
async function readUnits(
  db: Db,
  part: UnitsTable,
  units: readonly FigureNode[],
  period: Period,
  today: string,
) {
  const ids = units.map(({ id }) => id)
  const [figures, open, times, handovers, backlog] = await Promise.all([
    readFigures(db, ids, period),
    part === 'backlog' ? readOpen(db, ids) : null,
    part === 'time' ? readStepTimes(db, ids, period, ['follow_up', 'solve']) : null,
    part === 'quality' ? readHandovers(db, ids, period) : null,
    part === 'backlog' ? readBacklog(db, ids, today) : null,
  ])
  return (id: number) => ({
    measures: measuresOf(figures, id),
    open: open?.get(id) ?? NO_MEASURES,
    times: times?.get(id) ?? NO_TIMES,
    handovers: handovers?.get(id) ?? NO_HANDOVERS,
    backlog: backlog?.get(id) ?? NO_BACKLOG,
  })
}

async function readSummary(
  db: Db,
  node: InstitutionRow,
  period: Period,
  below: readonly UnitBelow[],
  previous: Measures,
  now: Date,
): Promise<Summary> {
  const today = todayIn(node.time_zone, now)
  const [times, backlog, flow, categories] = await Promise.all([
    readStepTimesCompared(db, node.id, period),
    readBacklog(db, [node.id], today),
    readFlow(db, node.id, periodDays(period, today)),
    readCategoriesCompared(db, node.id, period),
  ])
  const movers = moversOf([
    ...below.map(({ short_name, now, before }): Mover => ({ kind: 'unit', label: short_name, now, before })),
    ...categories
      .filter(({ key }) => key !== '')
      .map((category): Mover => ({ kind: 'category', ...category })),
  ])
  return {
    part: 'summary',
    previous,
    times: times.now,
    previousTimes: times.before,
    backlog: backlog.get(node.id) ?? NO_BACKLOG,
    flow,
    movers,
    names: await readPartNames(db, {
      categories: movers.flatMap((mover) => (mover.kind === 'category' ? [mover.key] : [])),
      areas: [],
    }),
  }
}

async function readDetails(
  db: Db,
  node: InstitutionRow,
  period: Period,
): Promise<Extract<MonitoringContent, { part: 'details' }>> {
  const read = PART_DIMENSIONS.map(async (dimension) => {
    const many = dimension === 'category' || dimension === 'area'
    return [dimension, await readParts(db, node.id, period, dimension, many ? MOST_PARTS : undefined)]
  })
  const parts = Object.fromEntries(await Promise.all(read)) as Parts
  const keys = (dimension: 'category' | 'area') => parts[dimension].map(({ key }) => key)
  const names = await readPartNames(db, { categories: keys('category'), areas: keys('area') })
  return { part: 'details', parts, names }
}

function moversOf(all: readonly Mover[]): Mover[] {
  return all
    .filter((mover) => mover.now !== mover.before)
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
    .slice(0, MOST_MOVERS)
}
