import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Mode } from '../config.ts'
import { type Db, type NotificationRow, openBatch, type ReportRow } from '../db/index.ts'
import { contactHash, markUndeliverable, type Sealer } from '../identity/index.ts'
import { cutText } from './cut-text.ts'
import type { OutboundMessage, Sender, SendResult } from './sender.ts'

export interface DeliverDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly mode: Mode
  /** One for each channel that can send; a channel without one has no gateway. */
  readonly senders: readonly Sender[]
}

/**
 * A worker that is killed while it sends leaves its messages due again after so long; shorter than that, a slow
 * provider would be asked twice at the same time.
 */
const LEASE_MS = 90_000
const SEND_MS = 30_000
/** Tried so often, over about a day; then it is a dead letter. */
const MOST_ATTEMPTS = 12
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 4 * 3_600_000

/**
 * Hand what is due in the outbox to its channels, `limit` at a time. Each message is taken by one worker only; a
 * message is sent again under the same idempotency key until it is accepted, refused, too old or tried too often.
 * @returns how many were taken
 */
export async function deliverDue(deps: DeliverDeps, limit = 50): Promise<number> {
  const rows = await takeDue(deps, limit)
  if (rows.length === 0) return 0
  const about = await readAbout(deps.db, rows)
  const settle = openSettling(deps.db)
  await Promise.all(rows.map((row) => deliver(deps, row, about, settle)))
  return rows.length
}

async function takeDue({ db, clock }: DeliverDeps, limit: number): Promise<NotificationRow[]> {
  const now = clock.now()
  return db
    .updateTable('notifications')
    .set({
      next_try_at: new Date(now.getTime() + LEASE_MS),
      attempts: sql<number>`attempts + 1`,
    })
    .where('id', 'in', (due) =>
      due
        .selectFrom('notifications')
        .select('id')
        .where('state', '=', 'queued')
        .where('next_try_at', '<=', now)
        .orderBy('next_try_at')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute()
}

/** What messages are about and answer to, read for all of them together. */
interface About {
  report(
    row: NotificationRow,
  ): Pick<ReportRow, 'tracking_number' | 'archive_reason' | 'event_count'> | undefined
  /** The provider's id of the message that it answers. */
  inReplyTo(row: NotificationRow): string | null
}

async function readAbout(db: Db, rows: readonly NotificationRow[]): Promise<About> {
  const reportIds = rows.flatMap(({ report_id }) => report_id ?? [])
  const inboundIds = rows.flatMap(({ inbound_id }) => inbound_id ?? [])
  const [reports, inbound] = await Promise.all([
    reportIds.length === 0
      ? []
      : db
          .selectFrom('reports')
          .select(['id', 'tracking_number', 'archive_reason', 'event_count'])
          .where('id', 'in', reportIds)
          .execute(),
    inboundIds.length === 0
      ? []
      : db
          .selectFrom('inbound_messages')
          .select(['id', 'external_id'])
          .where('id', 'in', inboundIds)
          .execute(),
  ])
  const reportOf = new Map(reports.map((report) => [report.id, report]))
  const externalIdOf = new Map(inbound.map(({ id, external_id }) => [id, external_id]))
  return {
    report: ({ report_id }) => (report_id === null ? undefined : reportOf.get(report_id)),
    inReplyTo: ({ inbound_id }) => (inbound_id === null ? null : (externalIdOf.get(inbound_id) ?? null)),
  }
}

async function deliver(deps: DeliverDeps, row: NotificationRow, about: About, settle: Settle): Promise<void> {
  const now = deps.clock.now()
  if (row.expires_at !== null && row.expires_at <= now)
    return settle(row, { state: 'failed', last_error: 'expired' })
  if (isWithdrawnSince(row, about)) {
    return settle(row, { state: 'discarded', last_error: 'the report was withdrawn' })
  }
  const sender = deps.senders.find(({ channel }) => channel === row.channel)
  if (sender === undefined || sender.send === null) {
    const kept = deps.mode === 'training'
    return settle(row, {
      state: kept ? 'kept' : 'failed',
      last_error: kept ? null : `no gateway for ${row.channel}`,
    })
  }
  const message = open(deps, row, about, sender)
  const result = await send(sender.send, message)
  if (result.outcome === 'accepted') {
    return settle(row, {
      state: 'sent',
      last_error: null,
      sent_at: deps.clock.now(),
      provider_id: result.providerId ?? null,
      parts: result.parts ?? null,
    })
  }
  if (result.outcome === 'refused' && result.isReceiverGone === true) await markGone(deps, row, message.to)
  if (result.outcome === 'refused' || row.attempts >= MOST_ATTEMPTS) {
    return settle(row, { state: 'failed', last_error: result.reason.slice(0, 500) })
  }
  await settle(row, {
    state: 'queued',
    last_error: result.reason.slice(0, 500),
    next_try_at: new Date(deps.clock.now().getTime() + waitMs(row.attempts, result.afterSeconds)),
  })
}

/** A reporter's contact that refuses messages for good; staff are told by the address of their account. */
async function markGone({ db, sealer, clock }: DeliverDeps, row: NotificationRow, address: string) {
  if (row.recipient_kind !== 'reporter' || row.channel === 'push') return
  const kind = row.channel === 'sms' ? 'phone' : row.channel
  const contact = await db
    .selectFrom('reporter_contacts')
    .select('id')
    .where('kind', '=', kind)
    .where('contact_hash', '=', contactHash(sealer, { kind, value: address }))
    .executeTakeFirst()
  if (contact !== undefined) await markUndeliverable(db, contact.id, clock.now())
}

/** Twice as long after each try, and never all at once: what fails together is spread over half of its time. */
function waitMs(attempts: number, afterSeconds: number | undefined): number {
  const wished = (afterSeconds ?? 0) * 1_000
  const backoff = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS)
  return Math.max(wished, backoff) * (0.75 + Math.random() / 2)
}

