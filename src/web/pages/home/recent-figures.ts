import { sql } from 'kysely'
import type { Clock } from '../../../clock.ts'
import type { Db } from '../../../db/index.ts'

/** What became of the reports that people confirmed in the last 30 days. */
export interface RecentFigures {
  readonly received: number
  readonly followedUp: number
  readonly solved: number
  /** Days from receipt to the answer; half of the answered ones took less. Null while none is answered. */
  readonly medianDays: number | null
}

const DAY_MS = 86_400_000
export const FIGURE_DAYS = 30
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
    reading ??= readRecentFigures(deps.db, new Date(now - FIGURE_DAYS * DAY_MS))
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
  const row = await db
    .selectFrom('reports')
    .select([
      sql<number>`count(*)`.as('received'),
      sql<number>`count(*) filter (where first_follow_up_at is not null)`.as('followed_up'),
      sql<number>`count(*) filter (where state = 'closed')`.as('solved'),
      sql<
        number | null
      >`percentile_cont(0.5) within group (order by extract(epoch from answered_at - submitted_at))`.as(
        'median_seconds',
      ),
    ])
    .where('created_at', '>=', since)
    .where('submitted_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return {
    received: Number(row.received),
    followedUp: Number(row.followed_up),
    solved: Number(row.solved),
    medianDays: row.median_seconds === null ? null : Number(row.median_seconds) / 86_400,
  }
}
