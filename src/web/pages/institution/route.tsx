import { notFound } from '../../../errors.ts'
import { openPublicPages, type RegisterRoutes } from '../../../http/index.ts'
import { institutionByCode } from '../../../institutions/index.ts'
import { monthsBack, readPeriod } from '../../../statistics/index.ts'
import { drawFlow, type PageFrame } from '../../../ui/index.ts'
import { queryOf } from '../../query.ts'
import { loadInstitution } from './model.ts'
import { InstitutionPage } from './view.tsx'

const CODE = /^[\w.-]+$/

/** `/instansi/<code>`: how one institution answers, where its reports come from, and the newest of them. */
export const institutionRoutes: RegisterRoutes = (app, context) => {
  const sendPublic = openPublicPages(context)
  app.get<{ Params: { code: string } }>(
    '/instansi/:code',
    { config: { access: 'public' } },
    async (request, reply) => {
      const { code } = request.params
      const node = CODE.test(code) ? await institutionByCode(context.db, code) : null
      if (node === null || node.institution_id !== node.id || node.parent_id === null) throw notFound()
      const query = queryOf(request)
      const now = context.clock.now()
      const period = readPeriod({ from: query('dari'), until: query('sampai') }, now, node.time_zone)
      const parameters = { dari: query('dari'), sampai: query('sampai') }
      const view = async (page: PageFrame) => {
        const model = await loadInstitution(context.db, node, period, now)
        return (
          <InstitutionPage
            page={page}
            model={model}
            months={monthsBack(node.time_zone, now)}
            drawing={await drawFlow(page.t, page.language, model.figures.flow)}
            tiles={context.config.mapTiles}
          />
        )
      }
      return sendPublic(request, reply, view, parameters)
    },
  )
}
