import type { FastifyRequest } from 'fastify'
import type { RegisterRoutes } from '../../../http/index.ts'
import { shortFollowSecretFits } from '../../../reports/index.ts'
import { rememberFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { recordOf } from '../report/find-report.ts'
import { sendUnknownReport } from '../report/send-report-page.tsx'

/** Guesses a minute from one address; a family that opens its messages stays far below. */
const TRIES = { max: 30, timeWindow: '1 minute' }

/** `/k/<number>/<secret>`: the follow link as it stands in an SMS, short, since each character is paid. */
export const shortLinkRoutes: RegisterRoutes = (app, context) => {
  const limits = context.config.rateLimits ? TRIES : (false as const)
  app.get(
    '/k/:number/:secret',
    { config: { access: 'reporter', rateLimit: limits } },
    async (request, reply) => {
      const record = await recordOf(context, request)
      if (record === null || !shortFollowSecretFits(context.sealer, record.report.id, secretOf(request))) {
        return sendUnknownReport(context, request, reply)
      }
      rememberFollower(context, reply, record.report)
      return reply.redirect(PATHS.report(record.report.tracking_number), 303)
    },
  )
}

function secretOf({ params }: FastifyRequest): string {
  return typeof params === 'object' && params !== null && 'secret' in params ? String(params.secret) : ''
}
