import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, cookieOptions, followCookie } from '../http/index.ts'
import { followSecret, followSecretFits } from '../reports/index.ts'

interface Followed {
  readonly id: number
  readonly tracking_number: string
}

/** Whether this browser has shown to be the reporter's own, by the follow link or by the code. */
export function isFollower(context: AppContext, request: FastifyRequest, report: Followed): boolean {
  const secret = request.cookies[followCookie(report.tracking_number)]
  return secret !== undefined && followSecretFits(context.sealer, report.id, secret)
}

/** From now on this browser is the reporter's own for this report. */
export function rememberFollower(context: AppContext, reply: FastifyReply, report: Followed): void {
  reply.setCookie(
    followCookie(report.tracking_number),
    followSecret(context.sealer, report.id),
    cookieOptions(context.config),
  )
}
