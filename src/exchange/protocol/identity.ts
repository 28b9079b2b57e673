import { checkText } from '../../check-text.ts'
import type { Db, ReportRow } from '../../db/index.ts'
import { DomainError, notFound } from '../../errors.ts'
import {
  type Contact,
  noteUnprovedContact,
  readContact,
  type Sealer,
  staffOfAccount,
} from '../../identity/index.ts'
import {
  type ActionResult,
  type Actor,
  answerIdentityQuestion,
  askForIdentity,
  loadPlace,
  logIdentityRead,
  partiesOf,
  type ReceiveDeps,
  type ReportDeps,
  readReport,
} from '../../reports/index.ts'
import type { Said } from './apply-message.ts'
import { linkOfSystem } from './links.ts'
import type { Received } from './message.ts'
import { type PassOnDeps, passOnReport, send } from './pass-on.ts'
import type { Share } from './read-shares.ts'

type Judged = Pick<Received, 'outcome' | 'reason'>

/**
 * The handler says that it needs to reach the reporter, and why. Nothing is given: the reporter is asked (UU 27/2022
 * art. 20 and 22: explicit consent for a stated purpose). Only where the two institutions agreed on it.
 */
export async function askIdentity({ deps, link, report, message }: Said): Promise<Judged> {
  if (!link.mayAskIdentity) return { outcome: 'refused', reason: 'identity_not_agreed' }
  if (report.anonymous || report.contact_id === null)
    return { outcome: 'refused', reason: 'reporter_anonymous' }
  const asked = await askForIdentity(deps, report.tracking_number, {
    systemName: link.systemName,
    reason: message.data.text ?? message.data.reason ?? '',
  })
  await deps.db
    .insertInto('exchange_identity_requests')
    .values({
      report_id: report.id,
      system_id: link.systemId,
      event_seq: asked.seq,
      asked_at: deps.clock.now(),
    })
    .execute()
  return { outcome: 'applied', reason: null }
}

export interface IdentityQuestion {
  readonly systemName: string
  readonly reason: string | null
}

/** What a partner asks of a report's reporter and nobody has answered yet; null when nothing. */
export async function openIdentityQuestion(db: Db, reportId: number): Promise<IdentityQuestion | null> {
  const row = await db
    .selectFrom('exchange_identity_requests as request')
    .innerJoin('connected_systems as system', 'system.id', 'request.system_id')
    .innerJoin('report_events as event', (join) =>
      join.onRef('event.report_id', '=', 'request.report_id').onRef('event.seq', '=', 'request.event_seq'),
    )
    .select(['system.name', 'event.text'])
    .where('request.report_id', '=', reportId)
    .where('request.decided_at', 'is', null)
    .orderBy('request.id')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { systemName: row.name, reason: row.text }
}

/**
 * The reporter agrees that name and contact go to the system that asked, or does not. Sent in the same transaction, and
 * noted in the log of readings as read by that system.
 * @throws DomainError not_found when nobody asked
 */
export function decideIdentityQuestion(
  deps: ReportDeps & PassOnDeps,
  actor: Actor,
  trackingNumber: string,
  agrees: boolean,
): Promise<ActionResult> {
  return deps.db.transaction().execute(async (tx) => {
    const inside = { ...deps, db: tx }
    const request = await tx
      .selectFrom('exchange_identity_requests as request')
      .innerJoin('reports as report', 'report.id', 'request.report_id')
      .select(['request.id', 'request.report_id', 'request.system_id'])
      .where('report.tracking_number', '=', trackingNumber)
      .where('request.decided_at', 'is', null)
      .orderBy('request.id')
      .limit(1)
      .forUpdate('request')
      .executeTakeFirst()
    if (request === undefined) throw notFound()
    const done = await answerIdentityQuestion(inside, actor, trackingNumber, agrees)
    await tx
      .updateTable('exchange_identity_requests')
      .set({ decided_at: deps.clock.now(), agreed: agrees })
      .where('id', '=', request.id)
      .execute()
    await answerQuestion(inside, request, trackingNumber, agrees)
    return done
  })
}

/** Who asked is told either way; that it is not given, and no reason. */
async function answerQuestion(
  deps: ReportDeps & PassOnDeps,
  request: { report_id: number; system_id: number },
  trackingNumber: string,
  agrees: boolean,
): Promise<void> {
  const link = await linkOfSystem(deps.db, request.system_id)
  const staff = link === null ? null : await staffOfAccount(deps.db, link.accountId)
  const record = await readReport(deps.db, trackingNumber)
  const share = await deps.db
    .selectFrom('exchange_shares')
    .selectAll()
    .where('report_id', '=', request.report_id)
    .where('system_id', '=', request.system_id)
    .executeTakeFirst()
  if (link === null || staff === null || record === null || share === undefined) return
  await passOnReport(deps, request.report_id)
  if (!agrees) return send(deps, link, record.report, share, [{ type: 'identity', declined: true }])
  await logIdentityRead(deps, staff, request.report_id, 'api')
  await send(deps, link, record.report, share, [
    { type: 'identity', reporter: openReporter(deps.sealer, record) },
  ])
}

