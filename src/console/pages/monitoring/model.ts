import { beyondStaffScope, type Db, type InstitutionRow, type Measures } from '../../../db/index.ts'
import {
  BACKLOG_AGES,
  type FigureNode,
  firstDay,
  type Handovers,
  lastDay,
  measuresOf,
  NO_MEASURES,
  NO_TIMES,
  nodesBelow,
  type OpenFigures,
  type Period,
  periodBefore,
  readActivity,
  readBacklog,
  readFigures,
  readFlow,
  readHandovers,
  readOpen,
  readParts,
  readStepTimes,
  type SilentNode,
  type StaffActivity,
  type StepTimes,
  silentNodes,
  todayIn,
} from '../../../statistics/index.ts'

/** Everything the page tells of one unit or institution. */
export interface UnitFigures {
  readonly node: FigureNode
  readonly measures: Measures
  readonly times: StepTimes
  readonly handovers: Handovers
  readonly open: OpenFigures
  readonly backlog: readonly number[]
  readonly activity: StaffActivity | null
}

export interface Mover {
  readonly kind: 'unit' | 'category'
  readonly label: string
  readonly now: number
  readonly before: number
}

export interface Parts {
  readonly class: readonly (Measures & { readonly key: string })[]
  readonly category: readonly (Measures & { readonly key: string })[]
  readonly channel: readonly (Measures & { readonly key: string })[]
  readonly area: readonly (Measures & { readonly key: string })[]
}

export interface MonitoringModel {
  readonly node: InstitutionRow
  readonly period: Period
  readonly before: Period
  readonly own: UnitFigures
  readonly previous: Measures
  readonly previousTimes: StepTimes
  readonly units: readonly UnitFigures[]
  readonly silent: readonly SilentNode[]
  readonly movers: readonly Mover[]
  readonly parts: Parts
  readonly flow: Awaited<ReturnType<typeof readFlow>>
  readonly categoryNames: ReadonlyMap<string, { readonly name_id: string; readonly name_en: string }>
  readonly areaNames: ReadonlyMap<string, string>
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
  now: Date,
): Promise<MonitoringModel> {
  return beyondStaffScope(() => load(db, node, period, now))
}

async function load(db: Db, node: InstitutionRow, period: Period, now: Date): Promise<MonitoringModel> {
  const before = periodBefore(period)
  const today = todayIn(node.time_zone, now)
  const below = await nodesBelow(db, node.id)
  const nodes = [node.id, ...below.map(({ id }) => id)]
  const [figures, previous, openNow, activity] = await Promise.all([
    readFigures(db, nodes, period),
    readFigures(db, nodes, before),
    readOpen(db, nodes),
    readActivity(db, nodes, now),
  ])
  const openOf = (id: number) => openNow.get(id) ?? NO_MEASURES
  const overdueFirst = below
    .filter(({ id }) => measuresOf(figures, id).received > 0 || openOf(id).open > 0)
    .sort(
      (a, b) =>
        openOf(b.id).overdue - openOf(a.id).overdue ||
        measuresOf(figures, b.id).received - measuresOf(figures, a.id).received,
    )
  // Of the whole country the page of comparison shows all.
  const shown = node.parent_id === null ? overdueFirst.slice(0, MOST_INSTITUTIONS) : overdueFirst
  const detailed = [node.id, ...shown.map(({ id }) => id)]
  const [times, previousTimes, handovers, backlog, flow, parts, categoryBefore] = await Promise.all([
    readStepTimes(db, detailed, period),
    readStepTimes(db, [node.id], before),
    readHandovers(db, detailed, period),
    readBacklog(db, detailed, today),
    readFlow(db, node.id, daysOf(period, today)),
    readAllParts(db, node.id, period),
    readParts(db, node.id, before, 'category'),
  ])
  const unitFigures = (unit: FigureNode): UnitFigures => ({
    node: unit,
    measures: measuresOf(figures, unit.id),
    times: times.get(unit.id) ?? NO_TIMES,
    handovers: handovers.get(unit.id) ?? NO_HANDOVERS,
    open: openOf(unit.id),
    backlog: backlog.get(unit.id) ?? NO_BACKLOG,
    activity: activity.get(unit.id) ?? null,
  })
  const names = await readNames(db, parts, categoryBefore)
  return {
    node,
    period,
    before,
    own: unitFigures(node),
    previous: measuresOf(previous, node.id),
    previousTimes: previousTimes.get(node.id) ?? NO_TIMES,
    units: shown.map(unitFigures),
    silent: silentNodes(below, (id) => openOf(id).overdue, activity, now),
    movers: moversOf(
      below.map((unit) => ({
        kind: 'unit' as const,
        label: unit.short_name,
        now: measuresOf(figures, unit.id).received,
        before: measuresOf(previous, unit.id).received,
      })),
      categoriesMoved(parts.category, categoryBefore, names.categories),
    ),
    parts,
    flow,
    categoryNames: names.categories,
    areaNames: names.areas,
  }
}

function daysOf(period: Period, today: string): { from: string; until: string } {
  const last = lastDay(period.until)
  return { from: firstDay(period.from), until: last > today ? today : last }
}

async function readAllParts(db: Db, node: number, period: Period): Promise<Parts> {
  const [byClass, category, channel, area] = await Promise.all([
    readParts(db, node, period, 'class'),
    readParts(db, node, period, 'category'),
    readParts(db, node, period, 'channel'),
    readParts(db, node, period, 'area'),
  ])
  return { class: byClass, category: category.slice(0, MOST_PARTS), channel, area: area.slice(0, MOST_PARTS) }
}

async function readNames(db: Db, parts: Parts, before: readonly { key: string }[]) {
  const ids = [...parts.category, ...before].map(({ key }) => Number(key)).filter((id) => id > 0)
  const codes = parts.area.map(({ key }) => key).filter((key) => key !== '')
  const [categories, areas] = await Promise.all([
    ids.length === 0
      ? []
      : db.selectFrom('categories').select(['id', 'name_id', 'name_en']).where('id', 'in', ids).execute(),
    codes.length === 0
      ? []
      : db.selectFrom('areas').select(['code', 'name']).where('code', 'in', codes).execute(),
  ])
  return {
    categories: new Map(categories.map(({ id, ...names }) => [String(id), names])),
    areas: new Map(areas.map(({ code, name }) => [code, name])),
  }
}

function categoriesMoved(
  now: readonly (Measures & { key: string })[],
  before: readonly (Measures & { key: string })[],
  names: ReadonlyMap<string, { name_id: string }>,
): Mover[] {
  const received = new Map(before.map(({ key, received }) => [key, received]))
  const keys = new Set([...now.map(({ key }) => key), ...received.keys()])
  return [...keys].flatMap((key) => {
    const label = names.get(key)?.name_id
    if (label === undefined) return []
    return [
      {
        kind: 'category' as const,
        label,
        now: now.find((part) => part.key === key)?.received ?? 0,
        before: received.get(key) ?? 0,
      },
    ]
  })
}

function moversOf(...lists: readonly Mover[][]): Mover[] {
  return lists
    .flat()
    .filter((mover) => mover.now !== mover.before)
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
    .slice(0, MOST_MOVERS)
}