async function send(hand: NonNullable<Sender['send']>, message: OutboundMessage): Promise<SendResult> {
  try {
    return await hand(message, AbortSignal.timeout(SEND_MS))
  } catch (error) {
    // A fault of the adapter or of the network between us: nothing is known of the message, so it is tried again.
    return { outcome: 'retry', reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Nobody is told any more of what happened to a report that its reporter took back; only that it was taken back. */
function isWithdrawnSince(row: NotificationRow, about: About): boolean {
  const report = about.report(row)
  return (
    row.event_seq !== null && report?.archive_reason === 'withdrawn' && row.event_seq < report.event_count
  )
}

/** A message's key is its row's id: the same for every attempt. */
const KEY = 'notification-'

/** The row behind a key; null for a key that is none of ours. */
export function notificationIdOf(idempotencyKey: string): number | null {
  const id = idempotencyKey.startsWith(KEY) ? idempotencyKey.slice(KEY.length) : ''
  return /^\d{1,15}$/.test(id) ? Number(id) : null
}

function open({ sealer }: DeliverDeps, row: NotificationRow, about: About, sender: Sender): OutboundMessage {
  const link = row.link_sealed === null ? null : sealer.open(row.link_sealed)
  return {
    idempotencyKey: `${KEY}${row.id}`,
    to: sealer.open(row.address_sealed),
    thread: row.thread,
    trackingNumber: about.report(row)?.tracking_number ?? null,
    inReplyTo: about.inReplyTo(row),
    subject: row.subject,
    text: cutText(sealer.open(row.body_sealed), link, sender.limits),
    link,
    code: row.code_sealed === null ? null : sealer.open(row.code_sealed),
    choices: row.choices ?? [],
  }
}

/** What became of a message; what is left out stays as it was. */
interface Change {
  readonly state: NotificationRow['state']
  readonly last_error: string | null
  readonly sent_at?: Date
  readonly provider_id?: string | null
  readonly parts?: number | null
  readonly next_try_at?: Date
}

/** Resolves after the commit. */
type Settle = (row: NotificationRow, change: Change) => Promise<void>

/** Those that end at the same moment are noted in one statement. */
function openSettling(db: Db): Settle {
  const settle = openBatch(
    async (changes: readonly (Change & { readonly id: number })[]) => {
      await sql`
        update notifications message
        set state = x.state, last_error = x.last_error, next_try_at = x.next_try_at,
          sent_at = coalesce(x.sent_at, message.sent_at), provider_id = coalesce(x.provider_id, message.provider_id),
          parts = coalesce(x.parts, message.parts)
        from json_to_recordset(${JSON.stringify(changes)}::json)
          as x(id bigint, state text, last_error text, next_try_at timestamptz, sent_at timestamptz, provider_id text,
            parts int)
        where message.id = x.id and message.state = 'queued'
      `.execute(db)
      return changes.map(() => 'settled' as const)
    },
    { size: 64, lanes: 2 },
  )
  return async ({ id }, { last_error, ...change }) => {
    // A provider's words may be cut in the middle of a character, or hold what JSON has no place for in PostgreSQL.
    await settle({ id, ...change, last_error: last_error?.replaceAll('\0', '').toWellFormed() ?? null })
  }
}
