import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DomainError } from '../../../errors.ts'
import {
  type AppContext,
  asRefusal,
  errorText,
  pageFrame,
  type RegisterRoutes,
  sendPage,
} from '../../../http/index.ts'
import {
  followSecretFits,
  readSurvey,
  SURVEY_ELEMENTS,
  type SurveyAnswers,
  saveSurvey,
  shortFollowSecretFits,
} from '../../../reports/index.ts'
import { problemsOf } from '../../field-problems.ts'
import { rememberFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { findReport, numberOf, recordOf } from '../report/find-report.ts'
import { sendUnknownReport } from '../report/send-report-page.tsx'
import { SurveyPage } from './view.tsx'

/** Guesses a minute from one address. */
const TRIES = { max: 30, timeWindow: '1 minute' }

/** `/laporan/<number>/survei`: what a reporter says of the service after closing, where the institution asks. */
export const surveyRoutes: RegisterRoutes = (app, context) => {
  const limits = context.config.rateLimits ? TRIES : (false as const)
  app.get<{ Params: { number: string; secret: string } }>(
    '/s/:number/:secret',
    { config: { access: 'reporter', rateLimit: limits } },
    async (request, reply) => {
      const record = await recordOf(context, request)
      if (record === null || !shortFollowSecretFits(context.sealer, record.report.id, request.params.secret))
        return sendUnknownReport(context, request, reply)
      rememberFollower(context, reply, record.report)
      return reply.redirect(PATHS.survey(record.report.tracking_number), 303)
    },
  )
  const ACCESS = { config: { access: 'reporter' } } as const
  app.get(PATHS.survey(':number'), ACCESS, async (request, reply) => {
    const secret = queryOf(request)('kunci')
    const number = numberOf(request)
    if (secret !== '' && number !== null) {
      const record = await recordOf(context, request)
      if (record !== null && followSecretFits(context.sealer, record.report.id, secret))
        rememberFollower(context, reply, record.report)
      // The secret leaves the address, so that it is neither shared nor kept in the history.
      return reply.redirect(PATHS.survey(number), 303)
    }
    return show(context, request, reply, null)
  })
  app.post(PATHS.survey(':number'), ACCESS, async (request, reply) => {
    const found = await findReport(context, request)
    if (found === null || !found.own) return sendUnknownReport(context, request, reply)
    try {
      await saveSurvey(context, found.record.report, answersOf(request))
      return reply.redirect(`${PATHS.report(found.report.tracking_number)}?kabar=survei`, 303)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null || refusal.status >= 500) throw error
      return show(context, request, reply, refusal)
    }
  })
}

/** What was chosen; whatever is no number of the scale is refused below. */
function answersOf({ form }: FastifyRequest): SurveyAnswers {
  return SURVEY_ELEMENTS.map((element) => {
    const said = form.get(element)
    return said === '' ? null : /^[1-4]$/.test(said) ? Number(said) : Number.NaN
  })
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: DomainError | null,
): Promise<FastifyReply> {
  const found = await findReport(context, request)
  if (found === null || !found.own) return sendUnknownReport(context, request, reply)
  const { report } = found.record
  const survey = await readSurvey(context, report)
  const page = { ...pageFrame(context, request, reply), path: PATHS.survey(report.tracking_number) }
  return sendPage(
    reply,
    <SurveyPage
      page={page}
      number={report.tracking_number}
      institution={found.record.institution.name}
      holder={found.record.holder.name}
      timeZone={found.record.institution.time_zone}
      until={survey?.until ?? null}
      answers={refusal === null ? (survey?.answers ?? null) : answersOf(request)}
      problems={problemsOf(page.t, refusal?.fields ?? [], (field) => field)}
      message={refusal === null || refusal.fields.length > 0 ? null : errorText(page.t, refusal)}
    />,
    refusal?.status ?? 200,
  )
}
