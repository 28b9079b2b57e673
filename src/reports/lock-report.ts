import { sql } from 'kysely'
import { type Db, keptQuery, type ReportRow } from '../db/index.ts'
import { DomainError, notFound } from '../errors.ts'
import { type Actor, loadPlace, type ReportPlace, scopeOfStaff, staffMaySee } from './actor.ts'

/** Thrown inside the transaction when the caller's key was used before: nothing is done again. */
export class RepeatedRequest extends Error {}

/**
 * Lock a report for an action of someone who may see it.
 * @throws DomainError not_found, changed_meanwhile (409), idempotency_key_reused (422); RepeatedRequest
 */
export async function lockReport(
  tx: Db,
  actor: Actor,
  trackingNumber: string,
  now: Date,
  expectedVersion: number | undefined,
): Promise<{ report: ReportRow; place: ReportPlace }> {
  const scope = actor.kind === 'staff' ? scopeOfStaff(actor.staff) : null
  // The database and the rule below judge apart from each other: a mistake in one of them opens nothing.
  const [report] =
    scope === null ? await lock(tx, { trackingNumber }) : await lockSeen(tx, { trackingNumber, scope })
  if (report === undefined) throw notFound()
  const place = await loadPlace(tx, report)
  if (actor.kind === 'staff' && !staffMaySee(actor.staff, place)) throw notFound()
  // Before the version: a repeated request carries the version of its first sending.
  await claimRequestKey(tx, actor, report.id, now)
  if (expectedVersion !== undefined && expectedVersion !== report.version) {
    throw new DomainError('changed_meanwhile', 409)
  }
  return { report, place }
}

const lock = keptQuery((db, { trackingNumber }: { trackingNumber: string }) =>
  db.selectFrom('reports').selectAll().where('tracking_number', '=', trackingNumber).forNoKeyUpdate(),
)

const lockSeen = keptQuery((db, values: { trackingNumber: string; scope: number }) =>
  db
    .selectFrom('reports')
    .selectAll()
    .where('tracking_number', '=', values.trackingNumber)
    .where(sql<boolean>`place_sees_report(id, ${values.scope})`)
    .forNoKeyUpdate(),
)

async function claimRequestKey(tx: Db, actor: Actor, reportId: number, now: Date): Promise<void> {
  const { requestKey } = actor
  if (requestKey === null || requestKey === undefined) return
  const inserted = await tx
    .insertInto('submission_keys')
    .values({ key: requestKey.key, request_hash: requestKey.hash, report_id: reportId, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (Number(inserted.numInsertedOrUpdatedRows ?? 0) === 1) return
  const known = await tx
    .selectFrom('submission_keys')
    .select(['request_hash', 'report_id'])
    .where('key', '=', requestKey.key)
    .executeTakeFirstOrThrow()
  if (known.report_id !== reportId || !known.request_hash.equals(requestKey.hash)) {
    throw new DomainError('idempotency_key_reused', 422)
  }
  throw new RepeatedRequest()
}
