import fc from 'fast-check'
import { expect, test } from 'vitest'
import { percentileHours } from './steps.ts'

/** As the database sorts durations into buckets. */
function bucketOf(hours: number): number {
  return Math.max(0, Math.ceil(Math.log(hours) / Math.log(1.1)))
}

test('a percentile read from the histogram is at most 5 % off the true one', () => {
  const durations = fc.array(fc.double({ min: 1.01, max: 30_000, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  })
  fc.assert(
    fc.property(durations, fc.constantFrom(0.5, 0.9), (hours, part) => {
      const sorted = [...hours].sort((a, b) => a - b)
      const exact = sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN
      const histogram = new Map<number, number>()
      for (const each of hours) histogram.set(bucketOf(each), (histogram.get(bucketOf(each)) ?? 0) + 1)
      const read = percentileHours(histogram, part) ?? Number.NaN
      expect(Math.abs(read - exact) / exact).toBeLessThanOrEqual(0.05)
    }),
  )
})

test('without durations there is no percentile, and what took minutes is told as one hour', () => {
  expect(percentileHours(new Map(), 0.5)).toBeNull()
  expect(percentileHours(new Map([[0, 3]]), 0.9)).toBe(1)
})
