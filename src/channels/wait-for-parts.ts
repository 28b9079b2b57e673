import type { Clock } from '../clock.ts'
import type { Db, InboundRow } from '../db/index.ts'
import type { Sealer } from '../identity/index.ts'
import type { Channel, InboundMessage } from './channel.ts'
import { addressHashOf } from './conversation/known-sender.ts'

/** A part that is still missing after so long is lost; what is there is a message then. */
const PATIENCE_MS = 30 * 60_000

interface PartDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
}

/**
 * Put the parts of a long message together, in whatever order and however far apart they come. The last to arrive
 * brings the whole message; the others wait for it. A row whose patience has run out brings what is there.
 * @returns the whole message and the rows it is made of; null while parts are missing
 */
export async function putTogether(
  deps: PartDeps,
  channel: Channel,
  row: InboundRow,
  message: InboundMessage,
): Promise<{ readonly message: InboundMessage; readonly partIds: readonly number[] } | null> {
  const { part } = message
  if (part === undefined) return { message, partIds: [] }
  const now = deps.clock.now()
  const addressHash = addressHashOf(deps.sealer, message.sender)
  const partOf = `${part.reference}/${part.total}`
  const outOfPatience = row.state === 'waiting'
  await deps.db
    .updateTable('inbound_messages')
    .set({
      state: 'waiting',
      address_hash: addressHash,
      part_of: partOf,
      part_index: part.index,
      next_try_at: new Date((outOfPatience ? now : row.received_at).getTime() + PATIENCE_MS),
    })
    .where('id', '=', row.id)
    .where('state', 'in', ['received', 'waiting'])
    .execute()
  return deps.db.transaction().execute(async (tx) => {
    const parts = await tx
      .selectFrom('inbound_messages')
      .selectAll()
      .where('address_hash', '=', addressHash)
      .where('part_of', '=', partOf)
      .where('state', '=', 'waiting')
      // References repeat after 255 messages: an old one's leftovers are not of this message.
      .where('received_at', '>', new Date(row.received_at.getTime() - 2 * PATIENCE_MS))
      .orderBy('part_index')
      .orderBy('id')
      .forUpdate()
      .execute()
    const byIndex = new Map(parts.map((each) => [each.part_index, each]))
    if (byIndex.size < part.total && !outOfPatience) return null
    if (!parts.some(({ id }) => id === row.id)) return null
    const texts = await Promise.all(
      [...byIndex.values()].map(async (each) => {
        const payload: unknown = JSON.parse(deps.sealer.open(each.raw_sealed))
        const raw = { channel: each.channel, externalId: each.external_id, payload }
        return (await channel.receive(raw, each.received_at))?.text ?? ''
      }),
    )
    // Taken: nobody else puts them together; they are settled with the whole.
    const partIds = parts.map(({ id }) => id)
    await tx
      .updateTable('inbound_messages')
      .set({ state: 'received', next_try_at: new Date(now.getTime() + PATIENCE_MS) })
      .where('id', 'in', partIds)
      .execute()
    return {
      message: { ...message, text: texts.join(''), part: undefined },
      partIds: partIds.filter((id) => id !== row.id),
    }
  })
}
