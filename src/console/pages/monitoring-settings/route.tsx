import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { readSurveySince, switchSurvey } from '../../../reports/index.ts'
import { listAlertRules, removeAlertRule, setAlertRule } from '../../../statistics/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'
import { logChange } from '../../log-change.ts'
import { orRefuse } from '../../or-refuse.ts'
import { queryOf } from '../../query.ts'
import { MONITORING_SETTINGS_PATH } from './settings-path.ts'
import { MonitoringSettingsPage } from './view.tsx'

/** What an institution watches of itself: at which thresholds it is told, and whether it asks its reporters. */
export const monitoringSettingsRoutes: RegisterRoutes = (app, context) => {
  const admin = { config: { access: 'admin' as const } }
  app.get(MONITORING_SETTINGS_PATH, admin, (request, reply) => show(context, request, reply, null))
  app.post(`${MONITORING_SETTINGS_PATH}/survei`, admin, async (request, reply) => {
    const { institutionId } = staffOf(request)
    const on = request.form.get('survey') === 'ya'
    const change = { area: 'survey', action: on ? 'switched_on' : 'switched_off' } as const
    await logChange(context, request, { ...change, subject: staffOf(request).nodeCode }, ({ db, clock }) =>
      switchSurvey(db, institutionId, on, clock.now()),
    )
    return reply.redirect(`${MONITORING_SETTINGS_PATH}?ok=survei`, 303)
  })
  app.post(
    `${MONITORING_SETTINGS_PATH}/ambang`,
    admin,
    orRefuse(
      'alert',
      (request, reply, refused) => show(context, request, reply, refused),
      async (request, reply) => {
        const { institutionId, nodeCode } = staffOf(request)
        const { form } = request
        const removed = form.get('remove')
        const rule = { measure: form.get('measure'), threshold: form.get('threshold') }
        const change = {
          area: 'alert',
          action: removed === '' ? 'set' : 'removed',
          subject: `${nodeCode} ${removed || rule.measure}`.slice(0, 100),
        } as const
        await logChange(context, request, change, ({ db, clock }) =>
          removed === ''
            ? setAlertRule(db, institutionId, rule, clock.now())
            : removeAlertRule(db, institutionId, removed),
        )
        return reply.redirect(`${MONITORING_SETTINGS_PATH}?ok=ambang`, 303)
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
  const [frame, surveySince, rules] = await Promise.all([
    consoleFrame(context, request, reply, MONITORING_SETTINGS_PATH),
    readSurveySince(context.db, staff.institutionId),
    listAlertRules(context.db, staff.institutionId),
  ])
  return sendPage(
    reply,
    <MonitoringSettingsPage
      frame={frame}
      surveySince={surveySince}
      rules={rules}
      refused={refused}
      saved={refused === null && queryOf(request)('ok') !== ''}
    />,
    refused?.refusal.status ?? 200,
  )
}
