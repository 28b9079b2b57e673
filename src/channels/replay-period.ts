import type { ChannelName, Db, InboundState } from '../db/index.ts'

export interface Period {
  /** Null for every channel. */
  readonly channel: ChannelName | null
  readonly from: Date
  readonly until: Date
}

export interface Replayed {
  /** Will be understood once more, by the next worker that comes to it. */
  readonly again: number
  /** Did what they asked for; they stay as they are. */
  readonly done: number
}

/** What did nothing, whether by a fault, by a decision, or since it was taken for something that needs no answer. */
const UNDONE: readonly InboundState[] = ['failed', 'ignored', 'discarded']

/**
 * Understand the stored messages of a period once more: after an outage, or after a mistake of ours was mended. What was
 * done already is not done again, so that a period may be replayed as often as one likes.
 */
export async function replayPeriod(db: Db, period: Period, now: Date): Promise<Replayed> {
  const { channel, from, until } = period
  const inPeriod = db
    .selectFrom('inbound_messages')
    .select('id')
    .where('received_at', '>=', from)
    .where('received_at', '<', until)
    .$if(channel !== null, (query) => query.where('channel', '=', channel))
  return db.transaction().execute(async (tx) => {
    const again = await tx
      .updateTable('inbound_messages')
      .set({ state: 'received', attempts: 0, last_error: null, settled_at: null, next_try_at: now })
      .where('id', 'in', inPeriod.where('state', 'in', UNDONE))
      .executeTakeFirst()
    const done = await tx
      .selectFrom(inPeriod.where('state', '=', 'done').as('done'))
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return { again: Number(again.numUpdatedRows), done: Number(done.count) }
  })
}
