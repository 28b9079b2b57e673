import type { FastifyRequest } from 'fastify'
import type { Db, InstitutionRow } from '../../../db/index.ts'
import { notFound } from '../../../errors.ts'
import { type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { institutionByCode, institutionById, isWithin } from '../../../institutions/index.ts'
import { BACKLOG_AGES, listAlertRules, monthsBack, readPeriod } from '../../../statistics/index.ts'
import { backlogBars, drawCounts, drawFlow, type PageFrame } from '../../../ui/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { queryOf } from '../../query.ts'
import { loadMonitoring, MONITORING_PARTS, type MonitoringModel } from './model.ts'
import { MONITORING_PATH, MonitoringPage } from './view.tsx'

/** `/petugas/pemantauan`: what needs somebody now, and how one's institution, or a unit of it, answers. */
export const monitoringRoutes: RegisterRoutes = (app, context) => {
  app.get(MONITORING_PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const now = context.clock.now()
    const node = await findNode(context.db, request)
    const query = queryOf(request)
    const period = readPeriod({ from: query('dari'), until: query('sampai') }, now, node.time_zone)
    const part = MONITORING_PARTS.find((name) => name === query('bagian')) ?? 'summary'
    const [model, rules, frame] = await Promise.all([
      loadMonitoring(context.db, node, period, part, now),
      listAlertRules(context.db, node.id),
      consoleFrame(context, request, reply),
    ])
    return sendPage(
      reply,
      <MonitoringPage
        frame={frame}
        model={model}
        drawings={await drawSummary(frame.page, model)}
        crossed={rules.filter(({ crossed_at }) => crossed_at !== null)}
        months={monthsBack(node.time_zone, now)}
        isOwn={node.id === nodeOf(staffOf(request))}
      />,
    )
  })
}

async function drawSummary({ t, language }: PageFrame, { content }: MonitoringModel) {
  if (content.part !== 'summary') return null
  const [flow, backlog] = await Promise.all([
    drawFlow(t, language, content.flow),
    drawCounts(language, backlogBars(t, BACKLOG_AGES, content.backlog)),
  ])
  return { flow, backlog }
}

/** The institution for its admins, the unit for its officers. */
function nodeOf(staff: Staff): number {
  return staff.role === 'unit_officer' || staff.role === 'observer' ? staff.nodeId : staff.institutionId
}

async function findNode(db: Db, request: FastifyRequest): Promise<InstitutionRow> {
  const own = nodeOf(staffOf(request))
  const code = queryOf(request)('simpul')
  const node = code === '' ? await institutionById(db, own) : await institutionByCode(db, code)
  if (node === null || !isWithin(node, own)) throw notFound()
  return node
}
