import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { notFound } from '../../errors.ts'
import { type AppContext, readingStaff, staffOf } from '../../http/index.ts'
import {
  loadPlace,
  logIdentityRead,
  openTasks,
  type PublicReport,
  presentForPublic,
  presentForReporter,
  presentForStaff,
  type ReporterReport,
  type ReportRecord,
  readPendingAnswer,
  readReport,
  readTrackingNumber,
  type StaffReport,
  staffMaySee,
} from '../../reports/index.ts'
import { apiLanguage, isReporter, type RegisterEndpoint } from './api-app.ts'
import { entityTag, isFresh } from './entity-tag.ts'
import { reportBody } from './present.ts'
import { NumberParams, PROBLEMS, READERS, ReportSchema } from './schemas.ts'

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
        security: READERS,
        params: NumberParams,
        response: { 200: ReportSchema, 304: Type.Null(), ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const number = readTrackingNumber(request.params.tracking_number)
      const record = number === null ? null : await readReport(context.db, number)
      if (record === null) throw notFound()
      const shown = await presentFor(context, request, record)
      if (shown === null) throw notFound()
      const { report, view } = shown
      if (view === 'staff' && report.reporter !== null)
        await logIdentityRead(context, staffOf(request), record.report.id, 'api')
      const language = apiLanguage(request)
      if (isFresh(request, reply, entityTag(record.report.version, view, language)))
        return reply.code(304).send(null)
      const { baseUrl } = context.config
      const body = reportBody(
        report,
        language,
        baseUrl,
        view === 'reporter' ? filesOf(baseUrl, report) : undefined,
      )
      return reply.send(view === 'staff' ? { ...body, ...(await staffExtras(context, record)) } : body)
    },
  )
}

/** Files that only the reporter may see are fetched with the same proof as the report. */
function filesOf(baseUrl: string, { tracking_number }: ReporterReport) {
  return ({ id }: { readonly id: string }) => `${baseUrl}/api/v1/reports/${tracking_number}/files/${id}`
}

export type Shown =
  | { readonly view: 'staff'; readonly report: StaffReport }
  | { readonly view: 'reporter'; readonly report: ReporterReport }
  | { readonly view: 'public'; readonly report: PublicReport }

/** A report as this caller may see it; null when they may not know of it. */
export async function presentFor(
  context: AppContext,
  request: FastifyRequest,
  record: ReportRecord,
): Promise<Shown | null> {
  const { db, sealer } = context
  const staff = readingStaff(request)
  if (staff !== null && staffMaySee(staff, await loadPlace(db, record.report)))
    return { view: 'staff', report: presentForStaff(record, sealer) }
  if (isReporter(context, request, record.report))
    return { view: 'reporter', report: presentForReporter(record, sealer) }
  const report = presentForPublic(record, sealer)
  return report === null ? null : { view: 'public', report }
}

/** What is still open between colleagues: tasks of supporting handlers, an answer that waits for approval. */
async function staffExtras({ db }: AppContext, { report }: ReportRecord) {
  const [tasks, pending] = await Promise.all([openTasks(db, report.id), readPendingAnswer(db, report.id)])
  return {
    open_tasks: tasks.map(({ code, short_name, task, required }) => ({ code, short_name, task, required })),
    pending_answer: pending === null ? null : { text: pending.command.text, drafted_by: pending.drafted_by },
  }
}
