import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, cookieOptions, localPath, SESSION_COOKIE } from '../../../http/index.ts'
import { networkOf, type Origin, type Session } from '../../../identity/index.ts'

/** Holds the secret of a sign-in that is half done. */
export const STEP_COOKIE = 'lapor_langkah'
const STEP_SECONDS = 600
const HOME = '/petugas'

export function originOf(request: FastifyRequest): Origin {
  return { agent: request.headers['user-agent'] ?? '', network: networkOf(request.ip) }
}

/** In: the session's cookie, and on to where the person wanted to go. */
export function enter(
  context: AppContext,
  reply: FastifyReply,
  session: Session,
  back: string,
): FastifyReply {
  const seconds = Math.floor((session.expiresAt.getTime() - context.clock.now().getTime()) / 1_000)
  reply.setCookie(SESSION_COOKIE, session.token, cookieOptions(context.config, seconds))
  reply.clearCookie(STEP_COOKIE, cookieOptions(context.config))
  return reply.redirect(wanted(back), 303)
}

export function keepStep(context: AppContext, reply: FastifyReply, step: string): void {
  reply.setCookie(STEP_COOKIE, step, cookieOptions(context.config, STEP_SECONDS))
}

export function stepOf(request: FastifyRequest): string {
  return request.cookies[STEP_COOKIE] ?? ''
}

/** Where the person wanted to go; only the console is behind the sign-in. */
export function wanted(back: string): string {
  const path = localPath(back)
  return path === HOME || path.startsWith(`${HOME}/`) || path.startsWith(`${HOME}?`) ? path : HOME
}

/** PostgreSQL knows no NUL; no account has one either. */
export function readable(text: string): string {
  return text.replaceAll('\0', '')
}
