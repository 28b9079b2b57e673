import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'

/**
 * Forget what was read from a report's text and pictures: the words it is found by, and those that a proposal names as
 * its reasons. That there was a proposal, and how sure, stays: it tells of the model, not of a person.
 */
export async function forgetRead(tx: Db, reportId: number): Promise<void> {
  await tx.deleteFrom('report_words').where('report_id', '=', reportId).execute()
  await tx.deleteFrom('report_photos').where('report_id', '=', reportId).execute()
  await sql`update proposals set
      handlers = coalesce((select jsonb_agg(handler || '{"reasons": []}' order by position)
        from jsonb_array_elements(handlers) with ordinality as read (handler, position)), '[]'),
      place = place || '{"evidence": []}',
      urgency = coalesce((select jsonb_agg(flag || '{"evidence": []}') from jsonb_array_elements(urgency) flag), '[]')
    where report_id = ${reportId}`.execute(tx)
}
