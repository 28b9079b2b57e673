import type { Word } from '../text/text-forms.ts'
import type { WordData } from '../text/word-data.ts'

/** A text as numbers: hashes of its words, word pairs and letter groups, with how much each weighs. */
export interface FeatureSink {
  add(hash: number, weight: number): void
}

/** Letter groups tell a mistyped word; they are many, so each weighs little. */
const LETTERS_WEIGHT = 0.12
const PAIR_WEIGHT = 0.4
/** A stop word says nothing of a matter, but a text of nothing else is a greeting, thanks or a question. */
const STOP_WORD_WEIGHT = 0.3
/** Texts of up to so many words are told apart by their length: tests and greetings are short. */
const LENGTHS = [1, 2, 4, 8, 16]
/** Words further on in a long text say less of what it is about. */
const LONG_TEXT = 60

/** Hand every feature of a text to the sink; one feature may come several times. Word lists have no length that tells. */
export function extractFeatures(
  words: readonly Word[],
  data: WordData,
  sink: FeatureSink,
  { isList = false }: { isList?: boolean } = {},
): void {
  let before = 0
  let beforeBefore = 0
  let used = 0
  if (!isList) sink.add(hashText(String(LENGTHS.findIndex((length) => words.length <= length)), 6), 1)
  for (const word of words) {
    const { stem, meant } = word
    if (stem.length < 2) continue
    if (data.stopWords.has(meant) || data.stopWords.has(stem)) {
      sink.add(hashText(meant, 5), STOP_WORD_WEIGHT)
      continue
    }
    used += 1
    if (used > LONG_TEXT * 3) break
    const fade = used > LONG_TEXT ? 0.5 : 1
    const hash = hashText(stem, 1)
    sink.add(hash, fade)
    if (meant !== stem) sink.add(hashText(meant, 2), 0.5 * fade)
    if (before !== 0) sink.add(pairOf(before, hash, 3), PAIR_WEIGHT * fade)
    if (beforeBefore !== 0) sink.add(pairOf(beforeBefore, hash, 3), 0.5 * PAIR_WEIGHT * fade)
    beforeBefore = before
    before = hash
    letterGroups(stem, fade, sink)
  }
}

function letterGroups(stem: string, fade: number, sink: FeatureSink): void {
  if (stem.length < 4 || /\d/.test(stem)) return
  const framed = `<${stem}>`
  for (const size of [3, 4, 5]) {
    for (let start = 0; start + size <= framed.length; start += 1) {
      sink.add(hashText(framed.slice(start, start + size), 4), LETTERS_WEIGHT * fade)
    }
  }
}

/** FNV-1a, 32 bits; `kind` keeps words, forms, pairs and letters apart. */
export function hashText(text: string, kind: number): number {
  let hash = (0x811c9dc5 ^ kind) >>> 0
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0 || 1
}

function pairOf(first: number, second: number, kind: number): number {
  return (Math.imul(first ^ (second >>> 15) ^ kind, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> 0 || 1
}
