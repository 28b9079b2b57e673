import { sql } from 'kysely'
import type { Clock } from '../../clock.ts'
import type { Db, ExchangeShareRow, ReportRow } from '../../db/index.ts'
import type { Sealer } from '../../identity/index.ts'
import { holdStill, maskPersonalData } from '../../reports/index.ts'
import { HANDLED, noteHandover } from '../open311/note-handover.ts'
import { newMessageId } from '../webhooks.ts'
import { composeMessages, type ToldEvent } from './compose-messages.ts'
import { sendFailedAgain } from './failed-messages.ts'
import { readFilesToTell } from './files-to-tell.ts'
import { instanceId } from './instance.ts'
import { splitIdentity } from './keep-identity.ts'
import { type ExchangeLink, readLinks } from './links.ts'
import type { ExchangeMessage, MessageContent } from './message.ts'
import { offerContent } from './offer-content.ts'

export interface PassOnDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
}

/**
 * Tell partners what happened to the reports they share with us, and offer them those that came to their place. What
 * is due was noted in the event's own transaction; it is struck off in the one that queues the messages.
 * @returns how many reports were looked at
 */
export async function passOnDue(deps: PassOnDeps): Promise<number> {
  let looked = 0
  while (await strikeOff(deps.db)) {
    for (let round = 0; round < ROUND; round += 1) {
      if (!(await passOnNext(deps))) return looked
      looked += 1
    }
  }
  return looked
}

/** So many reports are looked at before what needs no look is struck off again. */
const ROUND = 20

/** @returns whether there was one that nobody else has */
function passOnNext(deps: PassOnDeps): Promise<boolean> {
  return deps.db.transaction().execute(async (tx) => {
    const next = await tx
      .selectFrom('exchange_due')
      .select('report_id')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (next === undefined) return false
    // The report first, as everywhere: nobody waits for us who holds what we wait for.
    await passOnReport({ ...deps, db: tx }, next.report_id)
    await sql`
      delete from exchange_due where id in (
        select id from exchange_due where report_id = ${next.report_id} for update skip locked)
    `.execute(tx)
    return true
  })
}

/**
 * Strike off what is due of reports of which nobody is to be told anything, as most of what was caused by a partner:
 * all at once, where each by itself would be held still and looked at.
 * @returns whether something else is due
 */
async function strikeOff(db: Db): Promise<boolean> {
  const { rows } = await sql<{ left: boolean }>`
    with idle as (
      delete from exchange_due where id in (
        select due.id from exchange_due due
        join reports report on report.id = due.report_id
        join institutions holder on holder.id = report.holder_id
        where not exists (select from open311_targets)
          and not exists (
            select from exchange_shares share
            where share.report_id = report.id and share.told_event_seq < report.event_count)
          and not exists (
            select from exchange_links link
            join connected_systems system on system.id = link.system_id
            where link.model <> 'central' and system.institution_id = any(holder.path)
              and not exists (
                select from exchange_shares share
                where share.report_id = report.id and share.system_id = link.system_id))
        order by due.id limit 500
        for update of due skip locked)
      returning id
    )
    select exists (select from exchange_due where id not in (select id from idle)) as left
  `.execute(db)
  return rows[0]?.left === true
}

/** Queue everything that partners have not been told of one report; inside the caller's transaction. */
export async function passOnReport(deps: PassOnDeps, reportId: number): Promise<ReportRow> {
  const { db: tx } = deps
  const report = await holdStill(tx, reportId)
  const holder = await tx
    .selectFrom('institutions')
    .select('path')
    .select(({ exists, selectFrom }) =>
      exists(selectFrom('open311_targets').select('system_id')).as('has_targets'),
    )
    .where('id', '=', report.holder_id)
    .executeTakeFirstOrThrow()
  if (holder.has_targets) await noteHandover(deps, report, holder.path)
  const links = (await readLinks(tx)).filter(
    ({ model, webhookId }) => model !== 'central' && webhookId !== null,
  )
  if (links.length === 0) return report
  const shares = await tx
    .selectFrom('exchange_shares')
    .selectAll()
    .where('report_id', '=', reportId)
    .execute()
  for (const link of links) {
    const share = shares.find(({ system_id }) => system_id === link.systemId)
    const atPartner = !link.nodeIsRoot && holder.path.includes(link.nodeId)
    if (share === undefined) {
      if (atPartner && mayBeOffered(report, link, shares)) await offer(deps, report, link, shares)
    } else await tellNews(deps, report, link, share, atPartner)
  }
  return report
}

/** Verified reports in the semi-integrated model; in the full one also those that nobody has verified yet. */
function mayBeOffered(report: ReportRow, link: ExchangeLink, shares: readonly ExchangeShareRow[]): boolean {
  const ready =
    link.model === 'full'
      ? report.state === 'submitted' || HANDLED.includes(report.state)
      : HANDLED.includes(report.state)
  return (
    ready &&
    report.joined_to_id === null &&
    (!report.secret || link.takesSecret) &&
    !passedThrough(link, shares)
  )
}

/** A report never goes back to an installation that it came from, however long the way. */
function passedThrough({ peerInstance }: ExchangeLink, shares: readonly ExchangeShareRow[]): boolean {
  return (
    peerInstance !== null &&
    shares.some(({ direction, hops }) => direction === 'in' && hops.includes(peerInstance))
  )
}

