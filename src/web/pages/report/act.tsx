import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, invalid } from '../../../errors.ts'
import { type AppContext, asRefusal, errorText, pageFrame, type RegisterRoutes } from '../../../http/index.ts'
import { hashSecret } from '../../../identity/index.ts'
import { isUuids, RepeatedRequest } from '../../../reports/index.ts'
import { NO_PROBLEMS, problemsOf } from '../../field-problems.ts'
import { PATHS } from '../../paths.ts'
import { keepActionFiles } from './action-files.ts'
import { type FoundReport, findReport, numberOf } from './find-report.ts'
import type { RefusedAction } from './model.ts'
import { REPORTER_ACTIONS, type ReporterAction } from './reporter-actions.ts'
import { sendReportPage, sendUnknownReport } from './send-report-page.tsx'

/** The reporter's own actions: add, complete, confirm, dispute, withdraw. */
export const reporterActionRoutes: RegisterRoutes = (app, context) => {
  for (const action of REPORTER_ACTIONS) {
    const url = `/laporan/:number/${action.path}`
    // After a refused form the address stands in the browser; opening it again leads to the form.
    app.get(url, { config: { access: 'reporter' } }, async (request, reply) => {
      const number = numberOf(request)
      return number === null
        ? sendUnknownReport(context, request, reply)
        : reply.redirect(`${PATHS.report(number)}#${action.path}`, 303)
    })
    app.post(
      url,
      {
        config: { access: 'reporter' },
        errorHandler: (error, request, reply) => showAgain(context, action, error, request, reply),
      },
      (request, reply) => performAction(context, action, request, reply),
    )
  }
}

async function performAction(
  context: AppContext,
  action: ReporterAction,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const found = await findReport(context, request)
  if (found === null || !found.own) return sendUnknownReport(context, request, reply)
  const number = found.report.tracking_number
  const input = inputOf(request)
  const key = `web:${action.path}:${input.requestKey}`
  const hash = hashSecret(JSON.stringify([number, input.text, input.rating]))
  const { files, errors } = await keepActionFiles(context, request, number)
  if (errors.length > 0) throw invalid(errors)
  const attachments = files.map(({ id }) => id)
  try {
    const actor = {
      kind: 'reporter',
      channel: 'web',
      requestKey: { key: `${key}:${hash.toString('hex')}`, hash },
    } as const
    await action.perform(context, actor, number, { ...input, attachments })
  } catch (error) {
    // Sent twice: it is done, which is all the person wants to know.
    if (!(error instanceof RepeatedRequest)) throw error
  }
  return reply.redirect(`${PATHS.report(number)}?kabar=${action.path}`, 303)
}

/** Show the report with the form as it was typed, and what is wrong with it. */
async function showAgain(
  context: AppContext,
  action: ReporterAction,
  error: Error,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const refusal = asRefusal(error)
  if (request.headers['sec-fetch-site'] === 'cross-site') throw error
  const found = await findReport(context, request)
  if (found === null || !found.own) return sendUnknownReport(context, request, reply)
  if (refusal === null) request.log.error({ err: error }, "reporter's action failed")
  const told = refusal ?? new DomainError('unexpected', 500)
  const refused = await refusedAction(context, action, told, found, request, reply)
  return sendReportPage(context, request, reply, found, { refused, status: told.status })
}

async function refusedAction(
  context: AppContext,
  action: ReporterAction,
  told: DomainError,
  found: FoundReport,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RefusedAction> {
  const { t } = pageFrame(context, request, reply)
  const number = found.report.tracking_number
  return {
    ...inputOf(request),
    path: action.path,
    files: (await keepActionFiles(context, request, number)).files,
    problems:
      told.fields.length === 0
        ? NO_PROBLEMS
        : problemsOf(t, told.fields, (field) => `${action.path}-${field}`),
    message:
      told.fields.length > 0
        ? null
        : told.code === 'form_expired'
          ? t('report.expired')
          : told.status >= 500
            ? t('report.failed', { id: request.id })
            : errorText(t, told),
  }
}

function inputOf({ form }: FastifyRequest) {
  const key = form.get('request_key')
  return {
    text: form.get('text'),
    rating: form.get('rating'),
    requestKey: isUuids([key]) ? key : crypto.randomUUID(),
  }
}
