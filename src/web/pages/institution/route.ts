import { notFound } from '../../../errors.ts'
import type { RegisterRoutes } from '../../../http/index.ts'
import { institutionByCode } from '../../../institutions/index.ts'
import { frontFileRoutes } from './front-files.ts'
import { openInstitutionPage } from './send-institution.tsx'

const CODE = /^[\w.-]+$/

/** `/instansi/<code>`: an institution's front page: the way in, how it answers, where its reports come from, the newest. */
export const institutionRoutes: RegisterRoutes = (app, context) => {
  const sendInstitution = openInstitutionPage(context)
  app.get<{ Params: { code: string } }>(
    '/instansi/:code',
    { config: { access: 'public' } },
    async (request, reply) => {
      const { code } = request.params
      const node = CODE.test(code) ? await institutionByCode(context.db, code) : null
      if (node === null || node.institution_id !== node.id || node.parent_id === null) throw notFound()
      return sendInstitution(request, reply, node)
    },
  )
  return frontFileRoutes(app, context)
}
