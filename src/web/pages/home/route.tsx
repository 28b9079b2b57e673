import { pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { listPublicReports } from '../../../reports/index.ts'
import { openRecentFigures } from './recent-figures.ts'
import { HomePage } from './view.tsx'

const LATEST = 6

/** The first page: what this is, the way in, and that it works. */
export const homeRoutes: RegisterRoutes = (app, context) => {
  const recentFigures = openRecentFigures(context)
  app.get('/', { config: { access: 'public' } }, async (request, reply) => {
    const [figures, { reports }] = await Promise.all([
      recentFigures(),
      listPublicReports(context.db, { limit: LATEST }),
    ])
    return sendPage(
      reply,
      <HomePage page={pageFrame(context, request, reply)} figures={figures} reports={reports} />,
    )
  })
}
