import { type SoftmaxWeights, scoresOf } from './softmax.ts'
import type { TrainingVector } from './train-softmax.ts'

/** Keeps a feature that stands in texts of one label only from deciding alone. */
const SMOOTHING = 0.05
/** So many texts tell how far the scores of both models spread. */
const SPREAD_OF = 2_000

/**
 * Complement naive Bayes (Rennie et al. 2003): for each feature how seldom it is in the texts of all other labels. It
 * counts where the regression weighs: rare words that only few texts have speak at once, so that the two together know
 * more wordings than either.
 * @returns weights in the layout of the regression's
 */
export function complementWeights(
  examples: Iterable<TrainingVector>,
  { labels, features }: { labels: number; features: number },
): Float32Array {
  const inLabel = new Float32Array(features * labels)
  const inAll = new Float64Array(features)
  const ofLabel = new Float64Array(labels)
  let all = 0
  for (const { vector, label, weight } of examples) {
    const { positions, values } = vector
    for (let index = 0; index < positions.length; index += 1) {
      const position = positions[index] ?? 0
      const value = (values[index] ?? 0) * weight
      const cell = position * labels + label
      inLabel[cell] = (inLabel[cell] ?? 0) + value
      inAll[position] = (inAll[position] ?? 0) + value
      ofLabel[label] = (ofLabel[label] ?? 0) + value
      all += value
    }
  }
  const smoothing = SMOOTHING * features
  for (let position = 0; position < features; position += 1) {
    const total = inAll[position] ?? 0
    const usual = Math.log((total + SMOOTHING) / (all + smoothing))
    for (let label = 0; label < labels; label += 1) {
      const cell = position * labels + label
      const elsewhere = total - (inLabel[cell] ?? 0) + SMOOTHING
      inLabel[cell] = usual - Math.log(elsewhere / (all - (ofLabel[label] ?? 0) + smoothing))
    }
  }
  return inLabel
}

/**
 * Both models in one: their scores are linear, so their weights can be added.
 * @param share what the complement's scores count beside the regression's, once both spread alike
 */
export function addComplement(
  regression: SoftmaxWeights,
  complement: Float32Array,
  { share, texts }: { share: number; texts: Iterable<TrainingVector> },
): SoftmaxWeights {
  const { labels, bias } = regression
  const other: SoftmaxWeights = { labels, weights: complement, bias: new Float32Array(labels) }
  let [spread, otherSpread, count] = [0, 0, 0]
  for (const { vector } of texts) {
    spread += spreadOf(scoresOf(regression, vector))
    otherSpread += spreadOf(scoresOf(other, vector))
    count += 1
    if (count === SPREAD_OF) break
  }
  const scale = otherSpread === 0 ? 0 : (share * spread) / otherSpread
  const weights = Float32Array.from(
    regression.weights,
    (weight, cell) => weight + scale * (complement[cell] ?? 0),
  )
  return { labels, weights, bias }
}

function spreadOf(scores: Float64Array): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length)
}
