import { sql } from 'kysely'
import type { Db } from '../../db/index.ts'
import { type Indicators, indicatorsOf } from '../indicators.ts'
import { monthsBack, todayIn } from '../period.ts'
import { measuresOf, type OpenFigures, readFigures, readOpen } from '../read/read-figures.ts'
import { nodesBelow, readActivity, silentNodes } from '../read/read-nodes.ts'
import { ALERT_MEASURES, type AlertMeasure, isMeasure } from './alert-rules.ts'

/** Rates and ratings of fewer reports say little. */
const FEWEST_REPORTS = 5
const MONTHS = 3

export interface Crossing {
  readonly institutionId: number
  readonly institution: string
  readonly measure: AlertMeasure
  readonly threshold: number
  readonly value: number
}

/**
 * Measure what has a threshold and tell each crossing once: with `tell`, in the transaction that notes it. It is told
 * again only after it was back on the right side. Several workers at once tell one.
 */
export async function judgeAlerts(
  db: Db,
  now: Date,
  tell: (tx: Db, crossing: Crossing) => Promise<void>,
): Promise<void> {
  const rules = await db
    .selectFrom('alert_rules as rule')
    .innerJoin('institutions as node', 'node.id', 'rule.institution_id')
    .select([
      'rule.id',
      'rule.measure',
      'rule.threshold',
      'node.id as node',
      'node.short_name',
      'node.time_zone',
    ])
    .where('node.active', '=', true)
    .orderBy('node.id')
    .execute()
  let reader: NodeReader | null = null
  for (const { id, measure, threshold, ...of } of rules) {
    if (!isMeasure(measure)) continue
    // Rules come by node: what several of them ask of one is read once.
    if (reader?.id !== of.node) reader = readerOf(db, { id: of.node, timeZone: of.time_zone }, now)
    const value = await measureNow(reader, measure)
    // What cannot be measured has crossed nothing, and is not back either.
    if (value === null) continue
    const crossed = ALERT_MEASURES[measure].side === 'above' ? value > threshold : value < threshold
    await db.transaction().execute(async (tx) => {
      const rule = await tx
        .selectFrom('alert_rules')
        .select(['crossed_at', 'threshold'])
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      // Changed meanwhile: the next round judges it.
      if (rule === undefined || rule.threshold !== threshold) return
      const first = crossed && rule.crossed_at === null
      await tx
        .updateTable('alert_rules')
        .set({ value, crossed_at: crossed ? (rule.crossed_at ?? now) : null })
        .where('id', '=', id)
        .execute()
      if (first)
        await tell(tx, { institutionId: of.node, institution: of.short_name, measure, threshold, value })
    })
  }
}

interface NodeReader {
  readonly id: number
  open(): Promise<OpenFigures | undefined>
  indicators(): Promise<Indicators>
  silent(): Promise<number>
  oldestUnverified(): Promise<number>
}

function readerOf(
  db: Db,
  { id, timeZone }: { readonly id: number; readonly timeZone: string },
  now: Date,
): NodeReader {
  let open: Promise<OpenFigures | undefined> | null = null
  let indicators: Promise<Indicators> | null = null
  const readIndicators = async () => {
    const months = monthsBack(timeZone, now, MONTHS)
    const period = { from: months.at(-1) ?? '', until: months[0] ?? '' }
    return indicatorsOf(measuresOf(await readFigures(db, [id], period), id))
  }
  return {
    id,
    open: () => (open ??= readOpen(db, [id]).then((figures) => figures.get(id))),
    indicators: () => (indicators ??= readIndicators()),
    silent: async () => (await readSilent(db, id, now)).length,
    oldestUnverified: () => oldestUnverified(db, id, todayIn(timeZone, now)),
  }
}

/** What a measure is now: a count, a rating of 1 to 5, or percent; null where too little was reported. */
async function measureNow(reader: NodeReader, measure: AlertMeasure): Promise<number | null> {
  switch (measure) {
    case 'unverified_days':
      return reader.oldestUnverified()
    case 'silent_units':
      return reader.silent()
    case 'rating': {
      const { response, rating } = await reader.indicators()
      return response.part < FEWEST_REPORTS ? null : rating
    }
    case 'followed_up':
    case 'solved_in_time': {
      const { whole, rate } = (await reader.indicators())[measure]
      return whole < FEWEST_REPORTS || rate === null ? null : rate * 100
    }
    default:
      return (await reader.open())?.[measure] ?? 0
  }
}

async function oldestUnverified(db: Db, node: number, today: string): Promise<number> {
  const { rows } = await sql<{ days: number }>`
    select ${today}::date - min(start) as days from figures_by_day where node_id = ${node} and unverified > 0
  `.execute(db)
  return rows[0]?.days ?? 0
}

/** Units right below a node that have something overdue and nobody seen for a week. */
export async function readSilent(db: Db, node: number, now: Date) {
  const below = await nodesBelow(db, node)
  const ids = below.map(({ id }) => id)
  const [open, activity] = await Promise.all([readOpen(db, ids), readActivity(db, ids, now)])
  const late = below.map((node) => ({ ...node, overdue: open.get(node.id)?.overdue ?? 0 }))
  return silentNodes(late, activity, now)
}
