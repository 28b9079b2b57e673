import { type SoftmaxWeights, scoresOf, toProbabilities } from './softmax.ts'
import type { SparseVector } from './vectorise.ts'

export interface TrainingVector {
  readonly vector: SparseVector
  readonly label: number
  /** How many plain examples it counts for. */
  readonly weight: number
}

export interface TrainingOptions {
  readonly labels: number
  readonly features: number
  readonly rounds: number
  readonly rate: number
  /** Pull of the weights towards zero; keeps rare features from deciding alone. */
  readonly decay: number
}

/** A gradient this small changes nothing that is seen, but most labels of most texts have one. */
const NEGLIGIBLE = 2e-3

/**
 * Train by stochastic gradient descent with AdaGrad: features seen seldom learn in larger steps.
 * `examples` is asked once a round, so that a million texts need not stand in memory.
 */
export function trainSoftmax(
  examples: (round: number) => Iterable<TrainingVector>,
  { labels, features, rounds, rate, decay }: TrainingOptions,
): SoftmaxWeights {
  const weights = new Float32Array(features * labels)
  const bias = new Float32Array(labels)
  const weightSquares = new Float32Array(features * labels).fill(1e-3)
  const biasSquares = new Float32Array(labels).fill(1)
  const model = { labels, weights, bias }
  const moved = new Uint16Array(labels)
  for (let round = 0; round < rounds; round += 1) {
    for (const { vector, label: wanted, weight } of examples(round)) {
      const gradient = toProbabilities(scoresOf(model, vector))
      gradient[wanted] = (gradient[wanted] ?? 0) - 1
      let count = 0
      for (let label = 0; label < labels; label += 1) {
        const step = (gradient[label] ?? 0) * weight
        if (step < NEGLIGIBLE && step > -NEGLIGIBLE) continue
        gradient[label] = step
        moved[count] = label
        count += 1
        biasSquares[label] = (biasSquares[label] ?? 0) + step * step
        bias[label] = (bias[label] ?? 0) - (0.2 * rate * step) / Math.sqrt(biasSquares[label] ?? 1)
      }
      const { positions, values } = vector
      for (let index = 0; index < positions.length; index += 1) {
        const row = (positions[index] ?? 0) * labels
        const value = values[index] ?? 0
        for (let at = 0; at < count; at += 1) {
          const label = moved[at] ?? 0
          const cell = row + label
          const present = weights[cell] ?? 0
          const step = (gradient[label] ?? 0) * value + decay * present
          const squares = (weightSquares[cell] ?? 0) + step * step
          weightSquares[cell] = squares
          weights[cell] = present - (rate * step) / Math.sqrt(squares)
        }
      }
    }
  }
  return model
}