async function offer(
  deps: PassOnDeps,
  report: ReportRow,
  link: ExchangeLink,
  shares: readonly ExchangeShareRow[],
): Promise<void> {
  const { db: tx, clock } = deps
  const self = link.instance ?? (await instanceId(tx))
  const from = shares.find(({ direction }) => direction === 'in')
  const share = await tx
    .insertInto('exchange_shares')
    .values({
      report_id: report.id,
      system_id: link.systemId,
      direction: 'out',
      origin_instance: from?.origin_instance ?? self,
      origin_number: from?.origin_number ?? report.tracking_number,
      hops: [...(from?.hops ?? []), self],
      remote_number: null,
      state: 'offered',
      told_event_seq: report.event_count,
      created_at: clock.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await sendNext(deps, link, report, share, [await offerContent(tx, report)])
}

async function tellNews(
  deps: PassOnDeps,
  report: ReportRow,
  link: ExchangeLink,
  share: ExchangeShareRow,
  atPartner: boolean,
): Promise<void> {
  if (share.told_event_seq >= report.event_count) return
  const events = await readEvents(deps.db, report.id, share.told_event_seq)
  const live = share.state === 'offered' || share.state === 'accepted'
  if (!live) {
    const comesBack =
      share.direction === 'out' &&
      atPartner &&
      mayBeOffered(report, link, []) &&
      events.some(({ type }) => type === 'assign' || type === 'restore')
    if (comesBack) return renew(deps, report, link, share)
    return void (await mark(deps.db, share, { told_event_seq: report.event_count }))
  }
  const filesOf = await readFilesToTell(deps.db, report, share.direction)
  const messages = composeMessages({ link, share, events, filesOf })
  const leaves = share.direction === 'out' && !atPartner && !messages.some(({ type }) => type === 'close')
  const reason =
    events.findLast(({ type, visibility }) => LEAVING.has(type) && visibility !== 'internal')?.text ?? null
  const all: MessageContent[] = leaves
    ? [
        ...messages,
        { type: 'close', outcome: 'taken_back', text: reason === null ? null : maskPersonalData(reason) },
      ]
    : messages
  if (all.length === 0) await mark(deps.db, share, { told_event_seq: report.event_count })
  else await sendNext(deps, link, report, { ...share, told_event_seq: report.event_count }, all)
}

const LEAVING: ReadonlySet<string> = new Set(['assign', 'return', 'take_over', 'dispute'])

async function renew(
  deps: PassOnDeps,
  report: ReportRow,
  link: ExchangeLink,
  share: ExchangeShareRow,
): Promise<void> {
  await mark(deps.db, share, { told_event_seq: report.event_count, state: 'offered' })
  // An offer that was given up goes first: the partner misses its number.
  if (link.webhookId !== null) await sendFailedAgain(deps.db, link.webhookId, deps.clock.now(), 'all')
  await send(deps, link, report, share, [await offerContent(deps.db, report)])
}

function mark(
  tx: Db,
  share: ExchangeShareRow,
  changes: Partial<Pick<ExchangeShareRow, 'told_event_seq' | 'state'>>,
) {
  return tx.updateTable('exchange_shares').set(changes).where('id', '=', share.id).execute()
}

/** Queue messages about a report, numbered in their order; inside the caller's transaction, which holds the report. */
export async function send(
  deps: PassOnDeps,
  link: ExchangeLink,
  report: Pick<ReportRow, 'id' | 'tracking_number'>,
  share: Pick<ExchangeShareRow, 'id'>,
  messages: readonly MessageContent[],
): Promise<void> {
  const current = await deps.db
    .selectFrom('exchange_shares')
    .selectAll()
    .where('id', '=', share.id)
    .executeTakeFirstOrThrow()
  await sendNext(deps, link, report, current, messages)
}

/** The same for who has the share as it stands now; what it was told of is kept with it. */
export async function sendNext(
  { db: tx, clock, sealer }: PassOnDeps,
  link: ExchangeLink,
  report: Pick<ReportRow, 'id' | 'tracking_number'>,
  share: ExchangeShareRow,
  messages: readonly MessageContent[],
): Promise<void> {
  if (messages.length === 0 || link.webhookId === null) return
  const now = clock.now()
  const from = link.instance ?? (await instanceId(tx))
  let seq = share.sent_seq
  let decided = share.decided_seq
  const rows = messages.map(({ type, ...content }) => {
    seq += 1
    if (type === 'close' || content.reopens === true) decided = seq
    const message: ExchangeMessage = {
      id: newMessageId(),
      type: `exchange.${type}`,
      timestamp: now.toISOString(),
      data: {
        from,
        origin: { instance: share.origin_instance, number: share.origin_number },
        hops: share.direction === 'out' ? share.hops : [...share.hops, from],
        number: report.tracking_number,
        seq,
        saw: share.heard_seq,
        ...content,
      },
    }
    return {
      webhook_id: link.webhookId ?? 0,
      report_id: report.id,
      seq,
      message_id: message.id,
      type: message.type,
      ...splitIdentity(sealer, message),
      created_at: now,
      next_try_at: now,
    }
  })
  await tx.insertInto('webhook_deliveries').values(rows).execute()
  const ends = messages.some(
    ({ type, outcome }) =>
      type === 'refuse' ||
      (type === 'close' && ['withdrawn', 'archived', 'taken_back'].includes(outcome ?? '')),
  )
  await tx
    .updateTable('exchange_shares')
    .set({
      sent_seq: seq,
      decided_seq: decided,
      told_event_seq: share.told_event_seq,
      ...(ends ? { state: 'ended' as const } : {}),
    })
    .where('id', '=', share.id)
    .execute()
}

function readEvents(tx: Db, reportId: number, after: number): Promise<ToldEvent[]> {
  return tx
    .selectFrom('report_events')
    .select(['seq', 'type', 'from_state', 'to_state', 'actor_kind', 'visibility', 'text', 'data'])
    .where('report_id', '=', reportId)
    .where('seq', '>', after)
    .orderBy('seq')
    .execute()
}
