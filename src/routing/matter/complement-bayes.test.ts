import { expect, test } from 'vitest'
import { addComplement, complementWeights } from './complement-bayes.ts'
import { probabilities } from './softmax.ts'
import type { TrainingVector } from './train-softmax.ts'

const text = (label: number, ...positions: number[]): TrainingVector => ({
  label,
  weight: 1,
  vector: { positions: Uint32Array.from(positions), values: new Float32Array(positions.length).fill(0.5) },
})
/** Feature 0 stands everywhere, 1 mostly in the first label, 2 in the second only, and once. */
const TEXTS = [text(0, 0, 1), text(0, 0, 1), text(0, 0, 1), text(1, 0, 1, 2), text(1, 0)]
const SHAPE = { labels: 2, features: 3 }

test('a feature speaks for the label whose others lack it, and one that stands everywhere for none', () => {
  const weights = complementWeights(TEXTS, SHAPE)
  const lead = (feature: number) => (weights[feature * 2] ?? 0) - (weights[feature * 2 + 1] ?? 0)
  expect(lead(1)).toBeGreaterThan(0)
  expect(lead(2)).toBeLessThan(-1)
  expect(Math.abs(lead(0))).toBeLessThan(Math.abs(lead(2)) / 2)
})

test('added to a regression that knows nothing of a word, the word is heard', () => {
  const regression = { labels: 2, weights: Float32Array.from([0, 0, 1, -1, 0, 0]), bias: new Float32Array(2) }
  const both = addComplement(regression, complementWeights(TEXTS, SHAPE), { share: 0.2, texts: TEXTS })
  const rare = text(1, 2).vector
  expect(probabilities(regression, rare)[1]).toBeCloseTo(0.5)
  expect(probabilities(both, rare)[1]).toBeGreaterThan(0.5)
  expect(probabilities(both, text(0, 1).vector)[0]).toBeGreaterThan(0.7)
})
