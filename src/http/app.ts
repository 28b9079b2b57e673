import { join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import csrfProtection from '@fastify/csrf-protection'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import { DomainError } from '../errors.ts'
import { registerAccess } from './access.ts'
import type { AppContext } from './app-context.ts'
import { cookieOptions } from './cookies.ts'
import { registerTags } from './entity-tags.ts'
import { refuseAddress, registerErrors } from './errors.tsx'
import { registerFiles } from './files.ts'
import { decodeUtf8, registerForms } from './form.ts'
import { registerFronts } from './fronts.ts'
import { registerHealth } from './health.ts'
import { registerAppearance } from './page.ts'
import { readSystem, registerSystems, systemLimiter } from './systems.ts'

/** A part of an edge: registers its routes on the server. */
export type RegisterRoutes = (app: FastifyInstance, context: AppContext) => void | Promise<void>

const JSON_BYTES = 256 * 1024
/** Told to stop, what is under way gets this long to end. */
const STOP_PATIENCE_MS = 5_000
/** Requests a minute from one address; a family or an office behind one address stays far below. */
const REQUESTS_PER_MINUTE = 600

/** The server with everything that is the same for all edges; `edges` add their routes. */
export async function buildApp(
  context: AppContext,
  edges: readonly RegisterRoutes[],
): Promise<FastifyInstance> {
  const { config } = context
  const app = Fastify({
    loggerInstance: context.log,
    trustProxy: config.trustProxy,
    bodyLimit: JSON_BYTES,
    requestTimeout: 60_000,
    frameworkErrors: refuseAddress(context),
    // Logs name the route, not the address: an address may hold a follow secret.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => crypto.randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, allErrors: true } },
  })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...tileHosts(context), ...uploadsHost(context)],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: config.baseUrl.startsWith('https://') ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    // Of browsers and plug-ins that are gone; each page would carry them.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  })
  await app.register(cookie)
  registerTags(app)
  await app.register(compress, {
    threshold: 1_024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 5 } },
  })
  await app.register(csrfProtection, {
    cookieKey: 'lapor_form',
    cookieOpts: cookieOptions(config),
    getToken: (request) => request.form.get('_csrf'),
  })
  registerFronts(app, context)
  registerSystems(app, context)
  if (config.rateLimits) await limitRequests(app, context)
  await app.register(multipart, { throwFileSizeLimit: false })
  registerJson(app)
  registerErrors(app, context)
  registerAccess(app, context)
  registerForms(app)
  registerCsrf(app)
  await app.register(fastifyStatic, {
    root: join(config.projectDir, 'dist', 'client'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    wildcard: true,
    // The manifest in .vite is the server's, not the browser's.
    allowedPath: (path: string) => !path.includes('/.'),
  })
  registerFiles(app, context)
  registerHealth(app, context)
  registerAppearance(app, context)
  for (const register of edges) await register(app, context)
  // A browser keeps spare lines open on which it never asked anything; Node would wait a minute for each of them.
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), STOP_PATIENCE_MS).unref()
  })
  return app
}

/** By address; a connected system, which may call for many people, has a limit of its own. */
async function limitRequests(app: FastifyInstance, context: AppContext): Promise<void> {
  await app.register(rateLimit, {
    max: REQUESTS_PER_MINUTE,
    timeWindow: '1 minute',
    allowList: (request) => request.system !== null,
  })
  app.limitSystem = systemLimiter(app)
  app.addHook('onRequest', async (request, reply) => {
    if ((await readSystem(context, request)) !== null) await app.limitSystem(request, reply)
  })
}

function registerJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: JSON_BYTES },
    (request, body, done) => {
      try {
        // The route's limit is that of files; JSON is far smaller.
        if (body.length > JSON_BYTES) throw new DomainError('too_large', 413)
        parse(request, typeof body === 'string' ? body : decodeUtf8(body), done)
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)))
      }
    },
  )
}

/** Every form of ours carries a token; the API has no cookies and needs none. */
function registerCsrf(app: FastifyInstance): void {
  app.addHook('preHandler', (request, reply, done) => {
    const isPageForm =
      request.method !== 'GET' && request.method !== 'HEAD' && !request.url.startsWith('/api/')
    if (isPageForm && request.routeOptions.config.csrf !== false) app.csrfProtection(request, reply, done)
    else done()
  })
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False for machine callers outside /api, which have no cookies: webhooks of channels. */
    csrf?: false
  }
}

function uploadsHost({ config }: AppContext): string[] {
  return config.uploadsUrl === null ? [] : [new URL(config.uploadsUrl).origin]
}

function tileHosts(context: AppContext): string[] {
  const { mapTiles } = context.config
  return mapTiles === null ? [] : [new URL(mapTiles.urlTemplate.replaceAll(/[{}]/g, '')).origin]
}
