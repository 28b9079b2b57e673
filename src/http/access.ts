import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { runInStaffScope } from '../db/index.ts'
import { DomainError } from '../errors.ts'
import {
  needsSecondFactor,
  REPORTER_TOKEN_PREFIX,
  reporterOfSession,
  type Staff,
  sessionHolds,
  staffOfAccount,
  staffOfSession,
  staffOfToken,
} from '../identity/index.ts'
import { scopeOfStaff } from '../reports/index.ts'
import type { AppContext } from './app-context.ts'
import { SESSION_COOKIE } from './cookies.ts'
import { demandScope, readSystem, scopeOf } from './systems.ts'

/**
 * Who may call a route; every route says it, and a test holds that.
 * `public`: anyone. `reporter`: anyone, the route itself asks for the follow secret or the code.
 * `staff`: signed in or with a token; what of it one may see or do, the use cases decide.
 * `admin`: a person with the role national_admin or institution_admin. `national`: national_admin. No system, ever.
 */
export type Access = 'public' | 'reporter' | 'staff' | 'admin' | 'national'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** Open to an admin who has yet to set up the second factor: the pages where that is done. */
    withoutSecondFactor?: true
  }
  interface FastifyRequest {
    staff: Staff | null
    /** The reporter whose program calls, by a token of their own. */
    reporterId: number | null
  }
}

/** Where a second factor is set up. */
export const SECOND_FACTOR_PAGE = '/petugas/akun/langkah-kedua'

/** Know the member of staff behind a request and refuse what its route does not allow. */
export function registerAccess(app: FastifyInstance, context: AppContext): void {
  app.decorateRequest('staff', null)
  app.decorateRequest('reporterId', null)
  app.addHook('onRoute', (route) => {
    // The static files' plugin makes its own route, which can't say it.
    if (route.url.startsWith('/assets/')) route.config = { ...route.config, access: 'public' }
    if (route.config?.access === undefined && route.method !== 'HEAD') {
      throw new Error(`${String(route.method)} ${route.url} does not say who may call it`)
    }
  })
  app.addHook('onRequest', async (request, reply) => {
    const access = request.routeOptions.config.access ?? 'public'
    request.staff = await readStaff(context, request)
    if (access === 'public' || access === 'reporter') {
      // Whose key may neither read nor handle is nobody of staff where a route looks for one.
      const scopes = request.system?.scopes
      if (scopes && !scopes.includes('reports:read') && !scopes.includes('reports:handle'))
        request.staff = null
      return
    }
    if (request.staff === null) return refuseUnknown(request, reply)
    if (request.system !== null) {
      if (!opensToSystems(request, access)) throw new DomainError('not_allowed', 403)
      demandScope(request.system, scopeOf(request))
    }
    if (isOfProgram(request) && isOwnAccount(request)) throw new DomainError('not_allowed', 403)
    if (!allows(access, request.staff)) throw new DomainError('not_allowed', 403)
    const { secured, role } = request.staff
    const bare = secured === false && needsSecondFactor(context.config.mode, role)
    if (bare && request.routeOptions.config.withoutSecondFactor !== true) {
      return isStream(request) ? reply.code(204).send() : reply.redirect(SECOND_FACTOR_PAGE, 303)
    }
  })
  // With a callback, and after the body was read: only so does the scope reach the handler.
  app.addHook('preHandler', (request, _reply, done) => {
    const access = request.routeOptions.config.access ?? 'public'
    const ofStaff = access !== 'public' && access !== 'reporter'
    runInStaffScope(ofStaff && request.staff !== null ? scopeOfStaff(request.staff) : null, done)
  })
}

/**
 * A system handles reports over its interfaces; who may do what is said by persons, whatever its scopes. On a page it
 * could make itself a token like a person's, that no scope bounds and no revoked key ends.
 */
function opensToSystems({ routeOptions }: FastifyRequest, access: Access): boolean {
  return access === 'staff' && /^\/(api|open311)\//.test(routeOptions.url ?? '')
}

/** Whether a token calls, and not a session; who sends one is judged by it, whatever cookie comes along. */
function isOfProgram({ headers }: FastifyRequest): boolean {
  return /^Bearer \S/.test(headers.authorization ?? '')
}

/**
 * Where a person makes tokens and sets password, passkeys and second factor. Whoever found a token could make another
 * one there, or a way to sign in, and revoking the first would end neither.
 */
function isOwnAccount({ routeOptions }: FastifyRequest): boolean {
  return /^\/petugas\/akun(\/|$)/.test(routeOptions.url ?? '')
}

/** The signed-in member of staff of a route that demands one. */
export function staffOf(request: FastifyRequest): Staff {
  if (request.staff === null) throw new DomainError('sign_in_required', 401)
  return request.staff
}

/** Whether the person behind a long-lived connection may still be told things. */
export async function isStillSignedIn(context: AppContext, request: FastifyRequest): Promise<boolean> {
  const session = request.cookies[SESSION_COOKIE]
  if (session !== undefined && session !== '') return sessionHolds(context, session)
  return (await readStaff(context, request).catch(() => null)) !== null
}

async function readStaff(context: AppContext, request: FastifyRequest): Promise<Staff | null> {
  const bearer = /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer !== undefined) {
    if (bearer.startsWith(REPORTER_TOKEN_PREFIX)) {
      request.reporterId = await reporterOfSession(context, bearer, 'program')
      if (request.reporterId === null) throw new DomainError('unknown_token', 401)
      return null
    }
    const system = await readSystem(context, request)
    if (system !== null) return staffOfAccount(context.db, system.accountId)
    const staff = await staffOfToken(context.db, bearer)
    // A wrong token is told at once: silence would look like missing rights.
    if (staff === null) throw new DomainError('unknown_token', 401)
    return staff
  }
  // A cookie must not steer the API: it would open it to forged requests from other sites.
  if (request.url.startsWith('/api/')) return null
  const session = request.cookies[SESSION_COOKIE]
  return session === undefined || session === '' ? null : staffOfSession(context, session)
}

function refuseUnknown(request: FastifyRequest, reply: FastifyReply) {
  if (request.url.startsWith('/api/')) throw new DomainError('sign_in_required', 401)
  if (isStream(request)) return reply.code(204).send()
  const back = request.method === 'GET' ? `?lanjut=${encodeURIComponent(request.url)}` : ''
  return reply.redirect(`/masuk${back}`, 303)
}

/** A page's stream of events cannot be led to another page; 204 tells the browser to ask no more (HTML, EventSource). */
function isStream(request: FastifyRequest): boolean {
  return request.headers.accept === 'text/event-stream'
}

function allows(access: Access, staff: Staff): boolean {
  if (access === 'national') return staff.role === 'national_admin'
  if (access === 'admin') return staff.role === 'national_admin' || staff.role === 'institution_admin'
  return true
}
