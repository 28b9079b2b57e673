import { sql } from 'kysely'
import type { ChannelName, Db } from '../db/index.ts'

/** How a channel does: what the console shows of it in one line. */
export interface ChannelLine {
  readonly channel: ChannelName
  readonly last_in: Date | null
  readonly last_out: Date | null
  /** Messages that wait to be understood, and to be sent. */
  readonly waiting_in: number
  readonly waiting_out: number
  /** Of what left or should have left in a day. */
  readonly sent: number
  readonly failed: number
  readonly dead_in: number
  readonly dead_out: number
  /** Paid parts of SMS, and capped calls of a provider, since midnight (UTC). */
  readonly parts: number
  readonly calls: number
  /** What those calls cost by the provider's price list, in millionths of a US dollar: today, and in 30 days. */
  readonly cost_micros: number
  readonly month_micros: number
  readonly signature_failures: number
  readonly trouble: string | null
  readonly trouble_since: Date | null
  readonly silence_told_at: Date | null
}

const DAY_MS = 86_400_000

/** The health line of every channel. */
export async function readChannelLines(db: Db, now: Date): Promise<ChannelLine[]> {
  const dayAgo = new Date(now.getTime() - DAY_MS)
  const today = now.toISOString().slice(0, 10)
  const { rows } = await sql<ChannelLine>`
    select name.channel,
      (select max(received_at) from inbound_messages where channel = name.channel) as last_in,
      (select max(sent_at) from notifications where channel = name.channel and sent_at is not null) as last_out,
      (select count(*)::int from inbound_messages where channel = name.channel and next_try_at is not null) as waiting_in,
      (select count(*)::int from notifications where channel = name.channel and state = 'queued') as waiting_out,
      (select count(*)::int from notifications where channel = name.channel and sent_at > ${dayAgo}) as sent,
      (select count(*)::int from notifications
        where channel = name.channel and state = 'failed' and created_at > ${dayAgo}) as failed,
      (select count(*)::int from inbound_messages where channel = name.channel and state = 'failed') as dead_in,
      (select count(*)::int from notifications where channel = name.channel and state = 'failed') as dead_out,
      (select coalesce(sum(parts), 0)::int from notifications
        where channel = name.channel and sent_at >= ${today}::timestamptz) as parts,
      (select coalesce(sum(calls), 0)::int from channel_usage where channel = name.channel and day = ${today}::date) as calls,
      (select coalesce(sum(cost_micros), 0)::int from channel_usage
        where channel = name.channel and day = ${today}::date) as cost_micros,
      (select coalesce(sum(cost_micros), 0)::int from channel_usage
        where channel = name.channel and day > ${today}::date - 30) as month_micros,
      coalesce(health.signature_failures, 0) as signature_failures,
      health.trouble, health.trouble_since, health.silence_told_at
    from unnest(array['sms', 'x', 'whatsapp', 'telegram', 'email']) with ordinality as name(channel, place)
    left join channel_health health on health.channel = name.channel
    order by name.place
  `.execute(db)
  return rows
}
