import { createHash } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { type Db, keptQuery, type Tables } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { CHAIN_START } from './event-chain.ts'

/** Where a reporter's name and contact were shown. */
export type AccessChannel = 'console' | 'api'

/**
 * Note that a member of staff is about to read the sealed name and contact of a report's reporter. Called before they
 * are shown: what cannot be noted is not shown (UU 27/2022 on personal data, art. 31 and 39: record and prevent
 * unlawful access).
 */
export async function logIdentityRead(
  deps: { readonly db: Db; readonly clock: Clock },
  staff: Pick<Staff, 'accountId'>,
  reportId: number,
  channel: AccessChannel,
): Promise<void> {
  const { db, clock } = deps
  for (;;) {
    const [last] = await readLast(db, { reportId })
    const entry = {
      report_id: reportId,
      seq: (last?.seq ?? 0) + 1,
      at: clock.now(),
      account_id: staff.accountId,
      channel,
    }
    const prev_hash = last?.hash ?? CHAIN_START
    const noted = await noteRead(db, { ...entry, prev_hash, hash: accessHash(entry, prev_hash) })
    if (noted.length > 0) return
    // Somebody read it at the same moment and is in the chain now: each round lets one of them in.
  }
}

const readLast = keptQuery((db, { reportId }: { reportId: number }) =>
  db
    .selectFrom('access_log')
    .select(['seq', 'hash'])
    .where('report_id', '=', reportId)
    .orderBy('seq', 'desc')
    .limit(1),
)

const noteRead = keptQuery((db, entry: Tables['access_log']) =>
  db
    .insertInto('access_log')
    .values({
      report_id: entry.report_id,
      seq: entry.seq,
      at: entry.at,
      account_id: entry.account_id,
      channel: entry.channel,
      prev_hash: entry.prev_hash,
      hash: entry.hash,
    })
    .onConflict((conflict) => conflict.columns(['report_id', 'seq']).doNothing())
    .returning('seq'),
)

export type AccessVerdict =
  | { readonly sound: true; readonly reads: number }
  | { readonly sound: false; readonly trackingNumber: string; readonly seq: number }

const BATCH = 5_000

/** Check the chain of readings of every report; stops at the first break. A cut end is found by the day's digest. */
export async function verifyAccessLog(db: Db): Promise<AccessVerdict> {
  let reads = 0
  let previous = { report_id: 0, seq: 0, hash: CHAIN_START }
  for (;;) {
    const rows = await db
      .selectFrom('access_log')
      .selectAll()
      .where((where) =>
        where(where.refTuple('report_id', 'seq'), '>', where.tuple(previous.report_id, previous.seq)),
      )
      .orderBy('report_id')
      .orderBy('seq')
      .limit(BATCH)
      .execute()
    for (const row of rows) {
      const before = row.report_id === previous.report_id ? previous : { seq: 0, hash: CHAIN_START }
      const follows = row.seq === before.seq + 1 && row.prev_hash.equals(before.hash)
      if (!follows || !accessHash(row, row.prev_hash).equals(row.hash)) {
        const { tracking_number } = await db
          .selectFrom('reports')
          .select('tracking_number')
          .where('id', '=', row.report_id)
          .executeTakeFirstOrThrow()
        return { sound: false, trackingNumber: tracking_number, seq: row.seq }
      }
      previous = row
    }
    reads += rows.length
    if (rows.length < BATCH) return { sound: true, reads }
  }
}

function accessHash(
  entry: { report_id: number; seq: number; at: Date; account_id: number; channel: string },
  previous: Buffer,
): Buffer {
  const canonical = JSON.stringify([
    entry.report_id,
    entry.seq,
    entry.at.toISOString(),
    entry.account_id,
    entry.channel,
  ])
  return createHash('sha256').update(previous).update(canonical).digest()
}
