import { sql } from 'kysely'
import type { Db, FigureDimension, Measures } from '../../db/index.ts'
import { indicatorsOf, type Share, type ShareName, share, wilson } from '../indicators.ts'
import { firstDay, type Period } from '../period.ts'
import { measuresOf, readFigures } from './read-figures.ts'
import { type FigureNode, readActivity } from './read-nodes.ts'

/** By what institutions can be compared. */
export const LEAGUE_SHARES = [
  'followed_up',
  'followed_up_in_time',
  'solved_in_time',
  'finished',
  'confirmed',
] as const satisfies readonly ShareName[]
export type LeagueShare = (typeof LEAGUE_SHARES)[number]

export interface LeagueFilter {
  readonly kind: string | null
  /** Two digits; the governments of the province itself and of its kabupaten and kota. */
  readonly province: string | null
  readonly part: { readonly dimension: FigureDimension; readonly key: string } | undefined
}

export interface LeagueRow {
  readonly node: FigureNode
  /** Null where nothing is counted yet, which comes last. */
  readonly rank: number | null
  readonly measures: Measures
  readonly share: Share
  readonly range: { readonly low: number; readonly high: number } | null
  /** It has accounts of officers; somebody was here within 30 days. */
  readonly connected: boolean
  readonly signedIn: boolean
  readonly verdict: Verdict
}

/**
 * The official evaluation: an institution is good when it follows up at least half of what it receives (Open Government
 * Indonesia, commitment on LAPOR!; Kemenpan RB's yearly review).
 */
export type Verdict = 'good' | 'not_yet' | 'none'
const GOOD_FROM = 0.5

function verdictOf(measures: Measures): Verdict {
  if (measures.received === 0) return 'none'
  return measures.followed_up / measures.received >= GOOD_FROM ? 'good' : 'not_yet'
}

/** All institutions by a share, the surest best first: by the lower end of its confidence interval. */
export async function readLeague(
  db: Db,
  period: Period,
  by: LeagueShare,
  filter: LeagueFilter,
  now: Date,
): Promise<LeagueRow[]> {
  let query = db
    .selectFrom('institutions')
    .select(['id', 'code', 'name', 'short_name', 'kind'])
    .whereRef('institution_id', '=', 'id')
    .where('parent_id', 'is not', null)
    .where('active', '=', true)
  if (filter.kind !== null) query = query.where('kind', '=', filter.kind)
  if (filter.province !== null)
    query = query.where((where) =>
      where.or([
        where('area_code', '=', filter.province),
        where('area_code', 'like', `${filter.province}.%`),
      ]),
    )
  const nodes = await query.execute()
  const ids = nodes.map(({ id }) => id)
  const [figures, activity] = await Promise.all([
    readFigures(db, ids, period, filter.part),
    readActivity(db, ids, now),
  ])
  const rows = nodes.map((node) => {
    const measures = measuresOf(figures, node.id)
    const share = indicatorsOf(measures)[by]
    return {
      node,
      measures,
      share,
      range: wilson(share),
      connected: activity.has(node.id),
      signedIn: (activity.get(node.id)?.active ?? 0) > 0,
      verdict: verdictOf(measures),
    }
  })
  rows.sort(
    (a, b) =>
      (b.range?.low ?? -1) - (a.range?.low ?? -1) ||
      b.share.whole - a.share.whole ||
      a.node.name.localeCompare(b.node.name),
  )
  return rows.map((row, index) => ({ ...row, rank: row.range === null ? null : index + 1 }))
}

/** An institution by how much it received, and the part of it that was followed up. */
export interface BusyInstitution {
  readonly node: FigureNode
  readonly received: number
  readonly share: Share
  readonly range: LeagueRow['range']
}

/** The institutions that received most in a period. */
export async function readBusiest(db: Db, period: Period, most: number): Promise<BusyInstitution[]> {
  const { rows } = await sql<FigureNode & { received: number; followed_up: number }>`
    select node.id, node.code, node.name, node.short_name, node.kind, sum(figures.received)::int as received,
      sum(figures.followed_up)::int as followed_up
    from figures_by_month figures join institutions node on node.id = figures.node_id
    where figures.dimension = 'all' and figures.start between ${firstDay(period.from)} and ${firstDay(period.until)}
      and node.institution_id = node.id and node.parent_id is not null and node.active
    group by node.id having sum(figures.received) > 0 order by 6 desc, node.id limit ${most}
  `.execute(db)
  return rows.map(({ received, followed_up, ...node }) => {
    const of = share(followed_up, received)
    return { node, received, share: of, range: wilson(of) }
  })
}
