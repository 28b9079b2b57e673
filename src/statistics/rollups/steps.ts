import type { StepName } from '../../db/index.ts'

/**
 * How long each step took, as SQL over `report_facts` (`f`): from receipt to the first assignment, from the first
 * assignment to the first public follow-up, from receipt to the answer that stands. Calendar time, holds included: what
 * the reporter waited.
 */
export const STEPS: Readonly<Record<StepName, string>> = {
  verify: 'f.assigned_at - f.submitted_at',
  follow_up: 'f.first_follow_up_at - coalesce(f.assigned_at, f.submitted_at)',
  solve: 'f.answered_at - f.submitted_at',
}

export const STEP_NAMES = Object.keys(STEPS) as readonly StepName[]

/** Each bucket reaches a tenth further than the one before: a percentile read from them is at most 5 % off. */
const GROWTH = 1.1
/** Everything up to one hour is bucket 0. */
const HOUR_SECONDS = 3_600

/** The bucket of a duration, in SQL; null for a step that was not taken. */
export function bucketSql(duration: string): string {
  return `greatest(0, ceil(ln(greatest(extract(epoch from ${duration}), 1) / ${HOUR_SECONDS}.0) / ln(${GROWTH})))::int`
}

/** The duration that stands for a bucket, in hours: the middle, by ratio, of what falls into it. */
export function bucketHours(bucket: number): number {
  return bucket === 0 ? 1 : GROWTH ** (bucket - 0.5)
}

export type Histogram = ReadonlyMap<number, number>

/**
 * A percentile of durations, in hours, from their histogram; null while there is none. At most 5 % off, except that
 * everything up to an hour is told as one hour.
 * @param part 0.5 is the median
 */
export function percentileHours(histogram: Histogram, part: number): number | null {
  const total = [...histogram.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let before = 0
  for (const bucket of [...histogram.keys()].sort((a, b) => a - b)) {
    before += histogram.get(bucket) ?? 0
    if (before >= part * total) return bucketHours(bucket)
  }
  return null
}
