import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { notFound } from '../../errors.ts'
import type { AppContext } from '../../http/index.ts'
import { translator } from '../../i18n/index.ts'
import {
  MOST_POINTS,
  readReport,
  readSurvey,
  SURVEY_ELEMENTS,
  type SurveyElement,
  saveSurvey,
} from '../../reports/index.ts'
import { apiLanguage, type RegisterEndpoint } from './api-app.ts'
import { ownReport } from './own-report.ts'
import { numberOf } from './reporter-actions.ts'
import { NumberParams, OWN_REPORT, PROBLEMS } from './schemas.ts'

const Points = Type.Union([Type.Integer({ minimum: 1, maximum: MOST_POINTS }), Type.Null()])

const Survey = Type.Object({
  open: Type.Boolean({
    description: 'Whether it can be answered now: closed lately, by an institution that asks',
  }),
  until: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  questions: Type.Array(
    Type.Object({
      element: Type.String(),
      question: Type.String(),
      scale: Type.Array(Type.String(), { description: 'What each point means, 1 (worst) first' }),
      points: Type.Union([Type.Integer(), Type.Null()], { description: 'What was said; null for nothing' }),
    }),
  ),
})

const Answers = Type.Object(
  Object.fromEntries(SURVEY_ELEMENTS.map((element) => [element, Type.Optional(Points)])) as Record<
    SurveyElement,
    ReturnType<typeof Type.Optional<typeof Points>>
  >,
)

/** The satisfaction survey (SKM, PermenPANRB 14/2017) after closing, for the reporter alone. */
export const survey: RegisterEndpoint = (app, context) => {
  const url = '/api/v1/reports/:tracking_number/survey'
  const shared = { tags: ['reporter'], security: OWN_REPORT, params: NumberParams }
  app.get(
    url,
    {
      config: { access: 'reporter' },
      schema: {
        ...shared,
        summary: 'The nine questions of the satisfaction survey, and what one answered',
        response: { 200: Survey, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const number = numberOf(request.params.tracking_number)
      await ownReport(context, request, number)
      return reply
        .header('cache-control', 'private, no-cache')
        .send(await presentSurvey(context, request, number))
    },
  )
  app.post(
    url,
    {
      config: { access: 'reporter' },
      schema: {
        ...shared,
        summary: 'Answer the satisfaction survey; answered again, the later holds',
        description:
          '1 (worst) to 4 for each element; what is left out or null was not said, and at least one is. Those who ' +
          'handled the report read figures, never who said what. 409 `survey_over` while nothing is asked.',
        body: Answers,
        response: { 200: Survey, ...PROBLEMS },
      },
    },
    async (request) => {
      const number = numberOf(request.params.tracking_number)
      await ownReport(context, request, number)
      const { report } = await recordOf(context, number)
      await saveSurvey(
        context,
        report,
        SURVEY_ELEMENTS.map((element) => request.body[element] ?? null),
      )
      return presentSurvey(context, request, number)
    },
  )
}

async function presentSurvey(context: AppContext, request: FastifyRequest, number: string) {
  const { report, holder } = await recordOf(context, number)
  const known = await readSurvey(context, report)
  const t = translator(apiLanguage(request))
  return {
    open: known !== null,
    until: known?.until.toISOString() ?? null,
    questions: SURVEY_ELEMENTS.map((element, index) => ({
      element,
      question: t(`survey.ask.${element}`, { holder: holder.name }),
      scale: ([1, 2, 3, 4] as const).map((points) => t(`survey.scale.${element}.${points}`)),
      points: known?.answers?.[index] ?? null,
    })),
  }
}

async function recordOf({ db }: AppContext, number: string) {
  const record = await readReport(db, number)
  if (record === null) throw notFound()
  return record
}
