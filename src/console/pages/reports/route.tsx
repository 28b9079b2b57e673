import { type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { listCategories } from '../../../institutions/index.ts'
import { readInbox } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { pageLinks } from '../../page-trail.ts'
import { queryOf } from '../../query.ts'
import { conditionsOf, parametersOf, readFilter } from './filter.ts'
import { ReportsPage } from './view.tsx'

const PAGE_SIZE = 25

/** `/petugas/laporan`: all reports one may see, with filters. */
export const reportsRoutes: RegisterRoutes = (app, context) => {
  app.get('/petugas/laporan', { config: { access: 'staff' } }, async (request, reply) => {
    const query = queryOf(request)
    const now = context.clock.now()
    const filter = await readFilter(context.db, query)
    const cursor = query('dari')
    const [list, categories, frame] = await Promise.all([
      readInbox(context.db, staffOf(request), {
        ...conditionsOf(filter),
        scope: 'all',
        now,
        cursor: cursor === '' ? undefined : cursor,
        limit: PAGE_SIZE,
      }),
      listCategories(context.db),
      consoleFrame(context, request, reply),
    ])
    const links = pageLinks('/petugas/laporan', parametersOf(filter), {
      cursor,
      trail: query('jejak'),
      next: list.nextCursor,
    })
    return sendPage(
      reply,
      <ReportsPage
        frame={frame}
        filter={filter}
        categories={categories}
        reports={list.reports}
        links={links}
        now={now}
      />,
    )
  })
}
