import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { readSilent } from '../alerts/judge-alerts.ts'
import { todayIn } from '../period.ts'
import { type OpenFigures, readOpen } from './read-figures.ts'
import type { SilentNode } from './read-nodes.ts'

export interface WeekFlow {
  readonly received: number
  readonly answered: number
  readonly closed: number
}

/** What needs somebody now, and the last whole week beside the one before. */
export interface WeekFigures {
  /** Monday and Sunday of the last whole week. */
  readonly from: string
  readonly until: string
  readonly open: OpenFigures | null
  readonly silent: readonly SilentNode[]
  readonly week: WeekFlow
  readonly before: WeekFlow
}

const DAY_MS = 86_400_000

/** The Monday of the week of a calendar day. */
export function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  return dayAfter(day, -((at.getUTCDay() + 6) % 7))
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

export async function readWeek(
  db: Db,
  node: { readonly id: number; readonly timeZone: string },
  now: Date,
): Promise<WeekFigures> {
  const monday = mondayOf(todayIn(node.timeZone, now))
  const from = dayAfter(monday, -7)
  const until = dayAfter(monday, -1)
  const [open, silent, week, before] = await Promise.all([
    readOpen(db, [node.id]),
    readSilent(db, node.id, now),
    sumFlow(db, node.id, from, until),
    sumFlow(db, node.id, dayAfter(monday, -14), dayAfter(monday, -8)),
  ])
  return { from, until, open: open.get(node.id) ?? null, silent, week, before }
}

async function sumFlow(db: Db, node: number, from: string, until: string): Promise<WeekFlow> {
  const { rows } = await sql<WeekFlow>`
    select coalesce(sum(received), 0)::int as received, coalesce(sum(answered), 0)::int as answered,
      coalesce(sum(closed), 0)::int as closed
    from flow_by_day where node_id = ${node} and start between ${from} and ${until}
  `.execute(db)
  return rows[0] ?? { received: 0, answered: 0, closed: 0 }
}
