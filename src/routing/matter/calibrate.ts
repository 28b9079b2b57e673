import type { Calibration } from './matter-model.ts'

/** An outcome: how sure the model was of its first choice, and whether people agreed. */
export interface Outcome {
  readonly stated: number
  readonly right: boolean
}

/** What is said of a confidence after it was compared with what came true; between two known points in proportion. */
export function calibrated(stated: number, { curve }: Pick<Calibration, 'curve'>): number {
  const above = curve.findIndex(([at]) => at >= stated)
  const high = curve[above]
  if (high === undefined) return curve.length === 0 ? stated : (curve.at(-1)?.[1] ?? stated)
  const [highAt, highFound] = high
  const [lowAt, lowFound] = curve[above - 1] ?? [0, 0]
  return highAt === lowAt
    ? highFound
    : lowFound + ((stated - lowAt) / (highAt - lowAt)) * (highFound - lowFound)
}

/** Fewer outcomes than this on one step of the curve say little. */
const STEP = 25

/** A rising curve from stated to found confidence (isotonic regression over steps of outcomes). */
export function fitCurve(outcomes: readonly Outcome[]): (readonly [number, number])[] {
  const sorted = outcomes.toSorted((a, b) => a.stated - b.stated)
  const blocks: { stated: number; right: number; count: number }[] = []
  for (let start = 0; start < sorted.length; start += STEP) {
    const part = sorted.slice(start, start + STEP)
    blocks.push({
      stated: part.reduce((sum, { stated }) => sum + stated, 0),
      right: part.filter(({ right }) => right).length,
      count: part.length,
    })
    for (
      let last = blocks.at(-1), before = blocks.at(-2);
      last && before;
      last = blocks.at(-1), before = blocks.at(-2)
    ) {
      if (before.right / before.count <= last.right / last.count) break
      blocks.splice(-2, 2, {
        stated: before.stated + last.stated,
        right: before.right + last.right,
        count: before.count + last.count,
      })
    }
  }
  return blocks.map(({ stated, right, count }) => [stated / count, (right + 0.5) / (count + 1)])
}

/** The lowest confidence from which on `precision` of the outcomes are right; 1 when there is none. */
export function thresholdFor(outcomes: readonly Outcome[], precision: number): number {
  const sorted = outcomes.toSorted((a, b) => b.stated - a.stated)
  let right = 0
  let threshold = 1
  sorted.forEach((outcome, index) => {
    right += Number(outcome.right)
    if (index >= STEP && right / (index + 1) >= precision) threshold = outcome.stated
  })
  return threshold
}

/** How far stated confidences lie from what came true, over ten bands, weighed by their outcomes. */
export function calibrationError(outcomes: readonly Outcome[]): number {
  const bands = Map.groupBy(outcomes, ({ stated }) => Math.min(9, Math.floor(stated * 10)))
  let error = 0
  for (const band of bands.values()) {
    const stated = band.reduce((sum, outcome) => sum + outcome.stated, 0) / band.length
    const right = band.filter((outcome) => outcome.right).length / band.length
    error += (Math.abs(stated - right) * band.length) / outcomes.length
  }
  return error
}
