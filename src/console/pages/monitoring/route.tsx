import type { FastifyRequest } from 'fastify'
import type { Db, InstitutionRow } from '../../../db/index.ts'
import { invalid, notFound } from '../../../errors.ts'
import { pageFrame, type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'
import { institutionByCode, institutionById, isWithin } from '../../../institutions/index.ts'
import {
  BACKLOG_AGES,
  listAlertRules,
  monthsBack,
  openKeptFigures,
  readPeriod,
} from '../../../statistics/index.ts'
import { backlogBars, drawCounts, drawFlow, type PageFrame } from '../../../ui/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { queryOf } from '../../query.ts'
import { monitoringTable } from '../figure-files/tables.ts'
import { sendFigures } from '../figure-files/take-figures.tsx'
import { loadMonitoring, MONITORING_PARTS, type MonitoringModel, type MonitoringPart } from './model.ts'
import { MONITORING_PATH, MonitoringPage } from './view.tsx'

/** `/petugas/pemantauan`: what needs somebody now, and how one's institution, or a unit of it, answers. */
export const monitoringRoutes: RegisterRoutes = (app, context) => {
  const figures = { db: context.db, keep: openKeptFigures(context) }
  app.get(MONITORING_PATH, { config: { access: 'staff' } }, async (request, reply) => {
    const now = context.clock.now()
    const query = queryOf(request)
    const node = await findNode(context.db, request, query('simpul'))
    const period = readPeriod({ from: query('dari'), until: query('sampai') }, now, node.time_zone)
    const part = readPart(query('bagian'))
    const [model, rules, frame] = await Promise.all([
      loadMonitoring(figures, node, period, part, now),
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
  app.post(`${MONITORING_PATH}/unduh`, { config: { access: 'staff' } }, async (request, reply) => {
    const now = context.clock.now()
    const { form } = request
    const posted = (name: string) => form.get(name).replaceAll('\0', '').trim()
    const node = await findNode(context.db, request, posted('simpul'))
    const period = readPeriod({ from: posted('dari'), until: posted('sampai') }, now, node.time_zone)
    const part = readPart(posted('bagian'))
    const { t, language } = pageFrame(context, request, reply)
    return sendFigures(context, request, reply, {
      what: 'monitoring',
      language,
      kept: { simpul: node.code, dari: period.from, sampai: period.until, bagian: part },
      table: async () => monitoringTable(t, language, await loadMonitoring(figures, node, period, part, now)),
    })
  })
}

/** @throws DomainError invalid_input on `bagian` */
function readPart(asked: string): MonitoringPart {
  const part = asked === '' ? 'summary' : MONITORING_PARTS.find((name) => name === asked)
  if (part === undefined) throw invalid([{ field: 'bagian', code: 'unknown_part' }])
  return part
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

async function findNode(db: Db, request: FastifyRequest, code: string): Promise<InstitutionRow> {
  const own = nodeOf(staffOf(request))
  const node = code === '' ? await institutionById(db, own) : await institutionByCode(db, code)
  if (node === null || !isWithin(node, own)) throw notFound()
  return node
}
