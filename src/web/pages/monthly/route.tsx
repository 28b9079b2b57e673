import { notFound } from '../../../errors.ts'
import { openPublicPages, type RegisterRoutes } from '../../../http/index.ts'
import { type Language, translator } from '../../../i18n/index.ts'
import { institutionByCode } from '../../../institutions/index.ts'
import { monthsBack, readPeriod, readPublicFigures, readPublicNames } from '../../../statistics/index.ts'
import { composeMonthly } from './compose.ts'
import { printReport } from './print-report.ts'
import { MonthlyPage } from './view.tsx'

const CODE = /^[\w.-]+$/
const MONTHS_LISTED = 12

/** `/instansi/<code>/laporan-bulanan`: each month in plain sentences, to read or as PDF. */
export const monthlyRoutes: RegisterRoutes = (app, context) => {
  const sendPublic = openPublicPages(context)
  const find = async (code: string) => {
    const node = CODE.test(code) ? await institutionByCode(context.db, code) : null
    if (node === null || node.institution_id !== node.id || node.parent_id === null) throw notFound()
    return node
  }
  const compose = async (node: Awaited<ReturnType<typeof find>>, month: string, language: Language) => {
    const now = context.clock.now()
    const period = readPeriod({ from: month, until: month }, now, node.time_zone)
    const place = { id: node.id, isRoot: false, timeZone: node.time_zone }
    const figures = await readPublicFigures(context.db, place, period, now)
    return composeMonthly(
      translator(language),
      language,
      node.name,
      figures,
      await readPublicNames(context.db, figures),
    )
  }
  app.get<{ Params: { code: string } }>(
    '/instansi/:code/laporan-bulanan',
    { config: { access: 'public' } },
    async (request, reply) => {
      const { code } = await find(request.params.code)
      // The last month that is over.
      const [, last = ''] = monthsBack('Asia/Jakarta', context.clock.now(), 2)
      return reply
        .header('cache-control', 'no-cache')
        .redirect(`/instansi/${code}/laporan-bulanan/${last}`, 302)
    },
  )
  app.get<{ Params: { code: string; month: string } }>(
    '/instansi/:code/laporan-bulanan/:month',
    { config: { access: 'public' } },
    async (request, reply) => {
      const node = await find(request.params.code)
      const [, month = request.params.month, pdf] = /^(.{1,12}?)(\.pdf)?$/.exec(request.params.month) ?? []
      if (pdf !== undefined) {
        const report = await compose(node, month, 'id')
        const path = `/instansi/${node.code}/laporan-bulanan/${month}`
        const source = translator('id')('monthly.source', { url: `${context.config.baseUrl}${path}` })
        return reply
          .type('application/pdf')
          .header('cache-control', 'public, max-age=600')
          .header('content-disposition', `inline; filename="laporan-${node.code}-${month}.pdf"`)
          .send(await printReport(report, source))
      }
      readPeriod({ from: month, until: month }, context.clock.now(), node.time_zone)
      return sendPublic(request, reply, async (page) => (
        <MonthlyPage
          page={page}
          node={node}
          month={month}
          months={monthsBack(node.time_zone, context.clock.now(), MONTHS_LISTED + 1)}
          report={await compose(node, month, page.language)}
        />
      ))
    },
  )
}
