import type { Db } from '../../db/index.ts'
import { EXCHANGE_CHANNEL } from '../../reports/index.ts'
import { type ExchangeMessage, FILE_LIMITS } from './message.ts'

/**
 * Note the files that a message of a partner names, to be fetched: each once, however often it is named, and only so
 * many of one report; inside the caller's transaction, which holds the report.
 */
export async function wantFiles(
  tx: Db,
  systemId: number,
  reportId: number,
  message: ExchangeMessage,
  now: Date,
): Promise<void> {
  const { attachments = [] } = message.data
  if (attachments.length === 0) return
  const { count } = await tx
    .selectFrom('exchange_files')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('report_id', '=', reportId)
    .executeTakeFirstOrThrow()
  const wanted = attachments.slice(0, Math.max(0, FILE_LIMITS.report - Number(count)))
  if (wanted.length === 0) return
  const eventSeq = message.type === 'exchange.offer' ? 1 : await lastEntryFromThere(tx, reportId)
  await tx
    .insertInto('exchange_files')
    .values(
      wanted.map(({ id, name, sha256, url }) => ({
        report_id: reportId,
        system_id: systemId,
        event_seq: eventSeq,
        remote_id: id,
        name,
        url,
        sha256: sha256 ? Buffer.from(sha256, 'hex') : null,
        next_try_at: now,
        noted_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** What was just said, or, for a file that comes alone, what was said last; the report itself where nothing was. */
async function lastEntryFromThere(tx: Db, reportId: number): Promise<number> {
  const entry = await tx
    .selectFrom('report_events')
    .select('seq')
    .where('report_id', '=', reportId)
    .where('channel', '=', EXCHANGE_CHANNEL)
    .where('visibility', '!=', 'internal')
    .where('text', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return entry?.seq ?? 1
}
