import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'
import { DomainError, invalid } from '../errors.ts'
import type { Sealer } from '../identity/index.ts'
import { followSecret, shortFollowSecret } from './follow-secret.ts'

/** The elements of the satisfaction survey (SKM), in the order of PermenPANRB 14/2017. */
export const SURVEY_ELEMENTS = [
  'requirements',
  'procedure',
  'time',
  'cost',
  'product',
  'competence',
  'conduct',
  'complaints',
  'facilities',
] as const
export type SurveyElement = (typeof SURVEY_ELEMENTS)[number]

/** Each element is judged from 1 (worst) to this. */
export const MOST_POINTS = 4
/** Who was helped longer ago judges from memory. */
export const SURVEY_DAYS = 30

/** Points of 1 to 4 of the elements in their order; null where nothing was said. */
export type SurveyAnswers = readonly (number | null)[]

/** Since when an institution asks its reporters after closing; null where it does not. */
export async function readSurveySince(db: Db, institutionId: number): Promise<Date | null> {
  const row = await db
    .selectFrom('surveying_institutions')
    .select('since')
    .where('institution_id', '=', institutionId)
    .executeTakeFirst()
  return row?.since ?? null
}

/** Whether the institution that has a report asks its reporter after closing. */
export async function asksSurvey(db: Db, reportId: number): Promise<boolean> {
  const row = await db
    .selectFrom('surveying_institutions as asking')
    .innerJoin('reports as report', 'report.institution_id', 'asking.institution_id')
    .select('asking.institution_id')
    .where('report.id', '=', reportId)
    .executeTakeFirst()
  return row !== undefined
}

export async function switchSurvey(db: Db, institutionId: number, on: boolean, now: Date): Promise<void> {
  if (!on) {
    await db.deleteFrom('surveying_institutions').where('institution_id', '=', institutionId).execute()
    return
  }
  await db
    .insertInto('surveying_institutions')
    .values({ institution_id: institutionId, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

interface ClosedReport {
  readonly id: number
  readonly state: string
  readonly closed_at: Date | null
}

/** What the survey of a report is for its reporter: null while nothing is asked, else until when and what was said. */
export async function readSurvey(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  report: ClosedReport,
): Promise<{ readonly until: Date; readonly answers: SurveyAnswers | null } | null> {
  if (report.state !== 'closed' || report.closed_at === null) return null
  const until = new Date(report.closed_at.getTime() + SURVEY_DAYS * 86_400_000)
  if (clock.now() > until || !(await asksSurvey(db, report.id))) return null
  const said = await db
    .selectFrom('survey_answers')
    .select('points')
    .where('report_id', '=', report.id)
    // What was said before it was opened again judged another answer.
    .where('answered_at', '>=', report.closed_at)
    .executeTakeFirst()
  return { until, answers: said?.points ?? null }
}

/**
 * Keep what a reporter says of the service; said again, the later holds. No entry of the report's history: those who
 * handled it read figures, never who said what.
 * @throws DomainError invalid_input (survey_empty, survey_points), survey_over (409)
 */
export async function saveSurvey(
  deps: { readonly db: Db; readonly clock: Clock },
  report: ClosedReport,
  points: SurveyAnswers,
): Promise<void> {
  const wrong = SURVEY_ELEMENTS.filter((_, index) => !isPoints(points[index] ?? null))
  if (wrong.length > 0) throw invalid(wrong.map((field) => ({ field, code: 'survey_points' })))
  if (points.every((said) => said === null))
    throw invalid([{ field: SURVEY_ELEMENTS[0], code: 'survey_empty' }])
  if ((await readSurvey(deps, report)) === null) throw new DomainError('survey_over', 409)
  const values = { points: [...points], answered_at: deps.clock.now() }
  await deps.db
    .insertInto('survey_answers')
    .values({ report_id: report.id, ...values })
    .onConflict((conflict) => conflict.column('report_id').doUpdateSet(values))
    .execute()
}

function isPoints(said: number | null): boolean {
  return said === null || (Number.isInteger(said) && said >= 1 && said <= MOST_POINTS)
}

interface LinkDeps {
  readonly sealer: Sealer
  readonly baseUrl: string
}

interface Linked {
  readonly id: number
  readonly tracking_number: string
}

/** The address of a report's survey, which shows that one is its reporter. */
export function surveyLink({ sealer, baseUrl }: LinkDeps, { id, tracking_number }: Linked): string {
  return `${baseUrl}/laporan/${tracking_number}/survei?kunci=${followSecret(sealer, id)}`
}

/** The same, short enough for an SMS. */
export function shortSurveyLink({ sealer, baseUrl }: LinkDeps, { id, tracking_number }: Linked): string {
  return `${baseUrl}/s/${tracking_number}/${shortFollowSecret(sealer, id)}`
}
