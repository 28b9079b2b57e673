import { type RegisterRoutes, staffOf } from '../../../http/index.ts'
import { institutionById, searchInstitutions } from '../../../institutions/index.ts'
import { assignScope } from '../../assign-scope.ts'
import { queryOf } from '../../query.ts'

const SUGGESTIONS = 8

/**
 * `/petugas/instansi/cari?q=`: what a typed name could mean, among the nodes one may give a report to; with
 * `lingkup=semua` in the whole tree.
 */
export const findInstitutionRoutes: RegisterRoutes = (app, context) => {
  app.get('/petugas/instansi/cari', { config: { access: 'staff' } }, async (request, reply) => {
    const query = queryOf(request)
    const scope = query('lingkup') === 'semua' ? null : assignScope(staffOf(request))
    const nodes = await searchInstitutions(context.db, query('q'), {
      withinId: scope ?? undefined,
      limit: SUGGESTIONS,
    })
    const suggestions = await Promise.all(
      nodes.map(async (node) => {
        const above = node.institution_id === node.id ? node.parent_id : node.institution_id
        const institution = above === null ? null : await institutionById(context.db, above)
        return { value: node.code, label: node.name, detail: institution?.name ?? node.code }
      }),
    )
    return reply.header('cache-control', 'private, max-age=60').send({ suggestions })
  })
}
