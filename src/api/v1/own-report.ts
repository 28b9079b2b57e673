import type { FastifyRequest } from 'fastify'
import { DomainError, notFound } from '../../errors.ts'
import type { AppContext } from '../../http/index.ts'
import { isReporter } from './api-app.ts'

/**
 * The report of a number, for its own reporter.
 * @throws DomainError not_found; follow_secret_required (401) for anybody else
 */
export async function ownReport(
  context: AppContext,
  request: FastifyRequest,
  trackingNumber: string,
): Promise<{ readonly id: number; readonly tracking_number: string; readonly state: string }> {
  const report = await context.db
    .selectFrom('reports')
    .select(['id', 'state', 'tracking_number', 'reporter_id'])
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst()
  if (report === undefined) throw notFound()
  if (!isReporter(context, request, report)) throw new DomainError('follow_secret_required', 401)
  return report
}
