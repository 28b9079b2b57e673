import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { listRetentionRules, saveRetentionRule } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { RETENTION_PATH, RetentionPage } from './view.tsx'

/** How long reports of each class are kept before they name nobody; the national level sets it. */
export const retentionRoutes: RegisterRoutes = (app, context) => {
  const national = { config: { access: 'national' as const } }
  app.get(RETENTION_PATH, national, (request, reply) => show(context, request, reply, null))
  app.post(RETENTION_PATH, national, (request, reply) =>
    orRefuse(
      `retention-${request.form.get('class')}`,
      (again, answer, refused) => show(context, again, answer, refused),
      async ({ form }) => {
        const rule = {
          class: form.get('class'),
          months: Number(form.get('months') || Number.NaN),
          source: form.get('source'),
        }
        const by = { accountId: staffOf(request).accountId, at: context.clock.now() }
        await saveRetentionRule(context.db, rule, by)
        return reply.redirect(`${RETENTION_PATH}?ok=1`, 303)
      },
    )(request, reply),
  )
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  refused: Refused | null,
) {
  const [frame, rules] = await Promise.all([
    consoleFrame(context, request, reply, RETENTION_PATH),
    listRetentionRules(context.db, context.clock.now()),
  ])
  const saved = queryOf(request)('ok') !== ''
  return sendPage(
    reply,
    <RetentionPage frame={frame} rules={rules} refused={refused} saved={saved} />,
    refused?.refusal.status ?? 200,
  )
}
