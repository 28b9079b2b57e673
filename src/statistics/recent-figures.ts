import { sql } from 'kysely'
import type { Db } from '../db/index.ts'

/** What came in within a period, and what became of it until now. */
export interface RecentFigures {
  readonly received: number
  readonly followed_up: number
  readonly answered: number
  readonly closed: number
  /** Median of days from confirmation to the first answer, of those answered; null when there is none. */
  readonly median_days_to_answer: number | null
  /** Mean of the reporters' ratings 1–5 and how many there are. */
  readonly rating_mean: number | null
  readonly rating_count: number
}

/** Figures of the reports whose contact was confirmed since the given instant; secret ones are counted, never shown. */
export async function readRecentFigures(db: Db, since: Date): Promise<RecentFigures> {
  const { rows } = await sql<RecentFigures>`
    select
      count(*)::int as received,
      count(first_follow_up_at)::int as followed_up,
      count(answered_at)::int as answered,
      count(closed_at)::int as closed,
      round((percentile_cont(0.5) within group (order by extract(epoch from answered_at - submitted_at) / 86400)
        filter (where answered_at is not null))::numeric, 1)::float8 as median_days_to_answer,
      round(avg(rating), 1)::float8 as rating_mean,
      count(rating)::int as rating_count
    from reports
    where created_at >= ${since} and submitted_at is not null
  `.execute(db)
  const [figures] = rows
  if (figures === undefined) throw new Error('an aggregate without a row')
  return figures
}
