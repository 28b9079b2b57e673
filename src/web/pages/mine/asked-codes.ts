import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignInCodeRow } from '../../../db/index.ts'
import { type AppContext, cookieOptions } from '../../../http/index.ts'
import { CODE_LIFETIME_MS, signInCodeOf } from '../../../identity/index.ts'

const COOKIE = 'lapor_kode'

/** Remember in training mode that this browser asked for the code; no gateway carries it there. */
export function rememberAsked(context: AppContext, reply: FastifyReply, id: string): void {
  if (context.config.mode !== 'training') return
  reply.setCookie(COOKIE, id, cookieOptions(context.config, CODE_LIFETIME_MS / 1_000))
}

/** The code itself, in training mode alone, for the browser that asked for it. */
export function shownCode(context: AppContext, request: FastifyRequest, row: SignInCodeRow): string | null {
  if (context.config.mode !== 'training' || request.cookies[COOKIE] !== row.id) return null
  if (!row.sends || row.used_at !== null || row.expires_at <= context.clock.now()) return null
  return signInCodeOf(context.sealer, row.id, row.sent_at)
}
