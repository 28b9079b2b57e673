import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { notFound } from '../errors.ts'
import { frontOfHost, type InstitutionFront } from '../institutions/index.ts'
import type { PageFront } from '../ui/index.ts'
import type { AppContext } from './app-context.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The institution by whose own host name the visitor came; null on the installation's own address. */
    front: InstitutionFront | null
  }
}

/** Where staff work: on the installation's own address alone, so that an institution's host never sees their sessions. */
const OF_STAFF = /^\/(masuk|petugas|api)(?=[/?]|$)/

/** Know the institution whose host name was asked for. */
export function registerFronts(app: FastifyInstance, context: AppContext): void {
  const { config } = context
  const own = ownHosts(config)
  app.decorateRequest('front', null)
  app.addHook('onRequest', async (request, reply) => {
    const host = request.hostname.toLowerCase()
    if (own.includes(host) || isProbe(request)) return
    request.front = await frontOfHost(context.db, host)
    // By the route, not by how its address was written.
    if (request.front === null || !OF_STAFF.test(request.routeOptions.url ?? request.url)) return
    if (request.method !== 'GET' && request.method !== 'HEAD') throw notFound()
    return reply.redirect(`${config.baseUrl}${request.url}`, 303)
  })
}

/** Whether the process lives is asked by address, and must not hang on the database. */
function isProbe({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url === '/livez' || routeOptions.url === '/readyz'
}

/** Host names that are the installation's own. */
export function ownHosts(config: Config): string[] {
  return [config.baseUrl, ...(config.uploadsUrl === null ? [] : [config.uploadsUrl])].map(
    (address) => new URL(address).hostname,
  )
}

/** The address that the visitor's browser takes as this site's own. */
export function originOf({ config }: AppContext, request: FastifyRequest): string {
  const { origin, protocol } = new URL(config.baseUrl)
  return request.front === null ? origin : `${protocol}//${request.host}`
}

/** What the frame of every page shows of the institution whose host name was asked for. */
export function pageFront({ config }: AppContext, { front }: FastifyRequest): PageFront | null {
  if (front === null) return null
  return { name: front.name, emblem: emblemPath(front), national: config.baseUrl }
}

/** Where an institution's emblem stands; null where it has none. */
export function emblemPath({ code, emblemDigest }: InstitutionFront): string | null {
  return emblemDigest === null ? null : `/instansi/${code}/lambang.webp?v=${emblemDigest}`
}
