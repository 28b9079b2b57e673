import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, cookieOptions, isFollowCookie, REPORTER_COOKIE } from '../http/index.ts'
import {
  type Asking,
  endReporterSession,
  reporterOfSession,
  startReporterSession,
} from '../identity/index.ts'

/** The signed-in reporter of a request; null when nobody is signed in. */
export function reporterOf(context: AppContext, request: FastifyRequest): Promise<number | null> {
  const token = request.cookies[REPORTER_COOKIE]
  return token === undefined || token === '' ? Promise.resolve(null) : reporterOfSession(context, token)
}

export async function signReporterIn(
  context: AppContext,
  reply: FastifyReply,
  reporterId: number,
): Promise<void> {
  const { token, seconds } = await startReporterSession(context, reporterId)
  reply.setCookie(REPORTER_COOKIE, token, cookieOptions(context.config, seconds))
}

/** Also forget the reports this browser followed: the next one to use the phone must not find them. */
export async function signReporterOut(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  everywhere: boolean,
): Promise<void> {
  const token = request.cookies[REPORTER_COOKIE]
  if (token !== undefined) await endReporterSession(context.db, token, everywhere)
  for (const name of Object.keys(request.cookies)) {
    if (name === REPORTER_COOKIE || isFollowCookie(name)) {
      reply.clearCookie(name, cookieOptions(context.config, 0))
    }
  }
}

/** Limits count by the address, unless an operator lifted them for load tests. */
export function askingOf(context: AppContext, request: FastifyRequest): Asking {
  return { address: context.config.rateLimits ? request.ip : null }
}
