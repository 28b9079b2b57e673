import { notFound } from '../../../errors.ts'
import type { AppContext } from '../../../http/index.ts'
import type { Staff } from '../../../identity/index.ts'
import {
  presentForStaff,
  type ReportPlace,
  type ReportRecord,
  readReportAndPlace,
  readTrackingNumber,
  type StaffReport,
  staffMaySee,
} from '../../../reports/index.ts'

export interface LoadedReport {
  readonly record: ReportRecord
  readonly place: ReportPlace
  readonly report: StaffReport
}

/**
 * A report as a member of staff may know it, by its number as people write it.
 * @throws DomainError not_found, also for what this person may not see
 */
export async function loadReport(context: AppContext, staff: Staff, number: string): Promise<LoadedReport> {
  const trackingNumber = readTrackingNumber(number)
  const found = trackingNumber === null ? null : await readReportAndPlace(context.db, trackingNumber)
  if (found === null) throw notFound()
  const { record, place } = found
  if (!staffMaySee(staff, place)) throw notFound()
  return { record, place, report: presentForStaff(record, context.sealer) }
}
