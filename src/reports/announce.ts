import { sql } from 'kysely'
import type { Db } from '../db/index.ts'

/** The channel on which web processes hear that a report changed. */
export const LIVE_CHANNEL = 'lapor_live'

/** Who is concerned by a change: only numbers, so that nothing of a report leaves the database this way. */
export interface Announcement {
  /** `changed`: something was done to it. `seen`: somebody opened or left its page. */
  readonly what: 'changed' | 'seen'
  readonly report: number
  /** The nodes that hold it, held it until now, or have a part in it. */
  readonly nodes: readonly number[]
  /** They, and all nodes above them. */
  readonly paths: readonly number[]
}

/** Say in the same transaction that a report changed; it is heard once the transaction is committed, or not at all. */
export async function announceChange(
  tx: Db,
  reportId: number,
  nodes: readonly (number | null)[],
): Promise<void> {
  const concerned = [...new Set(nodes.filter((node) => node !== null))]
  await sql`
    select pg_notify(${LIVE_CHANNEL}, json_build_object(
      'what', 'changed', 'report', ${reportId}::bigint, 'nodes', ${concerned}::int[],
      'paths', (select array_agg(distinct above)
        from institutions, unnest(path) as above where id = any(${concerned}::int[])))::text)
  `.execute(tx)
}

/** The same of many reports that came in together, each at its one holder. */
export async function announceArrivals(
  tx: Db,
  arrivals: readonly { readonly id: number; readonly holder_id: number }[],
): Promise<void> {
  if (arrivals.length === 0) return
  await sql`
    select pg_notify(${LIVE_CHANNEL}, json_build_object(
      'what', 'changed', 'report', report, 'nodes', array[holder], 'paths', institutions.path)::text)
    from unnest(${arrivals.map(({ id }) => id)}::bigint[], ${arrivals.map(({ holder_id }) => holder_id)}::int[])
      as arrived (report, holder)
    join institutions on institutions.id = holder
  `.execute(tx)
}

/** Say that somebody opened or left a report's page. */
export async function announceSeen(db: Db, reportId: number): Promise<void> {
  const seen: Announcement = { what: 'seen', report: reportId, nodes: [], paths: [] }
  await sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(seen)})`.execute(db)
}

/** Null for what is no announcement of ours. */
export function readAnnouncement(payload: string): Announcement | null {
  try {
    const { what, report, nodes, paths }: Partial<Announcement> = JSON.parse(payload) ?? {}
    if ((what !== 'changed' && what !== 'seen') || typeof report !== 'number') return null
    return { what, report, nodes: nodes ?? [], paths: paths ?? [] }
  } catch {
    return null
  }
}
