import type { FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { PageFrame } from '../ui/index.ts'
import type { AppContext } from './app-context.ts'
import { knowsTag, tagOf } from './entity-tags.ts'
import { frameOf } from './page.ts'

/** A page made once serves everybody for so long; then whoever comes still gets it while it is made anew. */
const FRESH_MS = 60_000
const TOO_OLD_MS = 10 * FRESH_MS
const MOST_KEPT = 500

interface Made {
  readonly html: string
  readonly tag: string
  readonly madeAt: number
}

/**
 * Pages that are the same for everybody: without a form of ours, so without a token; kept a minute in this process, and by
 * browsers and proxies between, which ask again by the entity tag.
 */
export function openPublicPages(context: AppContext) {
  const kept = new Map<string, Made>()
  const making = new Map<string, Promise<Made>>()

  const make = (key: string, page: PageFrame, view: (page: PageFrame) => Promise<VNode>): Promise<Made> => {
    const under = making.get(key)
    if (under !== undefined) return under
    const made = view(page)
      .then((node) => {
        const html = `<!doctype html>${renderToString(node)}`
        const fresh = { html, tag: tagOf(html), madeAt: context.clock.now().getTime() }
        if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
        kept.delete(key)
        kept.set(key, fresh)
        return fresh
      })
      .finally(() => making.delete(key))
    making.set(key, made)
    return made
  }

  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    view: (page: PageFrame) => Promise<VNode>,
    // What the page hangs on beside its path; whatever else stands in the address makes no page of its own.
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<FastifyReply> => {
    const path = pathWith(request.url, parameters)
    const page = frameOf(context, request, { path, csrfToken: null })
    const key = `${request.front?.code ?? ''} ${page.speaks ?? page.language} ${page.theme} ${path}`
    const known = kept.get(key)
    const age = known === undefined ? Number.POSITIVE_INFINITY : context.clock.now().getTime() - known.madeAt
    // Where making it anew fails, whoever comes when it is too old is told.
    if (known !== undefined && age >= FRESH_MS && age < TOO_OLD_MS)
      make(key, page, view).catch(() => undefined)
    const made = known !== undefined && age < TOO_OLD_MS ? known : await make(key, page, view)
    reply
      .header('cache-control', 'public, max-age=60, stale-while-revalidate=600')
      .header('etag', made.tag)
      .header('vary', 'cookie')
      // Months and hosts are views of one page; a search engine keeps one address of it.
      .header('link', `<${canonicalOf(context, request)}>; rel="canonical"`)
    if (knowsTag(request, made.tag)) return reply.code(304).send()
    return reply.type('text/html; charset=utf-8').send(made.html)
  }
}

/** On an institution's own host the first page is the institution's. */
function canonicalOf({ config }: AppContext, { url, front }: FastifyRequest): string {
  const path = pathWith(url, {})
  return `${config.baseUrl}${front !== null && path === '/' ? `/instansi/${front.code}` : path}`
}

/** The path of an address, spelt in one way only, with the given parameters; empty ones are left out. */
function pathWith(url: string, parameters: Readonly<Record<string, string>>): string {
  const path = encodeURI(decodeURIComponent(url.split('?')[0] ?? ''))
  const given = Object.entries(parameters).filter(([, value]) => value !== '')
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`
}
