import { byOnePlan, type Db, type Measures } from '../../db/index.ts'
import { type Period, periodBefore, periodDays, todayIn } from '../period.ts'
import { type PartNames, readPartNames } from './part-names.ts'
import { readFlow } from './read-backlog.ts'
import {
  measuresOf,
  NO_TIMES,
  readFigures,
  readParts,
  readStepTimes,
  type StepTimes,
} from './read-figures.ts'
import { readSurveyFigures, type SurveyFigures } from './read-survey.ts'
import { institutionsOfEnoughPeople, type SafeParts, safeParts } from './small-figures.ts'

/** What the public may know of an institution, or of the whole country, in a period. */
export interface PublicFigures {
  readonly period: Period
  readonly measures: Measures
  readonly before: Measures
  readonly times: StepTimes
  /** Too few people to tell more than their number. */
  readonly few: boolean
  /** The same of the time before. */
  readonly fewBefore: boolean
  readonly flow: Awaited<ReturnType<typeof readFlow>>
  readonly classes: SafeParts
  readonly categories: SafeParts
  readonly areas: SafeParts
  readonly survey: SurveyFigures | null
}

/** A place of the tree as its public figures are read. */
interface PublicNode {
  readonly id: number
  readonly isRoot: boolean
  readonly timeZone: string
}

export function readPublicFigures(
  db: Db,
  node: PublicNode,
  period: Period,
  now: Date,
): Promise<PublicFigures> {
  // Some twenty questions, each answered faster than planned.
  return byOnePlan(() => read(db, node, period, now))
}

async function read(db: Db, node: PublicNode, period: Period, now: Date): Promise<PublicFigures> {
  const before = periodBefore(period)
  const institution = node.isRoot ? null : node.id
  const safe = async (dimension: 'class' | 'category' | 'area') =>
    safeParts(db, institution, period, dimension, await readParts(db, node.id, period, dimension))
  const [figures, earlier, enough, enoughBefore, times, flow, classes, categories, areas] = await Promise.all(
    [
      readFigures(db, [node.id], period),
      readFigures(db, [node.id], before),
      institutionsOfEnoughPeople(db, [node.id], period, node.isRoot),
      institutionsOfEnoughPeople(db, [node.id], before, node.isRoot),
      readStepTimes(db, [node.id], period),
      readFlow(db, node.id, periodDays(period, todayIn(node.timeZone, now))),
      safe('class'),
      safe('category'),
      safe('area'),
    ],
  )
  const measures = measuresOf(figures, node.id)
  const few = !enough.has(node.id)
  return {
    period,
    measures,
    before: measuresOf(earlier, node.id),
    times: times.get(node.id) ?? NO_TIMES,
    few,
    fewBefore: !enoughBefore.has(node.id),
    flow,
    classes,
    categories,
    areas,
    survey: few ? null : await readSurveyFigures(db, node, period, measures.closed),
  }
}

/** So many parts are told by name; of the others only how many there are. */
export const MOST_NAMED = 25

/** What the parts that are told by name are called. */
export function readPublicNames(db: Db, { categories, areas }: PublicFigures): Promise<PartNames> {
  const keys = ({ shown }: SafeParts) => shown.slice(0, MOST_NAMED).map(({ key }) => key)
  return readPartNames(db, { categories: keys(categories), areas: keys(areas) })
}
