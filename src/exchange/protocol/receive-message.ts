import { type ExpressionBuilder, sql } from 'kysely'
import {
  beyondStaffScope,
  type Db,
  type ExchangeMessageRow,
  type ExchangeShareRow,
  type ReportRow,
  type Tables,
} from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { holdStill, type ReceiveDeps } from '../../reports/index.ts'
import { catchUp } from '../deliver-webhooks.ts'
import { applyToShare } from './apply-message.ts'
import { noteArrived } from './failed-messages.ts'
import { joinIdentity, splitIdentity } from './keep-identity.ts'
import { type ExchangeLink, linkOfSystem } from './links.ts'
import type { ExchangeMessage, Received } from './message.ts'
import { passOnReport } from './pass-on.ts'
import { takeOffer } from './take-offer.ts'
import { wantFiles } from './want-files.ts'

/**
 * Take in what a partner says about a report: once, however often it comes, and in the order it was said, whatever the
 * order it comes in. Message, effect and what follows from it are written in one transaction.
 * @throws DomainError exchange_off
 */
export async function receiveMessage(
  deps: ReceiveDeps,
  systemId: number,
  message: ExchangeMessage,
): Promise<Received> {
  return beyondStaffScope(async () => {
    const link = await linkOfSystem(deps.db, systemId)
    if (link === null || link.model === 'central') throw new DomainError('exchange_off', 409)
    // By itself: within the transaction, all messages of a partner would wait for each other at the link's one row.
    await noteContact(deps, link, message)
    return deps.db.transaction().execute(async (tx) => {
      const inside = { ...deps, db: tx }
      // Sent again while it is still being taken in: the second waits and hears what became of the first.
      await sql`select pg_advisory_xact_lock(hashtextextended(${`exchange message ${systemId} ${message.id}`}, 0))`.execute(
        tx,
      )
      const known = await tx
        .selectFrom('exchange_messages')
        .select(ANSWERED)
        .where('system_id', '=', systemId)
        .where('message_id', '=', message.id)
        .executeTakeFirst()
      if (known !== undefined) return { ...answerOf(known), repeated: true }
      const received = await hear(inside, link, message)
      if (received.outcome !== 'waiting') await hearWaiting(inside, link, message)
      return received
    })
  })
}

/** Judge a message by its place in the order, apply it, and keep what became of it. */
async function hear(deps: ReceiveDeps, link: ExchangeLink, message: ExchangeMessage): Promise<Received> {
  const held = await holdShare(deps, link, message)
  const share = held?.share
  if (share !== undefined && link.webhookId !== null) {
    const { webhookId } = link
    await noteArrived(
      deps.db,
      { webhookId, reportId: share.report_id, saw: message.data.saw },
      deps.clock.now(),
    )
  }
  const expected = (share?.heard_seq ?? 0) + 1
  const { seq } = message.data
  if (share?.direction === 'out' && message.type === 'exchange.offer')
    return keep(deps, link, message, share, { outcome: 'refused', reason: 'loop' })
  if (seq < expected) return keep(deps, link, message, share, { outcome: 'refused', reason: 'sequence_used' })
  if (seq > expected) return keep(deps, link, message, share, { outcome: 'waiting', reason: null })
  const judged = await judge(deps, link, held, message)
  const now = share ?? (await findShare(deps.db, link, message))
  if (now !== undefined) {
    if (judged.outcome === 'applied')
      await wantFiles(deps.db, link.systemId, now.report_id, message, deps.clock.now())
    await settle(deps.db, now, seq)
  }
  return keep(deps, link, message, now, judged)
}

type Judged = Pick<Received, 'outcome' | 'reason'>

async function judge(
  deps: ReceiveDeps,
  link: ExchangeLink,
  held: Held | undefined,
  message: ExchangeMessage,
): Promise<Judged> {
  // What is refused half-way leaves nothing behind but its entry in the log.
  await sql`savepoint message`.execute(deps.db)
  try {
    const outcome =
      message.type === 'exchange.offer'
        ? await takeOffer(deps, link, held?.share, message)
        : held === undefined
          ? ({ outcome: 'refused', reason: 'unknown_report' } as const)
          : await applyToShare({ deps, link, ...held, message })
    await sql`release savepoint message`.execute(deps.db)
    return outcome
  } catch (error) {
    if (!(error instanceof DomainError) || error.status >= 500) throw error
    await sql`rollback to savepoint message`.execute(deps.db)
    const [field] = error.fields
    return { outcome: 'refused', reason: field === undefined ? error.code : `${field.field}: ${field.code}` }
  }
}

interface Held {
  readonly share: ExchangeShareRow
  readonly report: ReportRow
}

/** The share a message is about, with its report held still and everything told that happened before. */
async function holdShare(
  deps: ReceiveDeps,
  link: ExchangeLink,
  message: ExchangeMessage,
): Promise<Held | undefined> {
  let share = await findShare(deps.db, link, message)
  if (share === undefined) {
    // Two offers of one report at once: the second waits until the first is decided.
    const { instance, number } = message.data.origin
    await sql`select pg_advisory_xact_lock(hashtextextended(${`exchange ${instance} ${number}`}, 0))`.execute(
      deps.db,
    )
    share = await findShare(deps.db, link, message)
  }
  if (share === undefined) return undefined
  const report = await holdStill(deps.db, share.report_id)
  const held = (await findShare(deps.db, link, message)) ?? share
  if (held.told_event_seq >= report.event_count) return { share: held, report }
  await passOnReport(deps, share.report_id)
  return { share: (await findShare(deps.db, link, message)) ?? held, report }
}

