import { notFound } from '../../../errors.ts'
import { pageFrame, type RegisterRoutes, sendPage } from '../../../http/index.ts'
import { type Digest, digestParts, listDigests } from '../../../reports/index.ts'
import { queryOf } from '../../query.ts'
import { DigestPage } from './view.tsx'

const PAGE_SIZE = 60
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** `/audit`: a digest for each day, by which anybody can hold that history was not rewritten; also as JSON and as parts. */
export const digestRoutes: RegisterRoutes = (app, context) => {
  app.get('/audit', { config: { access: 'public' } }, async (request, reply) => {
    const digests = await listDigests(context.db, {
      before: dayIn(queryOf(request)('sebelum')),
      limit: PAGE_SIZE + 1,
    })
    return sendPage(
      reply,
      <DigestPage
        page={pageFrame(context, request, reply)}
        digests={digests.slice(0, PAGE_SIZE)}
        more={digests.length > PAGE_SIZE}
        baseUrl={context.config.baseUrl}
      />,
    )
  })
  app.get('/audit.json', { config: { access: 'public' } }, async (request, reply) => {
    const digests = await listDigests(context.db, { before: dayIn(queryOf(request)('before')), limit: 1_000 })
    return reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=300')
      .send({ algorithm: 'sha256', digests: digests.map(published) })
  })
  app.get<{ Params: { file: string } }>(
    '/audit/:file',
    { config: { access: 'public' } },
    async (request, reply) => {
      const day = dayIn(/^(.*)\.txt$/.exec(request.params.file)?.[1] ?? '')
      const parts = day === null ? null : await digestParts(context.db, day)
      if (parts === null) throw notFound()
      return reply
        .type('text/plain; charset=utf-8')
        .header('access-control-allow-origin', '*')
        .header('cache-control', 'public, max-age=300')
        .send(parts.map((part) => `${part.toString('hex')}\n`).join(''))
    },
  )
}

function published({ day, events, reads, hash }: Digest) {
  return { day, events, reads, hash: hash.toString('hex') }
}

/** JavaScript takes 31 February for 3 March, PostgreSQL refuses it. */
function dayIn(text: string): string | null {
  if (!DAY.test(text)) return null
  return new Date(`${text}T00:00:00Z`).toISOString().startsWith(text) ? text : null
}
