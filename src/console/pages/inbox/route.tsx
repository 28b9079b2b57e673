import { type RegisterRoutes, sendPage, staffOf } from '../../../http/index.ts'
import { readInbox, readTasks } from '../../../reports/index.ts'
import { consoleFrame } from '../../console-page.tsx'
import { pageLinks } from '../../page-trail.ts'
import { queryOf } from '../../query.ts'
import { listSavedViews } from '../../saved-views.ts'
import { filterOf, readTabCounts, tabNamed } from './tabs.ts'
import { InboxPage } from './view.tsx'

const PAGE_SIZE = 25
const LONGEST_SEARCH = 300

/** `/petugas`: what waits for one's institution or unit, the most urgent first. */
export const inboxRoutes: RegisterRoutes = (app, context) => {
  app.get('/petugas', { config: { access: 'staff' } }, async (request, reply) => {
    const staff = staffOf(request)
    const query = queryOf(request)
    const now = context.clock.now()
    const tab = tabNamed(query('tab'))
    const q = query('q').slice(0, LONGEST_SEARCH)
    const cursor = query('dari')
    const page = { now, cursor: cursor === '' ? undefined : cursor, limit: PAGE_SIZE }
    const [counts, list, views, frame] = await Promise.all([
      readTabCounts(context.db, staff, now),
      q === '' && tab === 'tasks'
        ? readTasks(context.db, staff, page)
        : readInbox(context.db, staff, {
            // A search looks through everything of ours: one seldom knows the state of what one looks for.
            ...(q === '' && tab !== 'tasks'
              ? filterOf(tab)
              : { scope: 'all' as const, order: 'newest' as const }),
            q,
            ...page,
          }),
      listSavedViews(context.db, staff.accountId),
      consoleFrame(context, request, reply),
    ])
    const links = pageLinks(
      '/petugas',
      { tab: tab === 'own' ? undefined : tab, q },
      { cursor, trail: query('jejak'), next: list.nextCursor },
    )
    return sendPage(
      reply,
      <InboxPage
        frame={frame}
        tab={tab}
        q={q}
        counts={counts}
        reports={list.reports}
        links={links}
        now={now}
        views={views}
      />,
    )
  })
}
