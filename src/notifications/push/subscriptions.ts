import type { Db } from '../../db/index.ts'
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

/** More browsers than a person uses; the eldest is forgotten. */
const MOST_PER_REPORTER = 10
const LONGEST_ENDPOINT = 2_000

/** From now on this browser hears of the reporter's reports; it belongs to whoever allowed it last. */
export async function saveSubscription(
  { db, sealer }: PushDeps,
  reporterId: number,
  subscription: { readonly target: PushTarget; readonly language: string; readonly at: Date },
): Promise<void> {
  const { target, language, at } = subscription
  const values = {
    reporter_id: reporterId,
    subscription_sealed: sealer.seal(JSON.stringify(target)),
    language,
    created_at: at,
  }
  await db
    .insertInto('push_subscriptions')
    .values({ ...values, endpoint_hash: hashOf(sealer, target.endpoint) })
    .onConflict((conflict) => conflict.column('endpoint_hash').doUpdateSet(values))
    .execute()
  await db
    .deleteFrom('push_subscriptions')
    .where('reporter_id', '=', reporterId)
    .where('id', 'not in', (newest) =>
      newest
        .selectFrom('push_subscriptions')
        .select('id')
        .where('reporter_id', '=', reporterId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_PER_REPORTER),
    )
    .execute()
}

/** A browser that is gone, or whose owner wants no more. */
export async function dropSubscription({ db, sealer }: PushDeps, endpoint: string): Promise<void> {
  await db.deleteFrom('push_subscriptions').where('endpoint_hash', '=', hashOf(sealer, endpoint)).execute()
}

export async function listSubscriptions({ db, sealer }: PushDeps, reporterId: number): Promise<PushTarget[]> {
  const rows = await db
    .selectFrom('push_subscriptions')
    .select('subscription_sealed')
    .where('reporter_id', '=', reporterId)
    .orderBy('id')
    .execute()
  return rows.map((row) => JSON.parse(sealer.open(row.subscription_sealed)) as PushTarget)
}

export async function hasSubscription(db: Db, reporterId: number): Promise<boolean> {
  const row = await db
    .selectFrom('push_subscriptions')
    .select('id')
    .where('reporter_id', '=', reporterId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
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
