import type { Word } from '../text/text-forms.ts'
import type { WordData } from '../text/word-data.ts'
import { extractFeatures } from './features.ts'
import type { Vocabulary } from './vocabulary.ts'

/** A text as a sparse vector of length one. */
export interface SparseVector {
  readonly positions: Uint32Array
  readonly values: Float32Array
}

/** The vector of a text in a vocabulary; several of one feature count by their square root. */
export function vectorOf(
  words: readonly Word[],
  data: WordData,
  vocabulary: Vocabulary,
  options: { isList?: boolean } = {},
): SparseVector {
  const weights = new Map<number, number>()
  const add = (hash: number, weight: number) => {
    const position = vocabulary.positionOf(hash)
    if (position !== null) weights.set(position, (weights.get(position) ?? 0) + weight * weight)
  }
  extractFeatures(words, data, { add }, options)
  const positions = new Uint32Array(weights.size)
  const values = new Float32Array(weights.size)
  let index = 0
  let squares = 0
  for (const [position, weight] of weights) {
    const value = Math.sqrt(weight) * (vocabulary.rarity[position] ?? 0)
    positions[index] = position
    values[index] = value
    squares += value * value
    index += 1
  }
  const length = Math.sqrt(squares) || 1
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / length
  return { positions, values }
}
