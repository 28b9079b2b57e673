import { pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { DefinitionsPage } from './definitions-view.tsx'

/** `/statistik/definisi`: what each figure means. */
export const statisticsRoutes: RegisterRoutes = (app, context) => {
  app.get('/statistik/definisi', { config: { access: 'public' } }, (request, reply) =>
    sendPage(reply, <DefinitionsPage page={pageFrame(context, request, reply)} />),
  )
}
