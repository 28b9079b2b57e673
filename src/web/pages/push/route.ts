import type { FastifyRequest } from 'fastify'
import { DomainError } from '../../../errors.ts'
import { type AppContext, languageOf, type RegisterRoutes } from '../../../http/index.ts'
import { dropSubscription, readTarget, saveSubscription } from '../../../notifications/index.ts'
import { readTrackingNumber } from '../../../reports/index.ts'
import { isFollower } from '../../follow.ts'
import { PATHS } from '../../paths.ts'
import { reporterOf } from '../../reporter-session.ts'

/** News on the phone itself: allowed, and ended, by the script of a reporter's own pages. */
export const pushRoutes: RegisterRoutes = (app, context) => {
  app.post(PATHS.push, { config: { access: 'reporter' } }, async (request, reply) => {
    const target = readTarget(request.form.get('subscription'), context.config.mode === 'training')
    if (request.form.get('action') === 'stop') {
      await dropSubscription(context, target.endpoint)
      return reply.code(204).send()
    }
    const reporterId = await askingReporter(context, request)
    if (reporterId === null) throw new DomainError('not_allowed', 403)
    await saveSubscription(context, reporterId, {
      target,
      language: languageOf(request),
      at: context.clock.now(),
    })
    return reply.code(204).send()
  })
}

/** The signed-in reporter, or the one whose report this browser follows. */
async function askingReporter(context: AppContext, request: FastifyRequest): Promise<number | null> {
  const signedIn = await reporterOf(context, request)
  const number = readTrackingNumber(request.form.get('number'))
  if (signedIn !== null || number === null) return signedIn
  const report = await context.db
    .selectFrom('reports')
    .select(['id', 'tracking_number', 'reporter_id'])
    .where('tracking_number', '=', number)
    .executeTakeFirst()
  return report !== undefined && isFollower(context, request, report) ? report.reporter_id : null
}
