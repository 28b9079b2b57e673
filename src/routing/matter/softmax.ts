import type { SparseVector } from './vectorise.ts'

/** Weights of a multinomial logistic regression: one row a feature, one column a label, and a start for each label. */
export interface SoftmaxWeights {
  readonly labels: number
  readonly weights: Float32Array
  readonly bias: Float32Array
}

/** The probability of each label for a vector. `temperature` above 1 makes it less sure. */
export function probabilities(model: SoftmaxWeights, vector: SparseVector, temperature = 1): Float64Array {
  const scores = scoresOf(model, vector)
  for (let label = 0; label < model.labels; label += 1) scores[label] = (scores[label] ?? 0) / temperature
  return toProbabilities(scores)
}

export function scoresOf({ labels, weights, bias }: SoftmaxWeights, vector: SparseVector): Float64Array {
  const scores = Float64Array.from(bias)
  const { positions, values } = vector
  for (let index = 0; index < positions.length; index += 1) {
    const value = values[index] ?? 0
    const row = (positions[index] ?? 0) * labels
    for (let label = 0; label < labels; label += 1) {
      scores[label] = (scores[label] ?? 0) + value * (weights[row + label] ?? 0)
    }
  }
  return scores
}

export function toProbabilities(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (let label = 0; label < scores.length; label += 1) {
    const value = Math.exp((scores[label] ?? 0) - highest)
    scores[label] = value
    sum += value
  }
  for (let label = 0; label < scores.length; label += 1) scores[label] = (scores[label] ?? 0) / sum
  return scores
}
