import type { ChannelName, Db, ReportState } from '../../db/index.ts'
import { contactHash, type Sealer } from '../../identity/index.ts'
import { type Calendars, disputableUntil } from '../../reports/index.ts'
import type { InboundMessage } from '../channel.ts'
import type { Asking } from './asking.ts'

/** A report of the sender, as much as a conversation needs. */
export interface KnownReport {
  readonly id: number
  readonly tracking_number: string
  readonly state: ReportState
  readonly title: string
  readonly rating: number | null
  readonly due_at: Date | null
  readonly created_at: Date
  readonly secret: boolean
  readonly holder: string
  readonly time_zone: string
  readonly archive_reason: string | null
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

/** So many reports of one sender can be spoken of; who has more uses the web. */
const MOST = 20
/** A question of ours that was not answered so long is forgotten: the next text is about something else. */
const ASKED_FOR_MS = 24 * 3_600_000

export async function readKnownSender(
  deps: { readonly db: Db; readonly sealer: Sealer; readonly calendars: Calendars },
  message: Pick<InboundMessage, 'channel' | 'sender' | 'thread' | 'trackingNumber'>,
  now: Date,
): Promise<KnownSender> {
  const addressHash = addressHashOf(deps.sealer, message.sender)
  const thread = message.thread ?? ''
  const [conversation, rows] = await Promise.all([
    deps.db
      .selectFrom('conversations')
      .selectAll()
      .where('channel', '=', message.channel)
      .where('address_hash', '=', addressHash)
      .where('thread', '=', thread)
      .executeTakeFirst(),
    readReports(deps.db, addressHash, message.trackingNumber ?? null),
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

/** The reports of a confirmed contact, and the one whose secret the message showed, whoever's it is. */
function readReports(db: Db, addressHash: Buffer, shown: string | null) {
  return (
    db
      .selectFrom('reporter_contacts as contact')
      .innerJoin('reports as report', 'report.reporter_id', 'contact.reporter_id')
      .innerJoin('institutions as holder', 'holder.id', 'report.holder_id')
      .select([
        'report.id',
        'report.tracking_number',
        'report.state',
        'report.title',
        'report.rating',
        'report.due_at',
        'report.created_at',
        'report.closed_at',
        'report.institution_id',
        'report.secret',
        'report.archive_reason',
        'holder.short_name as holder',
        'holder.time_zone',
      ])
      .where('report.submitted_at', 'is not', null)
      .where((where) =>
        where.or([
          where.and([
            where('contact.contact_hash', '=', addressHash),
            where('contact.confirmed_at', 'is not', null),
          ]),
          where('report.tracking_number', '=', shown),
        ]),
      )
      // The same number by phone and by WhatsApp is two contacts of one person.
      .distinctOn('report.id')
      .orderBy('report.id', 'desc')
      .limit(MOST)
      .execute()
  )
}
