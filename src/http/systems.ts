import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError } from '../errors.ts'
import {
  type ConnectedSystem,
  countSystemCalls,
  type Staff,
  type SystemCalls,
  type SystemScope,
  systemOfKey,
  systemOfToken,
} from '../identity/index.ts'
import type { AppContext } from './app-context.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a connected system needs to call a staff route; without it reading is `reports:read`, else `reports:handle`. */
    scope?: SystemScope
  }
  interface FastifyInstance {
    /** Count a call of `request.system` against its own limit. @throws DomainError too_many_requests */
    limitSystem: LimitSystem
  }
  interface FastifyRequest {
    /** The connected system that calls, with the scopes of its key or token. */
    system: ConnectedSystem | null
  }
}

/** Calls are written together: one row for each call would wait for the same row's lock. A crash loses so much of the log. */
const WRITE_CALLS_MS = 1_000

/** Calls of connected systems: each with its own limit, told in headers, and its own log. */
export function registerSystems(app: FastifyInstance, context: AppContext): void {
  app.decorateRequest('system', null)
  app.decorate('limitSystem', async () => undefined)
  const calls = new Map<string, SystemCalls>()
  app.addHook('onResponse', async ({ method, routeOptions, system }, { statusCode }) => {
    if (system === null) return
    const call = { systemId: system.id, route: `${method} ${routeOptions.url ?? ''}`, status: statusCode }
    const key = JSON.stringify(call)
    calls.set(key, { ...call, calls: (calls.get(key)?.calls ?? 0) + 1 })
  })
  const write = async () => {
    const counted = [...calls.values()]
    calls.clear()
    if (counted.length > 0) await countSystemCalls(context, counted)
  }
  const timer = setInterval(() => {
    write().catch((error) => app.log.error({ err: error }, 'calls of connected systems were not counted'))
  }, WRITE_CALLS_MS).unref()
  app.addHook('onClose', async () => {
    clearInterval(timer)
    await write()
  })
}

/** The system behind a bearer key (`lapor_sys_…`) or access token (`lapor_oat_…`), or null for any other caller. */
export async function readSystem(
  context: AppContext,
  request: FastifyRequest,
): Promise<ConnectedSystem | null> {
  if (request.system !== null) return request.system
  const bearer = /^Bearer (lapor_(?:sys|oat)_\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer === undefined) return null
  request.system = bearer.startsWith('lapor_sys_')
    ? await systemOfKey(context, bearer)
    : await systemOfToken(context, bearer)
  return request.system
}

/** @throws DomainError scope_missing */
export function demandScope(system: ConnectedSystem, scope: SystemScope): void {
  if (!system.scopes.includes(scope)) throw new DomainError('scope_missing', 403, { values: { scope } })
}

/**
 * Who of staff reads, on a route that is open to others too: a system's place says which reports, its scopes what it
 * may do with them.
 */
export function readingStaff({ staff, system }: FastifyRequest): Staff | null {
  return system === null || system.scopes.includes('reports:read') ? staff : null
}

/** The scope a route asks of a connected system. */
export function scopeOf(request: FastifyRequest): SystemScope {
  const { scope } = request.routeOptions.config
  return scope ?? (request.method === 'GET' || request.method === 'HEAD' ? 'reports:read' : 'reports:handle')
}

type LimitSystem = (request: FastifyRequest, reply: FastifyReply) => Promise<void>

/** Each system's own limit of requests a minute, instead of that of the address it calls from. */
export function systemLimiter(app: FastifyInstance): LimitSystem {
  const check = app.createRateLimit({
    max: (request: FastifyRequest) => request.system?.requestsPerMinute ?? 1,
    timeWindow: '1 minute',
    // The addresses' limit lets systems pass; this one is theirs.
    allowList: () => false,
    keyGenerator: (request: FastifyRequest) => `system:${request.system?.id ?? 0}`,
  })
  return async (request, reply) => {
    const state = await check(request)
    if (state.isAllowed) return
    reply.header('x-ratelimit-limit', state.max)
    reply.header('x-ratelimit-remaining', state.remaining)
    reply.header('x-ratelimit-reset', state.ttlInSeconds)
    if (!state.isExceeded) return
    reply.header('retry-after', state.ttlInSeconds)
    throw new DomainError('too_many_requests', 429)
  }
}
