import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../db/index.ts'
import { CHAIN_START } from './event-chain.ts'

/** The published digest of one day. */
export interface Digest {
  /** YYYY-MM-DD, from midnight to midnight UTC. */
  readonly day: string
  /** Entries of reports' histories. */
  readonly events: number
  /** Readings of sealed identities. */
  readonly reads: number
  readonly hash: Buffer
}

const DAY_MS = 86_400_000

/**
 * Make the digest of each day that is over since the last one; of yesterday alone when there is none yet. May run late
 * or twice: a digest that was published is never made anew.
 */
export async function makeDigests(db: Db, now: Date): Promise<void> {
  const last = await latestBefore(db, null)
  const yesterday = dayOf(new Date(now.getTime() - DAY_MS))
  for (let day = last === null ? yesterday : nextDay(last.day); day <= yesterday; day = nextDay(day)) {
    await makeDigest(db, day, now)
  }
}

/**
 * The digest of a day (UTC): SHA-256 over the digest before it, the hashes of all entries of that day in the order of
 * report and entry, and those of all readings. Published, it lets an outsider hold that history was not rewritten.
 */
export async function makeDigest(db: Db, day: string, now: Date): Promise<Digest> {
  const digest = await computeDigest(db, day)
  await db
    .insertInto('audit_digests')
    .values({ ...digest, made_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return digest
}

export type DigestVerdict =
  | { readonly sound: true; readonly days: number }
  | { readonly sound: false; readonly day: string }

/** Compute every published digest anew; the first one that differs names a day whose history was rewritten or cut. */
export async function verifyDigests(db: Db): Promise<DigestVerdict> {
  const published = await db.selectFrom('audit_digests').selectAll().orderBy('day').execute()
  for (const digest of published) {
    if (!(await computeDigest(db, digest.day)).hash.equals(digest.hash))
      return { sound: false, day: digest.day }
  }
  return { sound: true, days: published.length }
}

/** Published digests, the newest first; `before` a day, for the next page. */
export function listDigests(db: Db, page: { before: string | null; limit: number }): Promise<Digest[]> {
  let query = db
    .selectFrom('audit_digests')
    .select(['day', 'events', 'reads', 'hash'])
    .orderBy('day', 'desc')
    .limit(page.limit)
  if (page.before !== null) query = query.where('day', '<', page.before)
  return query.execute()
}

/**
 * What a day's digest was made of, as anybody can hash it again: the digest before, and the hash of each entry. They
 * say nothing of what the entries hold. Null for a day without a digest.
 */
export async function digestParts(db: Db, day: string): Promise<Buffer[] | null> {
  const digest = await db.selectFrom('audit_digests').select('day').where('day', '=', day).executeTakeFirst()
  if (digest === undefined) return null
  const { before, events, reads } = await readParts(db, day)
  return [before, ...events, ...reads]
}

async function computeDigest(db: Db, day: string): Promise<Digest> {
  const { before, events, reads } = await readParts(db, day)
  const hash = createHash('sha256').update(before)
  for (const part of [...events, ...reads]) hash.update(part)
  return { day, events: events.length, reads: reads.length, hash: hash.digest() }
}

async function readParts(
  db: Db,
  day: string,
): Promise<{ before: Buffer; events: Buffer[]; reads: Buffer[] }> {
  const from = sql`${`${day}T00:00:00Z`}::timestamptz`
  const within = sql`at >= ${from} and at < ${from} + interval '1 day'`
  const events = await sql<{ hash: Buffer }>`
    select hash from report_events where ${within} order by report_id, seq`.execute(db)
  const reads = await sql<{ hash: Buffer }>`
    select hash from access_log where ${within} order by report_id, seq`.execute(db)
  const before = await latestBefore(db, day)
  const hashes = (rows: readonly { hash: Buffer }[]) => rows.map((row) => row.hash)
  return { before: before?.hash ?? CHAIN_START, events: hashes(events.rows), reads: hashes(reads.rows) }
}

async function latestBefore(db: Db, day: string | null): Promise<{ day: string; hash: Buffer } | null> {
  let query = db.selectFrom('audit_digests').select(['day', 'hash']).orderBy('day', 'desc').limit(1)
  if (day !== null) query = query.where('day', '<', day)
  return (await query.executeTakeFirst()) ?? null
}

function nextDay(day: string): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS))
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
