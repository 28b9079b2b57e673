import { notFound } from '../../../errors.ts'
import { openPublicPages, type RegisterRoutes } from '../../../http/index.ts'
import { institutionByCode } from '../../../institutions/index.ts'
import { readPeriod, readPublicFigures } from '../../../statistics/index.ts'
import { WidgetPage } from './view.tsx'

const CODE = /^[\w.-]+$/

/**
 * `/sematan/<code>`: an institution's figures of the last three months, to show on any other site in a frame. Without
 * script, cookie and form; what is public may stand anywhere.
 */
export const widgetRoutes: RegisterRoutes = (app, context) => {
  const sendPublic = openPublicPages(context)
  app.get<{ Params: { code: string } }>(
    '/sematan/:code',
    { config: { access: 'public' } },
    async (request, reply) => {
      const { code } = request.params
      const node = CODE.test(code) ? await institutionByCode(context.db, code) : null
      if (node === null || node.institution_id !== node.id || node.parent_id === null) throw notFound()
      const policy = String(reply.getHeader('content-security-policy') ?? '')
      reply
        .header('content-security-policy', policy.replace(/frame-ancestors[^;]*/, 'frame-ancestors *'))
        .removeHeader('x-frame-options')
      return sendPublic(request, reply, async (page) => {
        const now = context.clock.now()
        const period = readPeriod({ from: '', until: '' }, now, node.time_zone)
        const of = { id: node.id, isRoot: false, timeZone: node.time_zone }
        return (
          <WidgetPage
            page={{ ...page, assets: { ...page.assets, script: null } }}
            node={node}
            figures={await readPublicFigures(context.db, of, period, now)}
            baseUrl={context.config.baseUrl}
          />
        )
      })
    },
  )
}
