import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type AppContext,
  cookieOptions,
  isFollowCookie,
  LEFT_COOKIE,
  REPORTER_COOKIE,
} from '../http/index.ts'
import {
  type Asking,
  endReporterSession,
  reporterOfSession,
  startReporterSession,
} from '../identity/index.ts'
import { dropSubscriptionsOf } from '../notifications/index.ts'
import { mustBeForgotten } from './kept-on-phone.ts'

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

/** How long a browser that signed out may take to come back for its answer. */
const LEFT_SECONDS = 86_400

/** Ends the session here; `everywhere` all of the reporter's, with the news on every phone of theirs. */
export async function signReporterOut(
  context: AppContext,
  request: FastifyRequest,
  reply: FastifyReply,
  everywhere: boolean,
): Promise<void> {
  const token = request.cookies[REPORTER_COOKIE]
  const reporterId = everywhere ? await reporterOf(context, request) : null
  if (reporterId !== null) await dropSubscriptionsOf(context.db, reporterId)
  if (token !== undefined) await endReporterSession(context.db, token, everywhere)
  clearCookies(context, request, reply)
  // A worker does not see the answer to a form that was sent, so the page after it says what to forget.
  reply.setCookie(LEFT_COOKIE, '1', cookieOptions(context.config, LEFT_SECONDS))
}

/**
 * Answered to a browser in which nobody is signed in any more: it was signed out just now, or its session was ended
 * from another one, or with the person's data. Its kept pages and files go; one that only follows a report keeps its own.
 */
export function leaveNothingOnPhone(context: AppContext, request: FastifyRequest, reply: FastifyReply): void {
  const { [REPORTER_COOKIE]: ended, [LEFT_COOKIE]: left } = request.cookies
  if (ended === undefined && left === undefined) return
  if (ended !== undefined) clearCookies(context, request, reply)
  if (left !== undefined) reply.clearCookie(LEFT_COOKIE, cookieOptions(context.config, 0))
  mustBeForgotten(reply)
}

/** Also the reports this browser followed: the next one to use the phone must not find them. */
function clearCookies(context: AppContext, request: FastifyRequest, reply: FastifyReply): void {
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
