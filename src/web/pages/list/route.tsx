import { pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { listCategories } from '../../../institutions/index.ts'
import { listPublicReports, readTrackingNumber } from '../../../reports/index.ts'
import { PATHS } from '../../paths.ts'
import { addressOf, queryOf } from '../../query.ts'
import { readFilter, readListQuery } from './filter.ts'
import { ListPage } from './view.tsx'

/** What others reported: search, filters, pages. */
export const listRoutes: RegisterRoutes = (app, context) => {
  app.get('/laporan', { config: { access: 'public' } }, async (request, reply) => {
    const query = readListQuery(queryOf(request))
    const number = readTrackingNumber(query.q)
    if (number !== null) return reply.redirect(PATHS.report(number), 303)
    const filter = await readFilter(context.db, query)
    const [{ reports, nextCursor }, categories] = await Promise.all([
      filter.unknown.length > 0
        ? { reports: [], nextCursor: null }
        : listPublicReports(context.db, filter.filter),
      listCategories(context.db),
    ])
    const page = pageFrame(context, request, reply)
    return sendPage(
      reply,
      <ListPage page={page} model={{ query, filter, reports, nextCursor, categories }} />,
    )
  })

  app.get(PATHS.find, { config: { access: 'public' } }, (request, reply) => {
    const text = queryOf(request)('nomor')
    const number = readTrackingNumber(text)
    return reply.redirect(number === null ? addressOf('/laporan', { q: text }) : PATHS.report(number), 303)
  })
}
