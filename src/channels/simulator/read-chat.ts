import type { ChannelName } from '../../db/index.ts'
import type { Choice } from '../../notifications/index.ts'
import type { Channel } from '../channel.ts'
import { addressHashOf } from '../conversation/known-sender.ts'
import type { ProcessDeps } from '../process-inbound.ts'

/** One bubble of a conversation. */
export interface Bubble {
  readonly from: 'person' | 'us'
  readonly text: string
  readonly at: Date
  readonly choices: readonly Choice[]
  /** Within the same instant: an answer stands behind what it answers. */
  readonly place: number
}

/** Who plays, on which channel. */
export interface Player {
  readonly channel: ChannelName
  readonly address: string
  readonly name: string
}

/** So many messages of each side are shown. */
const SHOWN = 25

/** What one sender and we wrote to each other on a channel, oldest first. */
export async function readChat(deps: ProcessDeps, channel: Channel, player: Player): Promise<Bubble[]> {
  const { db, sealer } = deps
  const probe = channel.simulate({
    ...player,
    externalId: 'probe',
    text: '-',
    button: null,
    photo: null,
    location: null,
  })
  const asked = await channel.receive(probe, deps.clock.now())
  if (asked === null) return []
  const addressHash = addressHashOf(sealer, asked.sender)
  const heard = await db
    .selectFrom('inbound_messages')
    .selectAll()
    .where('channel', '=', player.channel)
    .where('address_hash', '=', addressHash)
    .orderBy('id', 'desc')
    .limit(SHOWN)
    .execute()
  const said = await db
    .selectFrom('notifications as message')
    .select([
      'message.id',
      'message.inbound_id',
      'message.body_sealed',
      'message.choices',
      'message.created_at',
    ])
    .where('message.channel', '=', player.channel)
    .where((where) =>
      where.or([
        where('message.inbound_id', 'in', [0, ...heard.map(({ id }) => id)]),
        where.and([
          where('message.inbound_id', 'is', null),
          where('message.recipient_kind', '=', 'reporter'),
          where('message.reporter_id', 'in', (owner) =>
            owner
              .selectFrom('reporter_contacts')
              .select('reporter_id')
              .where('contact_hash', '=', addressHash)
              .where('confirmed_at', 'is not', null),
          ),
        ]),
      ]),
    )
    .orderBy('message.id', 'desc')
    .limit(SHOWN)
    .execute()
  const bubbles: Bubble[] = said.map(({ id, inbound_id, body_sealed, choices, created_at }) => ({
    from: 'us',
    text: sealer.open(body_sealed),
    at: created_at,
    choices: choices ?? [],
    place: inbound_id === null ? 1e12 + id : 2 * inbound_id + 1,
  }))
  for (const row of heard) {
    const payload: unknown = JSON.parse(sealer.open(row.raw_sealed))
    const message = await channel.receive(
      { channel: row.channel, externalId: row.external_id, payload },
      row.received_at,
    )
    const place = message?.location
    const words = [
      message?.button ?? message?.text ?? '',
      ...(message?.attachments ?? []).map(({ name }) => `[${name}]`),
      ...(place == null ? [] : [`[${place.latitude}, ${place.longitude}]`]),
    ]
    bubbles.push({
      from: 'person',
      text: words.filter(Boolean).join(' '),
      at: row.received_at,
      choices: [],
      place: 2 * row.id,
    })
    if (row.reply_way === 'answer' && row.reply_sealed !== null) {
      bubbles.push({
        from: 'us',
        text: sealer.open(row.reply_sealed),
        at: row.settled_at ?? row.received_at,
        choices: [],
        place: 2 * row.id + 1,
      })
    }
  }
  return bubbles
    .sort((one, other) => one.at.getTime() - other.at.getTime() || one.place - other.place)
    .slice(-2 * SHOWN)
}
