import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type AppContext,
  asRefusal,
  errorText,
  fieldErrorText,
  pageFrame,
  type RegisterRoutes,
  sendPage,
} from '../../../http/index.ts'
import {
  correctName,
  deleteReporterData,
  exportReporterData,
  withdrawConsent,
} from '../../../reports/index.ts'
import { PATHS } from '../../paths.ts'
import { queryOf } from '../../query.ts'
import { reporterOf, signReporterOut } from '../../reporter-session.ts'
import { MineDataPage } from './data-view.tsx'

const REPORTER = { config: { access: 'reporter' } } as const

/** What is stored of a person, and their rights to it: see, take along, correct, take consent back, be forgotten. */
export const mineDataRoutes: RegisterRoutes = (app, context) => {
  app.get(PATHS.mineData, REPORTER, (request, reply) => show(context, request, reply, null))

  app.get(`${PATHS.mineData}.json`, REPORTER, async (request, reply) => {
    const reporterId = await reporterOf(context, request)
    if (reporterId === null) return reply.redirect(PATHS.mine, 303)
    const data = await exportReporterData(context, reporterId, context.clock.now())
    return reply
      .header('content-disposition', 'attachment; filename="data-lapor.json"')
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(data, null, 2))
  })

  app.post(PATHS.mineData, REPORTER, async (request, reply) => {
    const reporterId = await reporterOf(context, request)
    if (reporterId === null) return reply.redirect(PATHS.mine, 303)
    try {
      return await ACTIONS[request.form.get('action')]?.(context, request, reply, reporterId)
    } catch (error) {
      const refusal = error instanceof Error ? asRefusal(error) : null
      if (refusal === null || refusal.status >= 500) throw error
      const { t } = pageFrame(context, request, reply)
      const [field] = refusal.fields
      const text = field === undefined ? errorText(t, refusal) : fieldErrorText(t, field)
      return show(context, request, reply, { field: field?.field ?? 'name', text })
    }
  })
}

type DataAction = (
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  reporterId: number,
) => Promise<FastifyReply>

const ACTIONS: Readonly<Record<string, DataAction | undefined>> = {
  async correct(context, request, reply, reporterId) {
    const { confirmationEnded } = await correctName(context, reporterId, request.form.get('name'))
    return reply.redirect(`${PATHS.mineData}?kabar=${confirmationEnded ? 'nama_lain' : 'nama'}`, 303)
  },
  async hide_name(context, _request, reply, reporterId) {
    await withdrawConsent(context, reporterId, 'name')
    return reply.redirect(`${PATHS.mineData}?kabar=anonim`, 303)
  },
  async hide_reports(context, _request, reply, reporterId) {
    await withdrawConsent(context, reporterId, 'publication')
    return reply.redirect(`${PATHS.mineData}?kabar=rahasia`, 303)
  },
  async delete(context, request, reply, reporterId) {
    await deleteReporterData(context, reporterId, request.form.get('confirmation'))
    await signReporterOut(context, request, reply, false)
    return reply.redirect(`${PATHS.mine}?kabar=terhapus`, 303)
  },
}

async function show(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: { readonly field: string; readonly text: string } | null,
) {
  const reporterId = await reporterOf(context, request)
  if (reporterId === null) return reply.redirect(PATHS.mine, 303)
  return sendPage(
    reply,
    <MineDataPage
      page={{ ...pageFrame(context, request, reply), path: PATHS.mineData }}
      data={await exportReporterData(context, reporterId, context.clock.now())}
      problem={problem}
      news={queryOf(request)('kabar')}
    />,
    problem === null ? 200 : 422,
  )
}
