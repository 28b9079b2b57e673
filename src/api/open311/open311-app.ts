import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { InstitutionRow } from '../../db/index.ts'
import { DomainError, invalid } from '../../errors.ts'
import type { AppContext } from '../../http/index.ts'
import { type ConnectedSystem, type SystemScope, systemOfKey } from '../../identity/index.ts'
import { institutionByCode } from '../../institutions/index.ts'

export const BASE = '/open311/v2'
export const CHANNEL = 'open311'

/** One value of the query or the form; GeoReport repeats no parameter, so the first counts. */
export function parameter(request: FastifyRequest, name: string): string {
  const { query } = request
  const values = typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined
  const value = Array.isArray(values) ? values[0] : values
  const text = typeof value === 'string' && value !== '' ? value : request.form.get(name)
  // PostgreSQL knows no NUL, and no parameter means one.
  return text.replaceAll('\0', '').trim()
}

/**
 * The institution of `jurisdiction_id`, its code with us; without one the whole country.
 * @throws DomainError jurisdiction_not_found (404, as GeoReport says)
 */
export async function jurisdictionOf(
  context: AppContext,
  request: FastifyRequest,
): Promise<InstitutionRow | null> {
  const code = parameter(request, 'jurisdiction_id')
  if (code === '') return null
  const row = await institutionByCode(context.db, code)
  if (row === null || !row.active) throw new DomainError('jurisdiction_not_found', 404)
  return row
}

/**
 * The connected system behind `api_key`, or null when none was sent.
 * @throws DomainError unknown_token for a wrong key: silence would look like missing rights
 */
async function systemOf(context: AppContext, request: FastifyRequest): Promise<ConnectedSystem | null> {
  const key = parameter(request, 'api_key')
  if (key === '') return null
  const system = key.length > 200 ? null : await systemOfKey(context, key)
  if (system === null) throw new DomainError('unknown_token', 403)
  return system
}

/** Know the system of every request from its `api_key`, and count the call against the system's own limit. */
export function registerSystem(app: FastifyInstance, context: AppContext): void {
  app.addHook('preHandler', async (request, reply) => {
    // A bearer key was known and counted before the form was read.
    if (request.system !== null) return
    request.system = await systemOf(context, request)
    if (request.system !== null) await app.limitSystem(request, reply)
  })
}

/** @throws DomainError api_key_missing, not_allowed */
export function demandSystem({ system }: FastifyRequest, scope: SystemScope): ConnectedSystem {
  if (system === null) throw new DomainError('api_key_missing', 403)
  if (!system.scopes.includes(scope)) throw new DomainError('not_allowed', 403)
  return system
}

/**
 * An instant with its zone, as GeoReport demands (ISO 8601, W3C note).
 * @throws DomainError invalid_input
 */
export function instantOf(request: FastifyRequest, name: string): Date | undefined {
  const text = parameter(request, name)
  if (text === '') return undefined
  // A plus sign that a client forgot to encode arrives as a blank.
  const written = text.replace(/ (\d{2}:\d{2})$/, '+$1')
  const at = new Date(written)
  const fits = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(written)
  if (!fits || Number.isNaN(at.getTime())) throw invalid([{ field: name, code: 'invalid_instant' }])
  return at
}

/** @throws DomainError invalid_input */
export function numberOf(request: FastifyRequest, name: string): number | null {
  const text = parameter(request, name)
  if (text === '') return null
  if (!/^-?\d{1,3}(\.\d{1,15})?$/.test(text)) throw invalid([{ field: name, code: 'invalid' }])
  return Number(text)
}
