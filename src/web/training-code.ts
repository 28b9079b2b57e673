import type { FastifyReply, FastifyRequest } from 'fastify'
import { type AppContext, cookieOptions } from '../http/index.ts'
import { CODE_LIFETIME_MS, secretsEqual } from '../identity/index.ts'
import { codeOf, type ReportRecord } from '../reports/index.ts'
import { isFollower } from './follow.ts'

/**
 * The code itself, in training mode alone, as no gateway carries it there: for the browser that told the report, or
 * that has just named its contact.
 */
export async function trainingCode(
  context: AppContext,
  request: FastifyRequest,
  { report }: ReportRecord,
): Promise<string | null> {
  if (context.config.mode !== 'training') return null
  if (!isFollower(context, request, report) && !namedContact(context, request, report.tracking_number))
    return null
  const row = await context.db
    .selectFrom('contact_codes')
    .select(['sent_at', 'expires_at'])
    .where('report_id', '=', report.id)
    .executeTakeFirst()
  if (row === undefined || row.expires_at <= context.clock.now()) return null
  const code = codeOf(context.sealer, report.id, row.sent_at)
  context.log.info({ tracking_number: report.tracking_number, code }, 'training mode: one-time code')
  return code
}

/** Remember in training mode that this browser named the report's own contact. */
export function rememberNamedContact(context: AppContext, reply: FastifyReply, number: string): void {
  if (context.config.mode !== 'training') return
  const options = cookieOptions(context.config, CODE_LIFETIME_MS / 1_000)
  reply.setCookie(cookieName(number), proof(context, number), options)
}

function namedContact(context: AppContext, request: FastifyRequest, number: string): boolean {
  const cookie = request.cookies[cookieName(number)]
  return cookie !== undefined && secretsEqual(cookie, proof(context, number))
}

function cookieName(number: string): string {
  return `lapor_akses_${number}`
}

function proof(context: AppContext, number: string): string {
  return context.sealer.derive('named contact', number).toString('base64url')
}
