import { type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import type { Period } from '../period.ts'
import { inBoth, receivedCompared } from './read-figures.ts'

export interface FigureNode {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly short_name: string
  readonly kind: string
}

/** The nodes right below a node, by name; those switched off only while they still hold something. */
export function nodesBelow(db: Db, node: number): Promise<FigureNode[]> {
  return db
    .selectFrom('institutions')
    .select(['id', 'code', 'name', 'short_name', 'kind'])
    .where('parent_id', '=', node)
    .where((where) =>
      where.or([
        where('active', '=', true),
        sql<SqlBool>`exists (select from report_facts where report_facts.node_id = institutions.id)`,
      ]),
    )
    .orderBy('name')
    .execute()
}

/** A node right below another, with what its place among the others hangs on. */
export interface UnitBelow extends FigureNode {
  readonly open: number
  readonly overdue: number
  /** What it received within the period, and in the time before it. */
  readonly now: number
  readonly before: number
}

/** The nodes right below a node that have anything open, or received anything in a period or before it; by name. */
export async function readUnitsBelow(db: Db, node: number, period: Period): Promise<UnitBelow[]> {
  const { rows } = await sql<UnitBelow>`
    select unit.id, unit.code, unit.name, unit.short_name, unit.kind, coalesce(waiting.open, 0) as open,
      coalesce(waiting.overdue, 0) as overdue, coalesce(came.now, 0) as now, coalesce(came.before, 0) as before
    from institutions unit
    left join figures_now waiting on waiting.node_id = unit.id
    left join (
      select node_id, ${receivedCompared(period)} from figures_by_month
      where node_id in (select id from institutions where parent_id = ${node}) and dimension = 'all'
        and ${inBoth(period)}
      group by node_id
    ) came on came.node_id = unit.id
    where unit.parent_id = ${node} and (waiting.open > 0 or came.now > 0 or came.before > 0)
    order by unit.name
  `.execute(db)
  return rows
}

export interface StaffActivity {
  readonly officers: number
  /** Of them, seen within 30 days. */
  readonly active: number
  readonly last_seen_at: Date | null
}

const ACTIVE_DAYS = 30

/** The people of nodes and of those below them, and who of them was here within 30 days. */
export async function readActivity(
  db: Db,
  nodes: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, StaffActivity>> {
  const since = new Date(now.getTime() - ACTIVE_DAYS * 86_400_000)
  const { rows } = await sql<StaffActivity & { node_id: number }>`
    select node_id, sum(officers)::int as officers, sum(active)::int as active, max(last_seen_at) as last_seen_at
    from (
      select unnest(place.path) as node_id, officers, account.active, last_seen_at from (
        select institution_id, count(*) as officers, count(*) filter (where last_seen_at >= ${since}) as active,
          max(last_seen_at) as last_seen_at
        from staff_accounts where active and not service and role <> 'observer' group by institution_id
      ) account join institutions place on place.id = account.institution_id
    ) seen
    join unnest(${[...nodes]}::int[]) wanted (id) on wanted.id = seen.node_id
    group by node_id
  `.execute(db)
  return new Map(rows.map(({ node_id, ...activity }) => [node_id, activity]))
}

/** Nobody of a node was here for this long while work waits there. */
const SILENT_DAYS = 7

export interface SilentNode extends FigureNode {
  readonly overdue: number
  readonly last_seen_at: Date | null
}

/** Who has something overdue and has not been seen for a week. */
export function silentNodes(
  nodes: readonly (FigureNode & { readonly overdue: number })[],
  activity: ReadonlyMap<number, StaffActivity>,
  now: Date,
): SilentNode[] {
  const since = now.getTime() - SILENT_DAYS * 86_400_000
  return nodes
    .map(({ id, code, name, short_name, kind, overdue }) => ({
      ...{ id, code, name, short_name, kind, overdue },
      last_seen_at: activity.get(id)?.last_seen_at ?? null,
    }))
    .filter(({ overdue, last_seen_at }) => overdue > 0 && (last_seen_at?.getTime() ?? 0) < since)
    .sort((a, b) => b.overdue - a.overdue)
}
