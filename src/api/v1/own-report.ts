import type { FastifyRequest } from 'fastify'
import { DomainError, notFound } from '../../errors.ts'
import type { AppContext } from '../../http/index.ts'
import { isReporter } from './api-app.ts'

/**
 * The report of a number, for its own reporter.
 * @throws DomainError not_found, also for anybody else where the report is secret; follow_secret_required (401)
 */
export async function ownReport(
  context: AppContext,
  request: FastifyRequest,
  trackingNumber: string,
): Promise<{ readonly id: number; readonly tracking_number: string; readonly state: string }> {
  const report = await context.db
    .selectFrom('reports')
    .select(['id', 'state', 'tracking_number', 'reporter_id', 'secret'])
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst()
  const isOwn = report !== undefined && isReporter(context, request, report)
  if (report === undefined || (report.secret && !isOwn)) throw notFound()
  if (!isOwn) throw new DomainError('follow_secret_required', 401)
  return report
}

/** Whether the caller shows to be the reporter of a report that there is. */
export function provesReport(
  context: AppContext,
  request: FastifyRequest,
  trackingNumber: string,
): Promise<boolean> {
  return ownReport(context, request, trackingNumber).then(
    () => true,
    () => false,
  )
}
