import type { ReportClass } from '../../db/index.ts'
import type { Word } from '../text/text-forms.ts'
import type { WordData } from '../text/word-data.ts'
import { probabilities, type SoftmaxWeights } from './softmax.ts'
import { type SparseVector, vectorOf } from './vectorise.ts'
import type { Vocabulary } from './vocabulary.ts'

export const CLASSES: readonly ReportClass[] = ['complaint', 'aspiration', 'information_request']

/** What a training makes: three regressions on one vocabulary. */
export interface MatterModel {
  /** Names the data and the program it was made of. */
  readonly version: string
  readonly labels: readonly string[]
  readonly vocabulary: Vocabulary
  readonly category: SoftmaxWeights
  readonly class: SoftmaxWeights
  readonly oversight: SoftmaxWeights
  readonly calibration: Calibration
}

/** How sure the model may call itself, found by cross-validation. */
export interface Calibration {
  readonly temperature: number
  /** Stated → found share of right ones; rising in both. */
  readonly curve: readonly (readonly [stated: number, found: number])[]
  /** From this confidence on it may act alone. */
  readonly threshold: number
}

export interface Matter {
  /** Most probable first; the label NOBODY among them. */
  readonly categories: readonly { readonly code: string; readonly probability: number }[]
  readonly class: ReportClass
  readonly classProbability: number
  readonly oversight: number
  /** How many of the text's features the model knows; few mean that it guesses. */
  readonly known: number
}

/** Read class, category and oversight from the words of a text. */
export function readMatter(words: readonly Word[], data: WordData, model: MatterModel): Matter {
  const vector = vectorOf(words, data, model.vocabulary)
  const byLabel = probabilities(model.category, vector, model.calibration.temperature)
  const categories = model.labels
    .map((code, label) => ({ code, probability: byLabel[label] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
  const { best, probability } = bestClass(model, vector)
  return {
    categories,
    class: best,
    classProbability: probability,
    oversight: probabilities(model.oversight, vector)[1] ?? 0,
    known: vector.positions.length,
  }
}

function bestClass(model: MatterModel, vector: SparseVector): { best: ReportClass; probability: number } {
  const found = probabilities(model.class, vector)
  let best: ReportClass = 'complaint'
  let probability = 0
  CLASSES.forEach((one, index) => {
    const here = found[index] ?? 0
    if (here > probability) {
      best = one
      probability = here
    }
  })
  return { best, probability }
}

/** What a text's words said for a category: the words whose features speak most for it. */
export function wordsFor(
  words: readonly Word[],
  data: WordData,
  model: MatterModel,
  label: string,
): string[] {
  const index = model.labels.indexOf(label)
  if (index === -1) return []
  const said = words
    .map((word) => ({ word, score: scoreOf([word], data, model, index) }))
    .sort((a, b) => b.score - a.score)
    .filter(({ score }, _, [best]) => score > 0.15 && score > 0.4 * (best?.score ?? 0))
    .slice(0, 3)
  return [...new Set(said.sort((a, b) => a.word.at - b.word.at).map(({ word }) => word.written))]
}

function scoreOf(words: readonly Word[], data: WordData, model: MatterModel, label: number): number {
  const { positions, values } = vectorOf(words, data, model.vocabulary)
  let score = 0
  let mean = 0
  const { labels, weights } = model.category
  for (let at = 0; at < positions.length; at += 1) {
    const row = (positions[at] ?? 0) * labels
    score += (values[at] ?? 0) * (weights[row + label] ?? 0)
    for (let other = 0; other < labels; other += 1)
      mean += ((values[at] ?? 0) * (weights[row + other] ?? 0)) / labels
  }
  return score - mean
}
