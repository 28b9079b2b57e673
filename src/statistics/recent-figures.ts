import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/index.ts'

/** What people confirmed in the last 30 days, and what became of it until now; secret reports are counted, never shown. */
export interface RecentFigures {
  readonly received: number
  readonly followed_up: number
  readonly answered: number
  readonly closed: number
  /** Days from receipt to the answer; half of the answered ones took less. Null while none is answered. */
  readonly median_days_to_answer: number | null
  /** Mean of the reporters' ratings 1–5 and how many there are. */
  readonly rating_mean: number | null
  readonly rating_count: number
}

const DAY_MS = 86_400_000
export const RECENT_DAYS = 30
/** Fresh enough to trust, seldom enough that a crowd on the home page costs the database nothing. */
const KEEP_MS = 60_000
const TOO_OLD_MS = 10 * KEEP_MS

/**
 * The figures, read from the database once a minute at most. Whoever comes when they are a little old gets them while new
 * ones are read: over a whole country that takes a moment, and nobody should wait for it.
 */
export function openRecentFigures(deps: { db: Db; clock: Clock }): () => Promise<RecentFigures> {
  let kept: { readonly readAt: number; readonly figures: RecentFigures } | null = null
  let reading: Promise<RecentFigures> | null = null
  const read = (now: number) => {
    reading ??= readRecentFigures(deps.db, new Date(now - RECENT_DAYS * DAY_MS))
      .then((figures) => {
        kept = { readAt: now, figures }
        return figures
      })
      .finally(() => {
        reading = null
      })
    return reading
  }
  return async () => {
    const now = deps.clock.now().getTime()
    if (kept === null || now - kept.readAt >= TOO_OLD_MS) return read(now)
    // A failure is met by whoever comes when they are too old.
    if (now - kept.readAt >= KEEP_MS) read(now).catch(() => undefined)
    return kept.figures
  }
}

async function readRecentFigures(db: Db, since: Date): Promise<RecentFigures> {
  const { rows } = await sql<RecentFigures>`
    select
      count(*)::int as received,
      count(first_follow_up_at)::int as followed_up,
      count(answered_at)::int as answered,
      count(*) filter (where state = 'closed')::int as closed,
      (percentile_cont(0.5) within group (order by extract(epoch from answered_at - submitted_at) / 86400)
        filter (where answered_at is not null))::float8 as median_days_to_answer,
      round(avg(rating), 1)::float8 as rating_mean,
      count(rating)::int as rating_count
    from reports
    where created_at >= ${since} and submitted_at is not null
  `.execute(db)
  const [figures] = rows
  if (figures === undefined) throw new Error('an aggregate without a row')
  return figures
}
