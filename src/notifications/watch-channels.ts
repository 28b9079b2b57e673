import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { ChannelName, Db } from '../db/index.ts'
import { formatDateTime, translator } from '../i18n/index.ts'
import type { Sealer } from '../identity/index.ts'

interface WatchDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly baseUrl: string
}

const HOUR_MS = 3_600_000
/** What is usual on a channel is read from so long. */
const USUAL_MS = 14 * 24 * HOUR_MS
/** A channel with fewer messages in that time has no usual pace. */
const FEWEST = 20
/** Ten usual gaps without a message come by chance once in 22,000; nights are quieter, so at least some hours. */
const GAPS = 10
const AT_LEAST_MS = 8 * HOUR_MS

/**
 * Tell national admins, once, when a channel falls silent: nothing came in for far longer than usual, or its adapter says
 * that the connection is broken. A message that comes in ends the silence.
 */
export async function watchChannels(deps: WatchDeps): Promise<void> {
  const now = deps.clock.now()
  for (const { channel, last_in, count, trouble, told } of await readPace(deps.db, now)) {
    const gap = count >= FEWEST ? Math.max(AT_LEAST_MS, (USUAL_MS / count) * GAPS) : null
    const isSilent = gap !== null && last_in !== null && now.getTime() - last_in.getTime() > gap
    const isBroken = trouble !== null
    if ((isSilent || isBroken) && !told) await tell(deps, channel, last_in, trouble, now)
    else if (!isSilent && !isBroken && told) await mark(deps.db, channel, null)
  }
}

interface Pace {
  readonly channel: ChannelName
  readonly last_in: Date | null
  readonly count: number
  readonly trouble: string | null
  readonly told: boolean
}

async function readPace(db: Db, now: Date): Promise<Pace[]> {
  const since = new Date(now.getTime() - USUAL_MS)
  const { rows } = await sql<Pace>`
    select name.channel,
      (select max(received_at) from inbound_messages where channel = name.channel) as last_in,
      (select count(*)::int from inbound_messages where channel = name.channel and received_at > ${since}) as count,
      health.trouble, health.silence_told_at is not null as told
    from unnest(array['sms', 'x', 'whatsapp', 'telegram', 'email']) as name(channel)
    left join channel_health health on health.channel = name.channel
  `.execute(db)
  return rows
}

async function tell(
  deps: WatchDeps,
  channel: ChannelName,
  lastIn: Date | null,
  trouble: string | null,
  now: Date,
): Promise<void> {
  const admins = await deps.db
    .selectFrom('staff_accounts')
    .select(['id', 'email'])
    .where('active', '=', true)
    .where('role', '=', 'national_admin')
    .execute()
  const t = translator('id')
  const values = {
    channel: t(`channel.${channel}`),
    since: lastIn === null ? '-' : formatDateTime(lastIn, 'id'),
    trouble: trouble ?? t('kanal.alarm.silent'),
    link: `${deps.baseUrl}/petugas/kanal`,
  }
  await deps.db.transaction().execute(async (tx) => {
    await mark(tx, channel, now)
    if (admins.length === 0) return
    await tx
      .insertInto('notifications')
      .values(
        admins.map(({ id, email }) => ({
          report_id: null,
          event_seq: null,
          recipient_kind: 'staff' as const,
          reporter_id: null,
          account_id: id,
          channel: 'email' as const,
          address_sealed: deps.sealer.seal(email),
          subject: t('kanal.alarm.subject', values),
          body_sealed: deps.sealer.seal(t('kanal.alarm.body', values)),
          state: 'queued' as const,
          last_error: null,
          created_at: now,
          next_try_at: now,
          sent_at: null,
        })),
      )
      .execute()
  })
}

async function mark(db: Db, channel: ChannelName, at: Date | null): Promise<void> {
  await db
    .insertInto('channel_health')
    .values({ channel, silence_told_at: at })
    .onConflict((conflict) => conflict.column('channel').doUpdateSet({ silence_told_at: at }))
    .execute()
}
