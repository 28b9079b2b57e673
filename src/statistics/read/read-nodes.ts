import { type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/index.ts'

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
    select node.id as node_id, count(*)::int as officers,
      count(*) filter (where account.last_seen_at >= ${since})::int as active, max(account.last_seen_at) as last_seen_at
    from staff_accounts account
    join institutions place on place.id = account.institution_id
    cross join lateral unnest(place.path) node (id)
    where account.active and not account.service and account.role <> 'observer' and node.id = any(${[...nodes]}::int[])
    group by node.id
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
  nodes: readonly FigureNode[],
  overdueOf: (node: number) => number,
  activity: ReadonlyMap<number, StaffActivity>,
  now: Date,
): SilentNode[] {
  const since = now.getTime() - SILENT_DAYS * 86_400_000
  return nodes
    .map((node) => ({
      ...node,
      overdue: overdueOf(node.id),
      last_seen_at: activity.get(node.id)?.last_seen_at ?? null,
    }))
    .filter(({ overdue, last_seen_at }) => overdue > 0 && (last_seen_at?.getTime() ?? 0) < since)
    .sort((a, b) => b.overdue - a.overdue)
}
