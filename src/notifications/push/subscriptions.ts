import { type Db, inTransaction, keptQuery } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import type { Sealer } from '../../identity/index.ts'

/** Where and how a browser takes pushes (Push API: PushSubscription). */
export interface PushTarget {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

interface PushDeps {
  readonly db: Db
  readonly sealer: Sealer
}

/**
 * Whose news a browser hears: of all reports of a reporter who is signed in (`reportId` null), or of the one report
 * that it follows. Following shows no more than that: a report may have been told by somebody else's contact.
 */
export interface PushScope {
  readonly reporterId: number
  readonly reportId: number | null
}

/** More browsers than a person uses; the eldest is forgotten. */
const MOST_PER_SCOPE = 10
const LONGEST_ENDPOINT = 2_000

/**
 * From now on this browser hears of what it was allowed for. All reports of one reporter take the place of whatever it
 * heard before; a single report comes to others of it, and ends what it heard of another reporter as a whole.
 */
export async function saveSubscription(
  { db, sealer }: PushDeps,
  { reporterId, reportId }: PushScope,
  subscription: { readonly target: PushTarget; readonly at: Date },
): Promise<void> {
  const { target, at } = subscription
  const endpoint_hash = hashOf(sealer, target.endpoint)
  const values = {
    reporter_id: reporterId,
    subscription_sealed: sealer.seal(JSON.stringify(target)),
    created_at: at,
  }
  await inTransaction(db, async (tx) => {
    let replaced = tx.deleteFrom('push_subscriptions').where('endpoint_hash', '=', endpoint_hash)
    if (reportId !== null) {
      replaced = replaced.where('report_id', 'is', null).where('reporter_id', '!=', reporterId)
    }
    await replaced.execute()
    await tx
      .insertInto('push_subscriptions')
      .values({ ...values, report_id: reportId, endpoint_hash })
      .onConflict((conflict) => conflict.columns(['endpoint_hash', 'report_id']).doUpdateSet(values))
      .execute()
    // Counted for itself, so that browsers of one report never push out those of the signed-in reporter.
    await tx
      .deleteFrom('push_subscriptions')
      .where('reporter_id', '=', reporterId)
      .where('report_id', 'is not distinct from', reportId)
      .where('id', 'not in', (newest) =>
        newest
          .selectFrom('push_subscriptions')
          .select('id')
          .where('reporter_id', '=', reporterId)
          .where('report_id', 'is not distinct from', reportId)
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(MOST_PER_SCOPE),
      )
      .execute()
  })
}

/** A browser that is gone, or whose owner wants no more. */
export async function dropSubscription({ db, sealer }: PushDeps, endpoint: string): Promise<void> {
  await db.deleteFrom('push_subscriptions').where('endpoint_hash', '=', hashOf(sealer, endpoint)).execute()
}

/** No browser hears of all reports of the reporter any more; one that follows a report goes on hearing of that. */
export async function dropSubscriptionsOf(db: Db, reporterId: number): Promise<void> {
  await db
    .deleteFrom('push_subscriptions')
    .where('reporter_id', '=', reporterId)
    .where('report_id', 'is', null)
    .execute()
}

/** Whether this browser hears of the report, or of all reports of the reporter. */
export async function isSubscribed(
  { db, sealer }: PushDeps,
  { reporterId, reportId }: PushScope,
  endpoint: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('push_subscriptions')
    .select('id')
    .where('endpoint_hash', '=', hashOf(sealer, endpoint))
    .where('reporter_id', '=', reporterId)
    .where((where) => where.or([where('report_id', 'is', null), where('report_id', '=', reportId)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Every browser that hears of a report, once. */
export async function listSubscriptions(
  { db, sealer }: PushDeps,
  trackingNumber: string,
): Promise<PushTarget[]> {
  const rows = await hearing(db)
    .select(['push.endpoint_hash', 'push.subscription_sealed'])
    .where('report.tracking_number', '=', trackingNumber)
    .orderBy('push.id')
    .execute()
  const once = new Map(rows.map((row) => [row.endpoint_hash.toString('hex'), row.subscription_sealed]))
  return [...once.values()].map((sealed) => JSON.parse(sealer.open(sealed)) as PushTarget)
}

export async function hasSubscription(db: Db, reportId: number): Promise<boolean> {
  return (await readOneHearing(db, { reportId })).length > 0
}

const readOneHearing = keptQuery((db, { reportId }: { reportId: number }) =>
  hearing(db).select('push.id').where('report.id', '=', reportId).limit(1),
)

/** Browsers with the reports they hear of. What nobody has confirmed yet may have been told by a stranger. */
function hearing(db: Db) {
  return db
    .selectFrom('push_subscriptions as push')
    .innerJoin('reports as report', (join) =>
      join
        .onRef('report.reporter_id', '=', 'push.reporter_id')
        .on((on) =>
          on.or([on('push.report_id', 'is', null), on('push.report_id', '=', on.ref('report.id'))]),
        ),
    )
    .where('report.submitted_at', 'is not', null)
}

/**
 * A subscription as a browser's script posts it.
 * @param insecure whether plain http may be meant: a trainee's own double of a push service
 * @throws DomainError bad_request
 */
export function readTarget(text: string, insecure: boolean): PushTarget {
  try {
    const read: unknown = JSON.parse(text)
    if (isTarget(read) && read.endpoint.length <= LONGEST_ENDPOINT) {
      const { protocol } = new URL(read.endpoint)
      // An uncompressed point of P-256 and 16 random bytes (RFC 8291).
      const fits = bytesOf(read.keys.p256dh) === 65 && bytesOf(read.keys.auth) === 16
      if (fits && (protocol === 'https:' || (insecure && protocol === 'http:'))) {
        return { endpoint: read.endpoint, keys: { p256dh: read.keys.p256dh, auth: read.keys.auth } }
      }
    }
  } catch {
    // Told below like everything else that is none.
  }
  throw new DomainError('bad_request', 400)
}

function isTarget(read: unknown): read is PushTarget {
  if (typeof read !== 'object' || read === null || !('endpoint' in read) || !('keys' in read)) return false
  const { endpoint, keys } = read
  if (typeof endpoint !== 'string' || typeof keys !== 'object' || keys === null) return false
  return typeof Reflect.get(keys, 'p256dh') === 'string' && typeof Reflect.get(keys, 'auth') === 'string'
}

function bytesOf(base64url: string): number {
  return /^[\w-]+=*$/.test(base64url) ? Buffer.from(base64url, 'base64url').length : 0
}

function hashOf(sealer: Sealer, endpoint: string): Buffer {
  return sealer.lookupHash(`push ${endpoint}`)
}
