import { notFound } from '../../../errors.ts'
import { pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { institutionByCode } from '../../../institutions/index.ts'
import { listPublicReports } from '../../../reports/index.ts'
import { openRecentFigures } from '../../../statistics/index.ts'
import { openInstitutionPage } from '../institution/send-institution.tsx'
import { HomePage } from './view.tsx'

const LATEST = 6

/** The first page: what this is, the way in, and that it works; on an institution's own host name its front page. */
export const homeRoutes: RegisterRoutes = (app, context) => {
  const recentFigures = openRecentFigures(context)
  const sendInstitution = openInstitutionPage(context)
  app.get('/', { config: { access: 'public' } }, async (request, reply) => {
    if (request.front !== null) {
      const node = await institutionByCode(context.db, request.front.code)
      if (node === null) throw notFound()
      return sendInstitution(request, reply, node)
    }
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
