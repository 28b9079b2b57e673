import { admitReport, type ReportDeps } from '../../reports/index.ts'
import type { InboundMessage } from '../channel.ts'

/**
 * An answer to the mail that we sent to an address shows that it is the sender's own: the report that waits for that
 * goes to its institution. @returns whether it did
 */
export async function letInByReply(
  deps: ReportDeps,
  { trackingNumber, channel }: InboundMessage,
): Promise<boolean> {
  if (trackingNumber === undefined) return false
  const waiting = await deps.db
    .selectFrom('reports')
    .select('id')
    .where('tracking_number', '=', trackingNumber)
    .where('state', '=', 'awaiting_identity')
    .executeTakeFirst()
  if (waiting === undefined) return false
  const { report } = await admitReport(deps, trackingNumber, channel)
  return report.state !== 'awaiting_identity'
}

/** "Ya", "OK, benar": nothing but the confirmation that was asked for. */
export function isYes(text: string): boolean {
  return /^\W*(ya+|iya+|yes|y|ok(e|ay)?|benar|betul|setuju|sudah|konfirmasi|lanjut(kan)?)\b.{0,40}$/isu.test(
    text.trim(),
  )
}
