import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, pageFrame, sendPage } from '../../../http/index.ts'
import { mayBeKept } from '../../kept-on-phone.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import type { FoundReport } from './find-report.ts'
import { type RefusedAction, reportPageModel } from './model.ts'
import { UnknownReportPage } from './unknown-report-page.tsx'
import { ReportPage } from './view.tsx'

/** Send a report's page, with a refused form on it where there is one. */
export async function sendReportPage(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  found: FoundReport,
  refusal: { readonly refused: RefusedAction; readonly status: number } | null = null,
): Promise<FastifyReply> {
  const model = await reportPageModel(context, found, {
    refused: refusal?.refused ?? null,
    done: queryOf(request)('kabar'),
  })
  const page = pageFrame(context, request, reply)
  // The language switch leads back to the report, not to the address that a form was posted to.
  const path = PATHS.report(found.report.tracking_number)
  if (found.own && refusal === null) mayBeKept(reply)
  if (!found.own && found.report.published)
    reply.header('link', `<${context.config.baseUrl}${path}>; rel="canonical"`)
  return sendPage(reply, <ReportPage page={{ ...page, path }} model={model} />, refusal?.status ?? 200)
}

/** No such report, or one that is not open to this visitor: the same answer, and the way in for its reporter. */
export function sendUnknownReport(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return sendPage(reply, <UnknownReportPage page={pageFrame(context, request, reply)} />, 404)
}
