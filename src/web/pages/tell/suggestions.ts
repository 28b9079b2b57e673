import type { RegisterRoutes } from '../../../http/index.ts'
import type { Suggestion } from '../../../ui/index.ts'
import { AREAS, type Candidate, INSTITUTIONS } from '../../find-named.ts'
import { queryOf } from '../../query.ts'

/** What the fields of place and institution suggest while one types. */
export const suggestionRoutes: RegisterRoutes = (app, context) => {
  for (const [path, registry] of [
    ['/saran/wilayah', AREAS],
    ['/saran/instansi', INSTITUTIONS],
  ] as const) {
    app.get(path, { config: { access: 'public' } }, async (request, reply) => {
      const text = queryOf(request)('q')
      const candidates = text.length < 2 ? [] : await registry.search(context.db, text, 8)
      // Places and institutions seldom change: going back a letter must not cost a slow line another request.
      return reply
        .header('cache-control', 'public, max-age=300')
        .send({ suggestions: candidates.map(suggestion) })
    })
  }
}

function suggestion({ code, name, detail }: Candidate): Suggestion {
  return { value: code, label: name, ...(detail === null ? {} : { detail }) }
}
