import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { checkOptionalText, checkText } from '../check-text.ts'
import type { Clock } from '../clock.ts'
import { type Db, inTransaction, type ReportRow, type UnsealRequestRow } from '../db/index.ts'
import { DomainError, notFound } from '../errors.ts'
import { type ChannelContact, contactToReach, type Sealer, type Staff } from '../identity/index.ts'
import type { Enqueue } from '../jobs/index.ts'
import { type AccessChannel, logIdentityRead } from './access-log.ts'
import { loadPlace, staffMaySee } from './actor.ts'
import { CHAIN_START } from './event-chain.ts'

interface UnsealDeps {
  readonly db: Db
  readonly clock: Clock
  readonly sealer: Sealer
  readonly enqueue: Enqueue
}

/** A reason that a reporter will read one day; a word is none. */
const REASON = { min: 20, max: 2_000 }
/** Long enough for one working day of what it was asked for. */
const OPEN_FOR_MS = 24 * 3_600_000

/**
 * Ask to open the identity of an anonymous reporter. A custodian decides, never the one who asks.
 * @throws DomainError not_found; not_allowed (403) for others than admins; not_anonymous (409); already_requested (409);
 *   invalid_input on `reason`
 */
export async function requestUnsealing(
  deps: UnsealDeps,
  staff: Staff,
  trackingNumber: string,
  command: { readonly reason: string },
): Promise<number> {
  const report = await visibleReport(deps.db, staff, trackingNumber)
  if (!isAdmin(staff)) throw new DomainError('not_allowed', 403)
  if (!report.anonymous) throw new DomainError('not_anonymous', 409)
  const reason = checkText('reason', command.reason, REASON)
  return inTransaction(deps.db, async (tx) => {
    const row = await tx
      .insertInto('unseal_requests')
      .values({
        report_id: report.id,
        requested_by: staff.accountId,
        reason,
        requested_at: deps.clock.now(),
        decided_by: null,
        decided_at: null,
        decision: null,
        decision_reason: null,
        expires_at: null,
        told_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row === undefined) throw new DomainError('already_requested', 409)
    await log(deps, tx, row.id, 'requested', staff.accountId)
    await deps.enqueue(tx, 'tell_unsealing', { request_id: row.id, what: 'requested' })
    return row.id
  })
}

/**
 * A custodian approves or refuses. Approved, the one who asked may read the identity for 24 hours.
 * @throws DomainError not_found; not_allowed (403) for the one who asked and for who is no custodian; already_decided
 *   (409); invalid_input on `reason` when it is refused without one
 */
export async function decideUnsealing(
  deps: UnsealDeps,
  staff: Staff,
  requestId: number,
  command: { readonly approve: boolean; readonly reason?: string | null },
): Promise<void> {
  const now = deps.clock.now()
  const reason = command.approve
    ? checkOptionalText('reason', command.reason, REASON.max)
    : checkText('reason', command.reason ?? '', { ...REASON, min: 5 })
  await inTransaction(deps.db, async (tx) => {
    const request = await tx
      .selectFrom('unseal_requests')
      .selectAll()
      .where('id', '=', requestId)
      .forUpdate()
      .executeTakeFirst()
    if (request === undefined || !(await isCustodianFor(tx, staff, request.report_id))) throw notFound()
    if (request.requested_by === staff.accountId) throw new DomainError('not_own_request', 403)
    if (request.decision !== null) throw new DomainError('already_decided', 409)
    await tx
      .updateTable('unseal_requests')
      .set({
        decided_by: staff.accountId,
        decided_at: now,
        decision: command.approve ? 'approved' : 'refused',
        decision_reason: reason,
        expires_at: command.approve ? new Date(now.getTime() + OPEN_FOR_MS) : null,
      })
      .where('id', '=', requestId)
      .execute()
    await log(deps, tx, requestId, command.approve ? 'approved' : 'refused', staff.accountId)
    await deps.enqueue(tx, 'tell_unsealing', { request_id: requestId, what: 'decided' })
  })
}

/** Who an anonymous reporter is. */
export interface UnsealedIdentity {
  readonly name: string | null
  readonly contact: ChannelContact | null
  readonly nik: string | null
  readonly expiresAt: Date
}

/**
 * Read an identity that was opened for this very person; each reading is written down before it is shown.
 * @throws DomainError not_found for anybody else, and when the time is over
 */
export async function readUnsealed(
  deps: UnsealDeps,
  staff: Staff,
  trackingNumber: string,
  channel: AccessChannel = 'console',
): Promise<UnsealedIdentity> {
  const report = await visibleReport(deps.db, staff, trackingNumber)
  const request = await deps.db
    .selectFrom('unseal_requests')
    .select(['id', 'expires_at'])
    .where('report_id', '=', report.id)
    .where('requested_by', '=', staff.accountId)
    .where('decision', '=', 'approved')
    .where('expires_at', '>', deps.clock.now())
    .executeTakeFirst()
  if (request === undefined || request.expires_at === null) throw notFound()
  await inTransaction(deps.db, async (tx) => {
    await log(deps, tx, request.id, 'read', staff.accountId)
    await logIdentityRead({ ...deps, db: tx }, staff, report.id, channel)
  })
  const contact = await contactToReach(deps.db, { ...report, confirmed: true })
  const open = (sealed: Buffer | null) => (sealed === null ? null : deps.sealer.open(sealed))
  return {
    name: open(report.name_sealed),
    nik: open(report.nik_sealed),
    contact:
      contact === null ? null : { kind: contact.kind, value: deps.sealer.open(contact.contact_sealed) },
    expiresAt: request.expires_at,
  }
}

/** A request as those see it who ask or decide. */
export type UnsealRequest = Pick<
  UnsealRequestRow,
  'id' | 'reason' | 'requested_at' | 'decision' | 'decision_reason' | 'decided_at' | 'expires_at'
> & {
  readonly tracking_number: string
  readonly requested_by: number
  readonly requester: string
  readonly requester_node: string
  readonly custodian: string | null
}

/** What a custodian has to decide, and what was decided lately; nothing for who is none. */
export async function listUnsealRequests(db: Db, staff: Staff): Promise<UnsealRequest[]> {
  if (!(await isCustodian(db, staff))) return []
  let query = requests(db).orderBy(sql`decision is not null`).orderBy('request.id', 'desc').limit(100)
  if (!staff.nodeIsRoot) query = query.where('report.institution_id', '=', staff.institutionId)
  return query.execute()
}

/** The requests of one person for one report, the newest first. */
export function ownUnsealRequests(db: Db, staff: Staff, trackingNumber: string): Promise<UnsealRequest[]> {
  return requests(db)
    .where('report.tracking_number', '=', trackingNumber)
    .where('request.requested_by', '=', staff.accountId)
    .orderBy('request.id', 'desc')
    .execute()
}

/** Whether a person decides on requests at all. */
export async function isCustodian(db: Db, staff: Staff): Promise<boolean> {
  const row = await db
    .selectFrom('staff_accounts')
    .select('custodian')
    .where('id', '=', staff.accountId)
    .executeTakeFirst()
  return row?.custodian === true
}

/** Enqueue the word to reporters whose identity was open until now. Returns how many. */
export async function tellUnsealed(deps: UnsealDeps): Promise<number> {
  const now = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const over = await tx
      .updateTable('unseal_requests')
      .set({ told_at: now })
      .where('decision', '=', 'approved')
      .where('told_at', 'is', null)
      .where('expires_at', '<=', now)
      .returning('id')
      .execute()
    for (const { id } of over) {
      await log(deps, tx, id, 'told', null)
      await deps.enqueue(tx, 'tell_unsealing', { request_id: id, what: 'ended' })
    }
    return over.length
  })
}

