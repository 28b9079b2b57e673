import type { ChannelName, Db } from '../db/index.ts'
import { type ChannelContact, contactHash, type Sealer } from '../identity/index.ts'

/** When a sender last wrote on a channel; null when never. */
export async function lastWroteAt(
  { db, sealer }: { readonly db: Db; readonly sealer: Sealer },
  channel: ChannelName,
  contact: ChannelContact,
): Promise<Date | null> {
  const row = await db
    .selectFrom('inbound_messages')
    .select('received_at')
    .where('address_hash', '=', contactHash(sealer, contact))
    .where('channel', '=', channel)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.received_at ?? null
}

/** Faster than this nobody writes letters; two machines that answer each other do. */
const LETTERS_AN_HOUR = 20

/** Whether a sender wrote more often within the last hour than a person would. */
export async function writesTooOften(
  { db, sealer, clock }: { readonly db: Db; readonly sealer: Sealer; readonly clock: { now(): Date } },
  channel: ChannelName,
  contact: ChannelContact,
): Promise<boolean> {
  const { count } = await db
    .selectFrom('inbound_messages')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('address_hash', '=', contactHash(sealer, contact))
    .where('channel', '=', channel)
    .where('received_at', '>', new Date(clock.now().getTime() - 3_600_000))
    .executeTakeFirstOrThrow()
  return Number(count) > LETTERS_AN_HOUR
}
