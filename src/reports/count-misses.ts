import { type SqlBool, sql } from 'kysely'
import type { Db } from '../db/index.ts'
import type { Staff } from '../identity/index.ts'
import { isNational } from './actor.ts'

/** The missed deadlines of one institution or unit within a period, as its watches count them. */
export interface Misses {
  readonly code: string
  readonly name: string
  /** On the watch of the institution's coordinator: from the instant of the miss. */
  readonly institution: number
  /** On the ministry's watch: from the offer to the level above on, two working days later. */
  readonly ministry: number
  /** Of the first, what is not done even now. */
  readonly open: number
}

const MOST_ROWS = 200

/**
 * Missed deadlines since an instant: for the national level by institution, for all others by their own units.
 * Two watches count apart (the coordinator of the institution, and the ministry), so that neither relies on the other.
 * A miss belongs to who held the report, or had the task, when it was missed.
 */
export async function countMisses(db: Db, staff: Staff, since: Date): Promise<Misses[]> {
  const national = isNational(staff)
  const scope = staff.role === 'institution_admin' ? staff.institutionId : staff.nodeId
  let query = db
    .selectFrom('deadlines')
    .innerJoin('institutions as unit', 'unit.id', 'deadlines.missed_by_id')
    .innerJoin('institutions as node', (join) =>
      national
        ? join.on(sql<SqlBool>`node.id = coalesce(unit.institution_id, unit.id)`)
        : join.onRef('node.id', '=', 'unit.id'),
    )
    .where('missed_at', '>=', since)
    .select([
      'node.code',
      'node.name',
      sql<number>`count(*)::int`.as('institution'),
      sql<number>`count(*) filter (where escalated_at is not null)::int`.as('ministry'),
      sql<number>`count(*) filter (where met_at is null and cancelled_at is null)::int`.as('open'),
    ])
    .groupBy(['node.id', 'node.code', 'node.name'])
    .orderBy(national ? 'ministry' : 'institution', 'desc')
    .orderBy('node.name')
    .limit(MOST_ROWS)
  if (!national) query = query.where(sql<SqlBool>`unit.path @> array[${scope}::int]`)
  return query.execute()
}
