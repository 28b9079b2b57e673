import type { FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../../../errors.ts'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { markFalse, partiesOf, readFalseMark, unmarkFalse } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { loadReport } from '../report/load-report.ts'
import { markPath } from '../report/paths.ts'
import { MarkPage } from './mark-view.tsx'

/** Marking an archived report as false, and taking that back: for whoever may verify it. */
export const markRoutes: RegisterRoutes = (app, context) => {
  const admin = { config: { access: 'admin' as const } }
  const url = markPath(':number')
  app.get(url, admin, (request, reply) => show(context, request, reply, null))
  app.post(
    url,
    admin,
    orRefuse(
      'tanda',
      (request, reply, refused) => show(context, request, reply, refused),
      async (request, reply) => {
        const staff = staffOf(request)
        const { report } = await loadReport(context, staff, numberOf(request))
        const undo = request.form.get('action') === 'undo'
        await (undo ? unmarkFalse : markFalse)(
          context,
          { kind: 'staff', staff, channel: 'web' },
          report.tracking_number,
          { reason: request.form.get('reason') },
        )
        return reply.redirect(`${markPath(report.tracking_number)}?ok=${undo ? 'dicabut' : 'ditandai'}`, 303)
      },
    ),
  )
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const staff = staffOf(request)
  const { report, record, place } = await loadReport(context, staff, numberOf(request))
  if (!partiesOf({ kind: 'staff', staff, channel: 'web' }, place).has('verifier')) {
    throw new DomainError('not_allowed', 403)
  }
  return sendPage(
    reply,
    <MarkPage
      frame={await consoleFrame(context, request, reply, markPath(report.tracking_number))}
      model={{
        number: report.tracking_number,
        title: report.original_title,
        archived: report.state === 'archived',
        mark: await readFalseMark(context.db, record.report.id),
        refused,
        ok: queryOf(request)('ok'),
      }}
    />,
    refused?.refusal.status ?? 200,
  )
}

function numberOf(request: FastifyRequest): string {
  const { params } = request
  return typeof params === 'object' && params !== null && 'number' in params ? String(params.number) : ''
}
