import type { FastifyRequest } from 'fastify'
import { notFound } from '../../../errors.ts'
import type { AppContext } from '../../../http/index.ts'
import {
  type PublicReport,
  presentForPublic,
  readReport,
  readTrackingNumber,
} from '../../../reports/index.ts'

/**
 * The public report of an address.
 * @throws DomainError not_found, also for a report that is secret or not shown yet
 */
export async function supportedReport(context: AppContext, request: FastifyRequest): Promise<PublicReport> {
  const { params } = request
  const given = typeof params === 'object' && params !== null && 'number' in params ? params.number : ''
  const number = readTrackingNumber(String(given))
  const record = number === null ? null : await readReport(context.db, number)
  const report = record === null ? null : presentForPublic(record, context.sealer)
  if (report === null || !report.published) throw notFound()
  return report
}
