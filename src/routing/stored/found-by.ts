import type { ReadySide } from '../duplicates.ts'

const WORDS_ASKED = 8
const WORDS_KEPT = 40
/** Stands for the region where none is known. */
export const NOWHERE = '-'
const ANYWHERE = '*'

/** What a report can be found by: its words with its region, and its names wherever they are said. */
export function storedWords(side: ReadySide): string[] {
  const region = regencyOf(side) ?? NOWHERE
  const { names } = side.form
  return [
    ...[...names, ...rarestWords(side)].slice(0, WORDS_KEPT).map((word) => `${region}:${word}`),
    ...[...names].map((name) => `${ANYWHERE}:${name}`),
  ]
}

/** What others are asked for: the names and the rarest words of the region; without a region only the names. */
export function wordsToAsk(side: ReadySide): string[] {
  const region = regencyOf(side)
  const words = [...side.form.names, ...rarestWords(side)].slice(0, WORDS_ASKED)
  if (region === null) return [...side.form.names].map((name) => `${ANYWHERE}:${name}`)
  return words.flatMap((word) => [`${region}:${word}`, `${NOWHERE}:${word}`])
}

function rarestWords({ form }: ReadySide): string[] {
  return [...form.words].sort((a, b) => b[1] - a[1]).map(([word]) => word)
}

/** The code of the kabupaten or kota a report tells of. */
export function regencyOf({ namedArea }: Pick<ReadySide, 'namedArea'>): string | null {
  const parts = (namedArea ?? '').split('.')
  return parts.length < 2 ? null : parts.slice(0, 2).join('.')
}
