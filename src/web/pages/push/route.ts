import type { FastifyRequest } from 'fastify'
import { DomainError } from '../../../errors.ts'
import type { AppContext, RegisterRoutes } from '../../../http/index.ts'
import {
  dropSubscription,
  isSubscribed,
  type PushScope,
  readTarget,
  saveSubscription,
} from '../../../notifications/index.ts'
import { readTrackingNumber } from '../../../reports/index.ts'
import { isFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { reporterOf } from '../../reporter-session.ts'

/** News on the phone itself: allowed, asked after and ended by the script of a reporter's own pages. */
export const pushRoutes: RegisterRoutes = (app, context) => {
  app.post(PATHS.push, { config: { access: 'reporter' } }, async (request, reply) => {
    const target = readTarget(request.form.get('subscription'), context.config.mode === 'training')
    const action = request.form.get('action')
    if (action === 'stop') {
      await dropSubscription(context, target.endpoint)
      return reply.code(204).send()
    }
    const scope = await scopeOf(context, request)
    if (action === 'ask') {
      return reply.send({ on: scope !== null && (await isSubscribed(context, scope, target.endpoint)) })
    }
    if (scope === null) throw new DomainError('not_allowed', 403)
    await saveSubscription(context, scope, { target, at: context.clock.now() })
    return reply.code(204).send()
  })
}

/**
 * What this browser may hear of: all reports of the signed-in reporter, or the one report it follows. A browser follows
 * a report from the moment it is sent, so that one counts only once its contact was confirmed.
 */
async function scopeOf(context: AppContext, request: FastifyRequest): Promise<PushScope | null> {
  const signedIn = await reporterOf(context, request)
  const number = readTrackingNumber(request.form.get('number'))
  if (number === null) return signedIn === null ? null : { reporterId: signedIn, reportId: null }
  const report = await context.db
    .selectFrom('reports')
    .select(['id', 'tracking_number', 'reporter_id'])
    .where('tracking_number', '=', number)
    .where('submitted_at', 'is not', null)
    .executeTakeFirst()
  if (report === undefined) return null
  if (report.reporter_id === signedIn) return { reporterId: signedIn, reportId: null }
  return isFollower(context, request, report) ? { reporterId: report.reporter_id, reportId: report.id } : null
}
