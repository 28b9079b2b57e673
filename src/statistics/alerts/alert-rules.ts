import type { Db } from '../../db/index.ts'
import { invalid } from '../../errors.ts'

/** What can cross a threshold; `above`: more than it, else less than it. Rates and ratings are of three months. */
export const ALERT_MEASURES = {
  overdue: { side: 'above', unit: 'count' },
  unverified: { side: 'above', unit: 'count' },
  unverified_days: { side: 'above', unit: 'days' },
  disputed_open: { side: 'above', unit: 'count' },
  returned_open: { side: 'above', unit: 'count' },
  silent_units: { side: 'above', unit: 'count' },
  rating: { side: 'below', unit: 'rating' },
  followed_up: { side: 'below', unit: 'percent' },
  solved_in_time: { side: 'below', unit: 'percent' },
} as const satisfies Record<
  string,
  { side: 'above' | 'below'; unit: 'count' | 'days' | 'rating' | 'percent' }
>
export type AlertMeasure = keyof typeof ALERT_MEASURES
export const ALERT_MEASURE_NAMES = Object.keys(ALERT_MEASURES) as readonly AlertMeasure[]

const BOUNDS = { count: [0, 1_000_000], days: [1, 365], rating: [1, 5], percent: [0, 100] } as const

export interface AlertRule {
  readonly id: number
  readonly measure: AlertMeasure
  readonly threshold: number
  /** Since when it is crossed; null while it is not. */
  readonly crossed_at: Date | null
  /** What was measured last. */
  readonly value: number | null
}

/** The rules of an institution, in the order of the measures. */
export async function listAlertRules(db: Db, institutionId: number): Promise<AlertRule[]> {
  const rows = await db
    .selectFrom('alert_rules')
    .select(['id', 'measure', 'threshold', 'crossed_at', 'value'])
    .where('institution_id', '=', institutionId)
    .execute()
  const place = ({ measure }: AlertRule) => ALERT_MEASURE_NAMES.indexOf(measure)
  return rows
    .flatMap((row) => (isMeasure(row.measure) ? [{ ...row, measure: row.measure }] : []))
    .sort((a, b) => place(a) - place(b))
}

/**
 * One threshold for a measure; set again, the later holds and is judged anew.
 * @throws DomainError invalid_input (unknown_measure; alert_threshold with its bounds)
 */
export async function setAlertRule(
  db: Db,
  institutionId: number,
  rule: { readonly measure: string; readonly threshold: string },
  now: Date,
): Promise<void> {
  const { measure } = rule
  if (!isMeasure(measure)) throw invalid([{ field: 'measure', code: 'unknown_measure' }])
  const [min, max] = BOUNDS[ALERT_MEASURES[measure].unit]
  const threshold = /^\d{1,7}([.,]\d{1,2})?$/.test(rule.threshold.trim())
    ? Number(rule.threshold.trim().replace(',', '.'))
    : Number.NaN
  if (!(threshold >= min && threshold <= max))
    throw invalid([{ field: 'threshold', code: 'alert_threshold', values: { min, max } }])
  const fresh = { threshold, made_at: now, crossed_at: null, value: null }
  await db
    .insertInto('alert_rules')
    .values({ institution_id: institutionId, measure, ...fresh })
    .onConflict((conflict) => conflict.columns(['institution_id', 'measure']).doUpdateSet(fresh))
    .execute()
}

/** @throws DomainError invalid_input (unknown_measure) */
export async function removeAlertRule(db: Db, institutionId: number, measure: string): Promise<void> {
  if (!isMeasure(measure)) throw invalid([{ field: 'measure', code: 'unknown_measure' }])
  await db
    .deleteFrom('alert_rules')
    .where('institution_id', '=', institutionId)
    .where('measure', '=', measure)
    .execute()
}

export function isMeasure(name: string): name is AlertMeasure {
  return Object.hasOwn(ALERT_MEASURES, name)
}