function openReporter(
  sealer: Sealer,
  { report, contact }: NonNullable<Awaited<ReturnType<typeof readReport>>>,
) {
  const address = contact === null ? null : sealer.open(contact.contact_sealed)
  return {
    name: report.name_sealed === null ? null : sealer.open(report.name_sealed),
    phone: contact?.kind === 'phone' || contact?.kind === 'whatsapp' ? address : null,
    email: contact?.kind === 'email' ? address : null,
  }
}

/**
 * What the reporter agreed to give: taken once for each time that it was asked for, and sealed like any other. The
 * partner's word proves no contact: the report stays with the reporter it has here, and no other report is touched.
 */
export async function takeIdentity({ deps, share, report, message }: Said): Promise<Judged> {
  if (share.identity_asked_at === null) return { outcome: 'refused', reason: 'identity_not_asked' }
  const { reporter, declined } = message.data
  if (declined === true) {
    await noteIdentityAsked(deps.db, share, null, 'declined')
    return { outcome: 'applied', reason: null }
  }
  const contact = readGiven(reporter)
  if (reporter === undefined || contact === null) return { outcome: 'refused', reason: 'contact_missing' }
  const now = deps.clock.now()
  await deps.db
    .updateTable('reports')
    .set({
      contact_id: await noteUnprovedContact(deps.db, deps.sealer, report.reporter_id, contact, now),
      name_sealed: reporter.name === null ? null : deps.sealer.seal(reporter.name),
    })
    .where('id', '=', report.id)
    .execute()
  await noteIdentityAsked(deps.db, share, null)
  return { outcome: 'applied', reason: null }
}

function readGiven(reporter: Said['message']['data']['reporter']): Contact | null {
  return readContact((reporter?.phone ?? '').trim() || (reporter?.email ?? ''))
}

function noteIdentityAsked(
  tx: Db,
  { id }: { readonly id: number },
  at: Date | null,
  answer: string | null = null,
) {
  return tx
    .updateTable('exchange_shares')
    .set({ identity_asked_at: at, identity_answer: answer })
    .where('id', '=', id)
    .execute()
}

/** Once at a time, of a report that somebody works on here, and only where its contact is not here already. */
export function canAskContact(
  report: Pick<ReportRow, 'state' | 'contact_id'>,
  share: Pick<Share, 'direction' | 'state' | 'identityAskedAt'>,
): boolean {
  return (
    report.contact_id === null &&
    report.state !== 'closed' &&
    report.state !== 'archived' &&
    share.direction === 'in' &&
    share.state === 'accepted' &&
    share.identityAskedAt === null
  )
}

/**
 * Ask the system that handed us a report for its reporter's name and contact; the reporter decides there.
 * @throws DomainError not_found, not_allowed, not_from_elsewhere, contact_not_asked (409), invalid_input on `text`
 */
export function requestIdentity(
  deps: ReceiveDeps,
  actor: Actor,
  trackingNumber: string,
  reason: string,
): Promise<void> {
  const text = checkText('text', reason, { min: 10, max: 1_000 })
  return deps.db.transaction().execute(async (tx) => {
    const inside = { ...deps, db: tx }
    const record = await readReport(tx, trackingNumber)
    if (record === null) throw notFound()
    const place = await loadPlace(tx, record.report)
    const parties = partiesOf(actor, place)
    if (!parties.has('handler') && !parties.has('verifier')) throw new DomainError('not_allowed', 403)
    // The report first, as everywhere; who asks at the same moment waits here and sees that it was asked.
    const report = await passOnReport(inside, record.report.id)
    const share = await tx
      .selectFrom('exchange_shares')
      .selectAll()
      .where('report_id', '=', report.id)
      .where('direction', '=', 'in')
      .executeTakeFirst()
    const link = share === undefined ? null : await linkOfSystem(tx, share.system_id)
    if (share === undefined || link === null) throw new DomainError('not_from_elsewhere', 409)
    if (!canAskContact(report, { ...share, identityAskedAt: share.identity_asked_at }))
      throw new DomainError('contact_not_asked', 409)
    await noteIdentityAsked(tx, share, deps.clock.now())
    await send(inside, link, record.report, share, [{ type: 'ask_identity', text }])
  })
}
