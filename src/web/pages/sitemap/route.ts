import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../../errors.ts'
import { knowsTag, type RegisterRoutes, tagOf } from '../../../http/index.ts'
import { xmlText } from '../../../statistics/index.ts'
import { readInstitutionCodes, readRange, readRangeState, readRanges } from './read-addresses.ts'

const NAMESPACE = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
/** Pages that are the same for everybody. */
const PAGES = [
  '/',
  '/lapor',
  '/laporan',
  '/statistik',
  '/statistik/definisi',
  '/data-terbuka',
  '/tentang',
  '/privasi',
]
const PUBLIC = { config: { access: 'public' } } as const

/**
 * `/sitemap.xml` (sitemaps.org): an index of what a search engine may read: pages and institutions in one file, public
 * reports in files of at most 10,000 addresses. Where nothing changed, a 304 is enough.
 */
export const sitemapRoutes: RegisterRoutes = (app, context) => {
  const { baseUrl } = context.config
  app.get('/sitemap.xml', PUBLIC, async (request, reply) => {
    const files = ['halaman', ...(await readRanges(context.db)).map((range) => `laporan-${range}`)]
    const entries = files.map(
      (name) => `<sitemap><loc>${xmlText(`${baseUrl}/sitemap/${name}.xml`)}</loc></sitemap>`,
    )
    return send(
      request,
      reply,
      `${HEAD}<sitemapindex xmlns="${NAMESPACE}">\n${entries.join('\n')}\n</sitemapindex>\n`,
    )
  })
  app.get('/sitemap/halaman.xml', PUBLIC, async (request, reply) => {
    const institutions = (await readInstitutionCodes(context.db)).map((code) => `/instansi/${code}`)
    const entries = [...PAGES, ...institutions].map((path) => address(`${baseUrl}${path}`, null))
    return send(request, reply, `${HEAD}<urlset xmlns="${NAMESPACE}">\n${entries.join('')}</urlset>\n`)
  })
  app.get<{ Params: { file: string } }>('/sitemap/:file', PUBLIC, async (request, reply) => {
    const range = /^laporan-(0|[1-9]\d{0,5})\.xml$/.exec(request.params.file)?.[1]
    if (range === undefined) throw notFound()
    const { count, changed_at } = await readRangeState(context.db, Number(range))
    if (count === 0 || changed_at === null) throw notFound()
    const tag = tagOf(`${baseUrl} ${range} ${count} ${changed_at.toISOString()}`)
    if (isKnown(request, reply, tag)) return reply.code(304).send()
    const lines = async function* () {
      yield `${HEAD}<urlset xmlns="${NAMESPACE}">\n`
      for await (const reports of readRange(context.db, Number(range)))
        yield reports
          .map((report) => address(`${baseUrl}/laporan/${report.tracking_number}`, report.updated_at))
          .join('')
      yield '</urlset>\n'
    }
    return reply.type('application/xml; charset=utf-8').send(Readable.from(lines()))
  })
}

function address(url: string, changedAt: Date | null): string {
  const changed = changedAt === null ? '' : `<lastmod>${changedAt.toISOString()}</lastmod>`
  return `<url><loc>${xmlText(url)}</loc>${changed}</url>\n`
}

function send(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  if (isKnown(request, reply, tagOf(text))) return reply.code(304).send()
  return reply.type('application/xml; charset=utf-8').send(text)
}

function isKnown(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag).header('cache-control', 'public, max-age=3600')
  return knowsTag(request, tag)
}
