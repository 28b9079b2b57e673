import type { FastifyReply, FastifyRequest } from 'fastify'
import type { InstitutionRow } from '../../../db/index.ts'
import { type AppContext, openPublicPages } from '../../../http/index.ts'
import { monthsBack, readPeriod } from '../../../statistics/index.ts'
import { drawFlow, type PageFrame } from '../../../ui/index.ts'
import { queryOf } from '../../query.ts'
import { loadInstitution } from './model.ts'
import { InstitutionPage } from './view.tsx'

/** Sends an institution's front page, at its own path and as the first page of its own host name. */
export function openInstitutionPage(context: AppContext) {
  const sendPublic = openPublicPages(context)
  return (request: FastifyRequest, reply: FastifyReply, node: InstitutionRow): Promise<FastifyReply> => {
    const query = queryOf(request)
    const now = context.clock.now()
    const period = readPeriod({ from: query('dari'), until: query('sampai') }, now, node.time_zone)
    const view = async (page: PageFrame) => {
      const model = await loadInstitution(context.db, node, period, now)
      return (
        <InstitutionPage
          page={page}
          model={model}
          months={monthsBack(node.time_zone, now)}
          drawing={await drawFlow(page.t, page.language, model.figures.flow)}
          baseUrl={context.config.baseUrl}
          tiles={context.config.mapTiles}
        />
      )
    }
    return sendPublic(request, reply, view, { dari: query('dari'), sampai: query('sampai') })
  }
}
