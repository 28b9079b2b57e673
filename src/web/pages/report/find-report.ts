import type { FastifyRequest } from 'fastify'
import type { AppContext } from '../../../http/index.ts'
import {
  type PublicReport,
  presentForPublic,
  presentForReporter,
  type ReporterReport,
  type ReportRecord,
  readReport,
  readTrackingNumber,
} from '../../../reports/index.ts'
import { isFollower } from '../../follow.ts'

/** A report as this visitor may see it: as its reporter, or as everybody. */
export type FoundReport =
  | { readonly own: true; readonly record: ReportRecord; readonly report: ReporterReport }
  | { readonly own: false; readonly record: ReportRecord; readonly report: PublicReport }

/** The report of an address; null when there is none or it is secret, which must look the same. */
export async function findReport(context: AppContext, request: FastifyRequest): Promise<FoundReport | null> {
  const record = await recordOf(context, request)
  if (record === null) return null
  if (isFollower(context, request, record.report)) {
    return { own: true, record, report: presentForReporter(record, context.sealer) }
  }
  const report = presentForPublic(record, context.sealer)
  return report === null ? null : { own: false, record, report }
}

/** The number in an address, with or without blanks; null when it cannot be one of ours. */
export function numberOf(request: FastifyRequest): string | null {
  const { params } = request
  const number = typeof params === 'object' && params !== null && 'number' in params ? params.number : ''
  return readTrackingNumber(String(number))
}

/** Everything that stands about the report of an address, whoever asks. */
export async function recordOf(context: AppContext, request: FastifyRequest): Promise<ReportRecord | null> {
  const number = numberOf(request)
  return number === null ? null : readReport(context.db, number)
}
