import { seededDraw } from '../../src/routing/matter/training-data.ts'

/** Draws that come out the same for the same seed: a load that is taken up again goes on with the same reports. */
export interface Draw {
  /** 0 up to 1. */
  next(): number
  chance(probability: number): boolean
  /** A whole number from 0 up to the count. */
  below(count: number): number
  pick<Item>(items: readonly Item[]): Item
  /** Half of the outcomes lie below the median; some are far above it. */
  around(median: number, spread?: number): number
}

export function openDraw(seed: number): Draw {
  const next = seededDraw(seed)
  const below = (count: number) => Math.floor(next() * count)
  return {
    next,
    chance: (probability) => next() < probability,
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('nothing to draw from')
      return item
    },
    around: (median, spread = 0.8) => median * Math.exp(spread * normal(next)),
  }
}

/** Draws an index by weight, quickly also among thousands. */
export function weighted(weights: readonly number[]): (draw: Draw) => number {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (const [index, weight] of weights.entries()) {
    sum += weight
    sums[index] = sum
  }
  return (draw) => {
    const wanted = draw.next() * sum
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Few have much, many have little: the weights of ranks. */
export function rankWeights(count: number, { flat, steep }: { flat: number; steep: number }): number[] {
  return Array.from({ length: count }, (_, rank) => 1 / (rank + flat) ** steep)
}

/** Neighbouring numbers give seeds that have nothing to do with each other. */
export function seedOf(purpose: number, index: number): number {
  return (Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b)) >>> 0
}

/** Normally distributed (Box and Muller). */
function normal(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}
