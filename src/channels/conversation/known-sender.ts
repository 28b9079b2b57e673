import type { ChannelName, Db } from '../../db/index.ts'
import { contactHash, type Sealer } from '../../identity/index.ts'
import { type Calendars, disputableUntil } from '../../reports/index.ts'
import type { InboundMessage } from '../channel.ts'
import type { Asking } from './asking.ts'
import type { SenderReport, SharedReads } from './shared-reads.ts'

/** A report of the sender, as much as a conversation needs. */
export interface KnownReport extends Omit<SenderReport, 'closed_at' | 'institution_id'> {
  /** The reporter may still say that it is not solved. */
  readonly disputable: boolean
}

/** Who writes: what we know of them and what we spoke of last. */
export interface KnownSender {
  readonly channel: ChannelName
  readonly addressHash: Buffer
  readonly thread: string
  readonly language: 'id' | 'en'
  readonly asking: Asking | null
  readonly stopped: boolean
  /** Newest first; only those that were let in. */
  readonly reports: readonly KnownReport[]
  /** The one report that the message is about by where it was written: an answer to our mail, a thread in public. */
  readonly spokenOf: KnownReport | null
}

/** The hash by which a contact is found, the same as for reports by other ways. */
export function addressHashOf(sealer: Sealer, sender: InboundMessage['sender']): Buffer {
  return contactHash(sealer, { kind: sender.kind, value: sender.address })
}

/** A question of ours that was not answered so long is forgotten: the next text is about something else. */
const ASKED_FOR_MS = 24 * 3_600_000

export async function readKnownSender(
  deps: {
    readonly db: Db
    readonly sealer: Sealer
    readonly calendars: Calendars
    readonly reads: SharedReads
  },
  message: Pick<InboundMessage, 'channel' | 'sender' | 'thread' | 'trackingNumber'>,
  now: Date,
): Promise<KnownSender> {
  const addressHash = addressHashOf(deps.sealer, message.sender)
  const thread = message.thread ?? ''
  const [conversation, rows] = await Promise.all([
    deps.reads.conversation({ channel: message.channel, addressHash, thread }),
    deps.reads.reports({ addressHash, shown: message.trackingNumber ?? null }),
  ])
  const asked = conversation?.asked_at ?? null
  const isFresh = asked !== null && now.getTime() - asked.getTime() < ASKED_FOR_MS
  const reports = await Promise.all(
    rows.map(async ({ closed_at, institution_id, ...row }) => ({
      ...row,
      disputable:
        row.state === 'answered' ||
        (row.state === 'closed' &&
          closed_at !== null &&
          now <= (await disputableUntil(deps, institution_id, closed_at))),
    })),
  )
  const inThread = thread === '' ? null : (conversation?.report_id ?? null)
  return {
    channel: message.channel,
    addressHash,
    thread,
    language: conversation?.language === 'en' ? 'en' : 'id',
    // We wrote it ourselves.
    asking: isFresh ? ((conversation?.asking ?? null) as Asking | null) : null,
    stopped: (conversation?.stopped_at ?? null) !== null,
    reports,
    spokenOf:
      reports.find(
        ({ id, tracking_number }) => tracking_number === message.trackingNumber || id === inThread,
      ) ?? null,
  }
}
