import { beyondStaffScope, type Db, type InstitutionRow, type Measures } from '../../../db/index.ts'
import {
  BACKLOG_AGES,
  type FigureNode,
  type Handovers,
  measuresOf,
  NO_MEASURES,
  NO_TIMES,
  nodesBelow,
  type OpenFigures,
  type PartNames,
  type Period,
  periodBefore,
  periodDays,
  readActivity,
  readBacklog,
  readFigures,
  readFlow,
  readHandovers,
  readOpen,
  readPartNames,
  readParts,
  readStepTimes,
  readSurveyFigures,
  type SilentNode,
  type StaffActivity,
  type StepTimes,
  type SurveyFigures,
  silentNodes,
  todayIn,
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
export type Parts = Readonly<
  Record<(typeof PART_DIMENSIONS)[number], readonly (Measures & { readonly key: string })[]>
>

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

/** Only counts are read, none of them from the reports themselves: so beyond the scope that the database keeps rows in. */
export function loadMonitoring(
  db: Db,
  node: InstitutionRow,
  period: Period,
  part: MonitoringPart,
  now: Date,
): Promise<MonitoringModel> {
  return beyondStaffScope(() => load(db, node, period, part, now))
}

type Counts = ReadonlyMap<number, Measures>

async function load(
  db: Db,
  node: InstitutionRow,
  period: Period,
  part: MonitoringPart,
  now: Date,
): Promise<MonitoringModel> {
  const below = await nodesBelow(db, node.id)
  const nodes = [node.id, ...below.map(({ id }) => id)]
  const [figures, open, activity] = await Promise.all([
    readFigures(db, nodes, period),
    readOpen(db, nodes),
    readActivity(db, nodes, now),
  ])
  const openOf = (id: number) => open.get(id) ?? NO_MEASURES
  const overdueFirst = below
    .filter(({ id }) => measuresOf(figures, id).received > 0 || openOf(id).open > 0)
    .sort(
      (a, b) =>
        openOf(b.id).overdue - openOf(a.id).overdue ||
        measuresOf(figures, b.id).received - measuresOf(figures, a.id).received,
    )
  // Of the whole country the page of comparison shows all.
  const shown = node.parent_id === null ? overdueFirst.slice(0, MOST_INSTITUTIONS) : overdueFirst
  const content = async (): Promise<MonitoringContent> => {
    switch (part) {
      case 'summary':
        return readSummary(db, node, period, below, figures, now)
      case 'details':
        return readDetails(db, node, period)
      case 'survey': {
        const { closed } = measuresOf(figures, node.id)
        const of = { id: node.id, isRoot: node.parent_id === null }
        return { part, survey: await readSurveyFigures(db, of, period, closed) }
      }
      default: {
        const more = await readUnits(db, part, shown, period, todayIn(node.time_zone, now))
        return {
          part,
          units: shown.map((unit) => ({
            node: unit,
            measures: measuresOf(figures, unit.id),
            open: openOf(unit.id),
            activity: activity.get(unit.id) ?? null,
            ...more(unit.id),
          })),
        }
      }
    }
  }
  return {
    node,
    period,
    before: periodBefore(period),
    open: openOf(node.id),
    measures: measuresOf(figures, node.id),
    silent: silentNodes(below, (id) => openOf(id).overdue, activity, now),
    hasUnits: shown.length > 0,
    content: await content(),
  }
}

/** What only one of the tables of units shows. */
async function readUnits(
  db: Db,
  part: UnitsTable,
  units: readonly FigureNode[],
  period: Period,
  today: string,
) {
  const ids = units.map(({ id }) => id)
  const [times, handovers, backlog] = await Promise.all([
    part === 'time' ? readStepTimes(db, ids, period) : null,
    part === 'quality' ? readHandovers(db, ids, period) : null,
    part === 'backlog' ? readBacklog(db, ids, today) : null,
  ])
  return (id: number) => ({
    times: times?.get(id) ?? NO_TIMES,
    handovers: handovers?.get(id) ?? NO_HANDOVERS,
    backlog: backlog?.get(id) ?? NO_BACKLOG,
  })
}

async function readSummary(
  db: Db,
  node: InstitutionRow,
  period: Period,
  below: readonly FigureNode[],
  figures: Counts,
  now: Date,
): Promise<Summary> {
  const before = periodBefore(period)
  const today = todayIn(node.time_zone, now)
  const nodes = [node.id, ...below.map(({ id }) => id)]
  const [previous, times, previousTimes, backlog, flow, categories, categoriesBefore] = await Promise.all([
    readFigures(db, nodes, before),
    readStepTimes(db, [node.id], period),
    readStepTimes(db, [node.id], before),
    readBacklog(db, [node.id], today),
    readFlow(db, node.id, periodDays(period, today)),
    readParts(db, node.id, period, 'category'),
    readParts(db, node.id, before, 'category'),
  ])
  const movers = moversOf(
    below.map((unit) => ({
      kind: 'unit' as const,
      label: unit.short_name,
      now: measuresOf(figures, unit.id).received,
      before: measuresOf(previous, unit.id).received,
    })),
    categoriesMoved(categories, categoriesBefore),
  )
  return {
    part: 'summary',
    previous: measuresOf(previous, node.id),
    times: times.get(node.id) ?? NO_TIMES,
    previousTimes: previousTimes.get(node.id) ?? NO_TIMES,
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
    const rows = await readParts(db, node.id, period, dimension)
    return [dimension, dimension === 'category' || dimension === 'area' ? rows.slice(0, MOST_PARTS) : rows]
  })
  const parts = Object.fromEntries(await Promise.all(read)) as Parts
  const keys = (dimension: 'category' | 'area') => parts[dimension].map(({ key }) => key)
  const names = await readPartNames(db, { categories: keys('category'), areas: keys('area') })
  return { part: 'details', parts, names }
}

function categoriesMoved(
  now: readonly (Measures & { key: string })[],
  before: readonly (Measures & { key: string })[],
): Mover[] {
  const received = new Map(before.map(({ key, received }) => [key, received]))
  const keys = new Set([...now.map(({ key }) => key), ...received.keys()])
  keys.delete('')
  return [...keys].map((key) => ({
    kind: 'category',
    key,
    now: now.find((part) => part.key === key)?.received ?? 0,
    before: received.get(key) ?? 0,
  }))
}

function moversOf(...lists: readonly Mover[][]): Mover[] {
  return lists
    .flat()
    .filter((mover) => mover.now !== mover.before)
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
    .slice(0, MOST_MOVERS)
}