function findShare(
  tx: Db,
  link: ExchangeLink,
  { data }: ExchangeMessage,
): Promise<ExchangeShareRow | undefined> {
  return tx
    .selectFrom('exchange_shares')
    .selectAll()
    .where('system_id', '=', link.systemId)
    .where('origin_instance', '=', data.origin.instance)
    .where('origin_number', '=', data.origin.number)
    .executeTakeFirst()
}

/** The partner need not be told of what it caused itself. */
async function settle(tx: Db, share: ExchangeShareRow, seq: number): Promise<void> {
  await tx
    .updateTable('exchange_shares')
    .set({
      heard_seq: seq,
      told_event_seq: sql<number>`(select event_count from reports where reports.id = exchange_shares.report_id)`,
    })
    .where('id', '=', share.id)
    .execute()
}

async function keep(
  { db: tx, clock, sealer }: ReceiveDeps,
  link: ExchangeLink,
  message: ExchangeMessage,
  share: ExchangeShareRow | undefined,
  { outcome, reason }: Judged,
): Promise<Received> {
  const { payload, identity_sealed } = splitIdentity(sealer, message)
  const values = {
    // Needed while it waits; afterwards it stands where it belongs, or nowhere.
    identity_sealed: outcome === 'waiting' ? identity_sealed : null,
    report_id: share?.report_id ?? null,
    outcome,
    reason,
    received_at: clock.now(),
  }
  const row = await tx
    .insertInto('exchange_messages')
    .values({
      system_id: link.systemId,
      message_id: message.id,
      origin_instance: message.data.origin.instance,
      origin_number: message.data.origin.number,
      seq: message.data.seq,
      type: message.type,
      payload,
      ...values,
    })
    .onConflict((conflict) => conflict.columns(['system_id', 'message_id']).doUpdateSet(values))
    .returning(ANSWERED)
    .executeTakeFirstOrThrow()
  return answerOf(row)
}

type Answered = Pick<ExchangeMessageRow, 'outcome' | 'reason'> & { readonly number: string | null }

/** What became of a message, with the report's number here. */
const ANSWERED = ({ selectFrom }: ExpressionBuilder<Tables, 'exchange_messages'>) => [
  'outcome' as const,
  'reason' as const,
  selectFrom('reports')
    .select('tracking_number')
    .whereRef('reports.id', '=', 'exchange_messages.report_id')
    .as('number'),
]

function answerOf({ outcome, reason, number }: Answered): Received {
  return { outcome, reason, number, repeated: false }
}

/** What came too early has its turn now. */
async function hearWaiting(deps: ReceiveDeps, link: ExchangeLink, { data }: ExchangeMessage): Promise<void> {
  for (let seq = data.seq + 1; ; seq += 1) {
    const next = await deps.db
      .selectFrom('exchange_messages')
      .select(['payload', 'identity_sealed'])
      .where('system_id', '=', link.systemId)
      .where('origin_instance', '=', data.origin.instance)
      .where('origin_number', '=', data.origin.number)
      .where('seq', '=', seq)
      .where('outcome', '=', 'waiting')
      .executeTakeFirst()
    if (next === undefined || next.payload === null) return
    const { payload, identity_sealed } = next
    await hear(deps, link, JSON.parse(joinIdentity(deps.sealer, { payload, identity_sealed })))
  }
}

/** In a rush a partner is heard many times a second; that much of it is noted. */
const HEARD_AGAIN_MS = 1_000

async function noteContact({ db, clock }: ReceiveDeps, link: ExchangeLink, message: ExchangeMessage) {
  const now = clock.now()
  const heard = {
    peer_instance: message.data.from,
    clock_offset: secondsAhead(message.timestamp, now),
  }
  const { numUpdatedRows } = await db
    .updateTable('exchange_links')
    .set({ ...heard, heard_at: now })
    .where('system_id', '=', link.systemId)
    .where((where) =>
      where.or([
        where('heard_at', 'is', null),
        where('heard_at', '<', new Date(now.getTime() - HEARD_AGAIN_MS)),
        where('heard_at', '>', now),
        where('peer_instance', 'is distinct from', heard.peer_instance),
        where('clock_offset', 'is distinct from', heard.clock_offset),
      ]),
    )
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n && link.webhookId !== null) await catchUp(db, link.webhookId, now, 'exchange')
}

/** More than that (sixty-eight years) the column does not hold, and nobody needs to know. */
const MOST_SECONDS = 2_147_483_647

/** By how much the partner's clock is ahead of ours; null for an instant that cannot be read, as a leap second's. */
function secondsAhead(timestamp: string, now: Date): number | null {
  const seconds = Math.round((new Date(timestamp).getTime() - now.getTime()) / 1_000)
  return Number.isNaN(seconds) ? null : Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, seconds))
}
