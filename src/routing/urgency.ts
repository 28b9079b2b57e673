import { join } from 'node:path'
import { readTable, splitCell } from './text/read-table.ts'
import { type Word, wordsOf } from './text/text-forms.ts'
import type { WordData } from './text/word-data.ts'

export type UrgencyKind =
  | 'danger'
  | 'children'
  | 'violence'
  | 'self_harm'
  | 'threatened_reporter'
  | 'named_corruption'

const KINDS: readonly UrgencyKind[] = [
  'danger',
  'children',
  'violence',
  'self_harm',
  'threatened_reporter',
  'named_corruption',
]

export interface UrgencyFlag {
  readonly kind: UrgencyKind
  /** The words of the text that raised it, as written. */
  readonly evidence: readonly string[]
}

/** Phrases by what they warn of, in the compared form; some hold only beside another word. */
export interface UrgencyWords {
  readonly phrases: readonly UrgencyPhrase[]
  readonly negations: ReadonlySet<string>
}

interface UrgencyPhrase {
  readonly kind: UrgencyKind
  readonly stems: readonly string[]
  /** One of these must stand near it; empty when it speaks for itself. */
  readonly beside: ReadonlySet<string>
}

/** Read registry/routing/urgency-words.csv. */
export function readUrgencyWords(projectDir: string, data: WordData): UrgencyWords {
  const stems = (phrase: string) => wordsOf(phrase, data).map((word) => word.stem)
  const rows = readTable(join(projectDir, 'registry', 'routing', 'urgency-words.csv'))
  return {
    negations: new Set(
      rows.filter((row) => row.kind === 'negation').flatMap((row) => splitCell(row.words).flatMap(stems)),
    ),
    phrases: rows.flatMap((row) => {
      const kind = KINDS.find((one) => one === row.kind)
      if (kind === undefined) return []
      const beside = new Set(splitCell(row.beside).flatMap(stems))
      return splitCell(row.words).map((phrase) => ({ kind, stems: stems(phrase), beside }))
    }),
  }
}

/** So many words around a phrase belong to it. */
const NEAR = 9
/** A negation stands right before what it denies. */
const DENIES = 3

/** Flags for what cannot wait or must be kept secret, each with the words that raised it; a denied phrase raises none. */
export function findUrgency(
  text: string,
  data: WordData,
  { phrases, negations }: UrgencyWords,
): UrgencyFlag[] {
  const words = wordsOf(text, data)
  const evidence = new Map<UrgencyKind, string[]>()
  for (const phrase of phrases) {
    const at = findPhrase(words, phrase, negations)
    const [first, last] = at === null ? [] : [words[at], words[at + phrase.stems.length - 1]]
    if (first === undefined || last === undefined) continue
    const found = evidence.get(phrase.kind) ?? []
    evidence.set(phrase.kind, [...found, text.slice(first.at, last.end)])
  }
  return [...evidence].map(([kind, words]) => ({ kind, evidence: [...new Set(words)].slice(0, 3) }))
}

function findPhrase(
  words: readonly Word[],
  phrase: UrgencyPhrase,
  negations: ReadonlySet<string>,
): number | null {
  for (let at = 0; at + phrase.stems.length <= words.length; at += 1) {
    if (!phrase.stems.every((stem, index) => words[at + index]?.stem === stem)) continue
    const before = words.slice(Math.max(0, at - DENIES), at)
    if (before.some((word) => negations.has(word.stem))) continue
    const near = words.slice(Math.max(0, at - NEAR), at + phrase.stems.length + NEAR)
    if (phrase.beside.size > 0 && !near.some((word) => phrase.beside.has(word.stem))) continue
    return at
  }
  return null
}
