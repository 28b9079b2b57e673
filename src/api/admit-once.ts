import type { AppContext } from '../http/index.ts'
import { admitReport, type SubmittedReport } from '../reports/index.ts'

/**
 * Let in the report of a system that has confirmed its reporter's contact itself. A repeated request finds it let in,
 * or lets it in where the first one broke off.
 */
export async function admitOnce(
  context: AppContext,
  { id, trackingNumber }: Pick<SubmittedReport, 'id' | 'trackingNumber'>,
): Promise<void> {
  const { submitted_at } = await context.db
    .selectFrom('reports')
    .select('submitted_at')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (submitted_at === null) await admitReport(context, trackingNumber)
}
