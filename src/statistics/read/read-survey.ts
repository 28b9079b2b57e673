import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { MOST_POINTS, SURVEY_ELEMENTS, type SurveyElement } from '../../reports/index.ts'
import { type Share, share } from '../indicators.ts'
import { firstDay, lastDay, type Period } from '../period.ts'
import { FEWEST_PEOPLE } from './small-figures.ts'

/** What was said of one element; `mean` (1 to 4) is null where fewer than five people said something. */
export interface ElementFigures {
  readonly element: SurveyElement
  readonly answers: number
  readonly mean: number | null
  /** Of the closed reports those whose reporter judged this element. */
  readonly response: Share
}

export type Quality = 'A' | 'B' | 'C' | 'D'

/** The survey of a node in a period. Fewer than five people: `few`, and no element is told. */
export interface SurveyFigures {
  readonly few: boolean
  readonly response: Share
  readonly elements: readonly ElementFigures[]
  /** 25 to 100, where every element is told. */
  readonly index: number | null
  readonly quality: Quality | null
}

/** The mean of the elements, each with the same weight, times 25 (PermenPANRB 14/2017). */
export function surveyIndex(means: readonly (number | null)[]): number | null {
  const told = means.filter((mean) => mean !== null)
  if (told.length < means.length || told.length === 0) return null
  const mean = told.reduce((sum, one) => sum + one, 0) / told.length
  return Math.round(mean * (100 / MOST_POINTS) * 100) / 100
}

/** The grades of the service by the index, with the bounds of PermenPANRB 14/2017. */
export function qualityOf(index: number): Quality {
  if (index >= 88.31) return 'A'
  if (index >= 76.61) return 'B'
  return index >= 65 ? 'C' : 'D'
}

/** So many answers are looked at to find five people; one person who answers a lot must not hide the others. */
const LOOKED_AT = 400

/** What people said in the survey of the reports that a node received in a period; null where nobody said anything. */
export async function readSurveyFigures(
  db: Db,
  node: { readonly id: number; readonly isRoot: boolean },
  period: Period,
  closed: number,
): Promise<SurveyFigures | null> {
  const { rows } = await sql<{ element: number; answers: number; points: number }>`
    select element, sum(answers)::int as answers, sum(points)::int as points from survey_by_month
    where node_id = ${node.id} and start between ${firstDay(period.from)} and ${firstDay(period.until)}
    group by element having sum(answers) > 0
  `.execute(db)
  const of = new Map(rows.map((row) => [row.element, row]))
  const answered = of.get(0)?.answers ?? 0
  if (answered === 0) return null
  const people = await countPeople(db, node, period)
  const few = (people[0] ?? 0) < FEWEST_PEOPLE
  const elements = SURVEY_ELEMENTS.map((element, index) => {
    const { answers = 0, points = 0 } = of.get(index + 1) ?? {}
    const told = !few && (people[index + 1] ?? 0) >= FEWEST_PEOPLE
    return {
      element,
      answers: told ? answers : 0,
      mean: told ? points / answers : null,
      response: share(told ? answers : 0, closed),
    }
  })
  const index = surveyIndex(elements.map(({ mean }) => mean))
  return {
    few,
    response: share(few ? 0 : answered, closed),
    elements,
    index,
    quality: index === null ? null : qualityOf(index),
  }
}

/** How many people stand behind the answers; first all, then by element. */
async function countPeople(
  db: Db,
  node: { readonly id: number; readonly isRoot: boolean },
  period: Period,
): Promise<number[]> {
  const { rows } = await sql<{ people: number[] }>`
    select array[count(distinct reporter_id), ${sql.raw(
      SURVEY_ELEMENTS.map(
        (_, index) => `count(distinct reporter_id) filter (where survey[${index + 1}] is not null)`,
      ).join(', '),
    )}]::int[] as people
    from (
      select f.reporter_id, f.survey from report_facts f
      where f.survey is not null and f.day between ${firstDay(period.from)} and ${lastDay(period.until)}
        and ${node.isRoot ? sql`true` : sql`f.node_id in (select id from institutions where path @> array[${node.id}::int])`}
      limit ${LOOKED_AT}
    ) said
  `.execute(db)
  return rows[0]?.people ?? []
}
