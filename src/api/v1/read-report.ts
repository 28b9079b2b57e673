import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { notFound } from '../../errors.ts'
import type { AppContext } from '../../http/index.ts'
import {
  loadPlace,
  logIdentityRead,
  openTasks,
  presentForPublic,
  presentForReporter,
  presentForStaff,
  type ReportRecord,
  readPendingAnswer,
  readReport,
  readTrackingNumber,
  staffMaySee,
} from '../../reports/index.ts'
import { apiLanguage, isReporter, type RegisterEndpoint } from './api-app.ts'
import { entityTag, isFresh } from './entity-tag.ts'
import { reportBody } from './present.ts'
import { NumberParams, PROBLEMS, ReportSchema } from './schemas.ts'

export const readReportRoute: RegisterEndpoint = (app, context) => {
  app.get(
    '/api/v1/reports/:tracking_number',
    {
      config: { access: 'reporter' },
      schema: {
        summary: 'Read a report',
        description:
          'The public view; with `Authorization: Follow <secret>` the reporter’s own, with a staff token that of staff. ' +
          '404 for what the caller may not know of.',
        tags: ['reports'],
        params: NumberParams,
        response: { 200: ReportSchema, 304: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const number = readTrackingNumber(request.params.tracking_number)
      const record = number === null ? null : await readReport(context.db, number)
      if (record === null) throw notFound()
      const presented = await present(context, request, record)
      if (presented === null) throw notFound()
      const language = apiLanguage(request)
      const view = 'version' in presented ? 'staff' : 'anonymous' in presented ? 'reporter' : 'public'
      if (isFresh(request, reply, entityTag(record.report.version, view, language)))
        return reply.code(304).send(null)
      const body = reportBody(presented, language, context.config.baseUrl)
      return reply.send('version' in presented ? { ...body, ...(await staffExtras(context, record)) } : body)
    },
  )
}

async function present(context: AppContext, request: FastifyRequest, record: ReportRecord) {
  const { db, sealer } = context
  const { staff } = request
  if (staff !== null && staffMaySee(staff, await loadPlace(db, record.report))) {
    const presented = presentForStaff(record, sealer)
    if (presented.reporter !== null) await logIdentityRead(context, staff, record.report.id, 'api')
    return presented
  }
  if (isReporter(context, request, record.report.id)) {
    return presentForReporter(record, sealer)
  }
  return presentForPublic(record, sealer)
}

/** What is still open between colleagues: tasks of supporting handlers, an answer that waits for approval. */
async function staffExtras({ db }: AppContext, { report }: ReportRecord) {
  const [tasks, pending] = await Promise.all([openTasks(db, report.id), readPendingAnswer(db, report.id)])
  return {
    open_tasks: tasks.map(({ code, short_name, task, required }) => ({ code, short_name, task, required })),
    pending_answer: pending === null ? null : { text: pending.command.text, drafted_by: pending.drafted_by },
  }
}
