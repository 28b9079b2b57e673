import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { readSurveySince, switchSurvey } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { logChange } from '../../log-change.ts'
import { queryOf } from '../../query.ts'
import { MONITORING_SETTINGS_PATH, MonitoringSettingsPage } from './view.tsx'

/** What an institution watches of itself: whether it asks its reporters. */
export const monitoringSettingsRoutes: RegisterRoutes = (app, context) => {
  const admin = { config: { access: 'admin' as const } }
  app.get(MONITORING_SETTINGS_PATH, admin, (request, reply) => show(context, request, reply))
  app.post(`${MONITORING_SETTINGS_PATH}/survei`, admin, async (request, reply) => {
    const { institutionId } = staffOf(request)
    const on = request.form.get('survey') === 'ya'
    const change = { area: 'survey', action: on ? 'switched_on' : 'switched_off' } as const
    await logChange(context, request, { ...change, subject: staffOf(request).nodeCode }, ({ db, clock }) =>
      switchSurvey(db, institutionId, on, clock.now()),
    )
    return reply.redirect(`${MONITORING_SETTINGS_PATH}?ok=survei`, 303)
  })
}

async function show(context: AppContext, request: FastifyRequest, reply: FastifyReply) {
  const staff = staffOf(request)
  const [frame, surveySince] = await Promise.all([
    consoleFrame(context, request, reply, MONITORING_SETTINGS_PATH),
    readSurveySince(context.db, staff.institutionId),
  ])
  return sendPage(
    reply,
    <MonitoringSettingsPage frame={frame} surveySince={surveySince} saved={queryOf(request)('ok') !== ''} />,
  )
}