export type UnsealLogVerdict = { readonly sound: true } | { readonly sound: false; readonly entry: number }

/** Check the chain of the log from its first entry on. */
export async function verifyUnsealLog(db: Db): Promise<UnsealLogVerdict> {
  const rows = await db.selectFrom('unseal_log').selectAll().orderBy('id').execute()
  let previous = CHAIN_START
  for (const row of rows) {
    if (!row.prev_hash.equals(previous) || !entryHash(row, previous).equals(row.hash)) {
      return { sound: false, entry: row.id }
    }
    previous = row.hash
  }
  return { sound: true }
}

async function visibleReport(db: Db, staff: Staff, trackingNumber: string): Promise<ReportRow> {
  const report = await db
    .selectFrom('reports')
    .selectAll()
    .where('tracking_number', '=', trackingNumber)
    .executeTakeFirst()
  if (report === undefined || !staffMaySee(staff, await loadPlace(db, report))) throw notFound()
  return report
}

function isAdmin(staff: Staff): boolean {
  return staff.role === 'national_admin' || staff.role === 'institution_admin'
}

/** The national level's custodians decide on every report, an institution's on its own. */
async function isCustodianFor(db: Db, staff: Staff, reportId: number): Promise<boolean> {
  if (!(await isCustodian(db, staff))) return false
  if (staff.nodeIsRoot) return true
  const report = await db
    .selectFrom('reports')
    .select('institution_id')
    .where('id', '=', reportId)
    .executeTakeFirst()
  return report?.institution_id === staff.institutionId
}

function requests(db: Db) {
  return db
    .selectFrom('unseal_requests as request')
    .innerJoin('reports as report', 'report.id', 'request.report_id')
    .innerJoin('staff_accounts as requester', 'requester.id', 'request.requested_by')
    .innerJoin('institutions as node', 'node.id', 'requester.institution_id')
    .leftJoin('staff_accounts as decider', 'decider.id', 'request.decided_by')
    .select([
      'request.id',
      'request.reason',
      'request.requested_at',
      'request.requested_by',
      'request.decision',
      'request.decision_reason',
      'request.decided_at',
      'request.expires_at',
      'report.tracking_number',
      'requester.name as requester',
      'node.name as requester_node',
      'decider.name as custodian',
    ])
}

type LogAction = 'requested' | 'approved' | 'refused' | 'read' | 'told'

async function log(
  deps: UnsealDeps,
  tx: Db,
  requestId: number,
  action: LogAction,
  accountId: number | null,
): Promise<void> {
  // One at a time: each entry is chained to the one before it.
  await sql`select pg_advisory_xact_lock(hashtext('unseal log'))`.execute(tx)
  const last = await tx
    .selectFrom('unseal_log')
    .select('hash')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const entry = { request_id: requestId, at: deps.clock.now(), account_id: accountId, action }
  const prev_hash = last?.hash ?? CHAIN_START
  await tx
    .insertInto('unseal_log')
    .values({ ...entry, prev_hash, hash: entryHash(entry, prev_hash) })
    .execute()
}

function entryHash(
  entry: { request_id: number; at: Date; account_id: number | null; action: LogAction },
  previous: Buffer,
): Buffer {
  const canonical = JSON.stringify([entry.request_id, entry.at.toISOString(), entry.account_id, entry.action])
  return createHash('sha256').update(previous).update(canonical).digest()
}
