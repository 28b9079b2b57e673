import { hashText } from '../matter/features.ts'
import { probabilities } from '../matter/softmax.ts'
import { vectorOf } from '../matter/vectorise.ts'
import type { Routing } from '../routing.ts'
import { type Word, wordsOf } from '../text/text-forms.ts'
import type { WordData } from '../text/word-data.ts'

/** A text in the form in which two are compared. */
export interface ComparedText {
  /** Words that tell: stem → how rare it is. */
  readonly words: ReadonlyMap<string, number>
  /** Names of streets, buildings, neighbourhoods: words that are none of the language. */
  readonly names: ReadonlySet<string>
  /** RT and RW, house numbers, gang numbers, with the word before them. */
  readonly numbers: ReadonlyMap<string, string>
  readonly matter: Float64Array
}

const UNKNOWN_RARITY = 8
/** Words whose number tells one place from another; the ways to write them. */
const NUMBERED: Readonly<Record<string, string>> = {
  rt: 'rt',
  rw: 'rw',
  no: 'no',
  nomor: 'no',
  gang: 'gang',
  gg: 'gang',
  blok: 'blok',
  km: 'km',
}
/** A school's number is its name. */
const SCHOOLS: Readonly<Record<string, string>> = {
  sd: 'sd',
  sdn: 'sd',
  smp: 'smp',
  smpn: 'smp',
  sma: 'sma',
  sman: 'sma',
  smk: 'smk',
  smkn: 'smk',
}

export function compareForm(
  text: string,
  { words: data, model, gazetteer }: Pick<Routing, 'words' | 'model' | 'gazetteer'>,
): ComparedText {
  const all = wordsOf(text, data)
  const words = new Map<string, number>()
  const names = new Set<string>()
  const numbers = new Map<string, string>()
  all.forEach((word, index) => {
    const before = all[index - 1]?.written ?? ''
    if (/^\d+[a-z]?$/.test(word.written)) {
      const number = word.written.replace(/^0+/, '')
      const school =
        SCHOOLS[before] ?? (before === 'negeri' ? SCHOOLS[all[index - 2]?.written ?? ''] : undefined)
      const kind = NUMBERED[before]
      if (school !== undefined) names.add(`${school}${number}`)
      else if (kind !== undefined) numbers.set(kind, number)
      return
    }
    if (SCHOOLS[word.written] !== undefined && /^\d/.test(all[index + 1]?.written ?? '')) return
    if (word.stem.length < 3 || data.stopWords.has(word.meant) || data.stopWords.has(word.stem)) return
    const isKind = gazetteer.kinds.has(word.written)
    const marked = !isKind && gazetteer.kinds.has(before) && word.written.length >= 4
    if (marked || (!isKind && !isForm(word, data) && isName(word, data.known))) {
      names.add(word.written)
      return
    }
    const position = model.vocabulary.positionOf(hashText(word.stem, 1))
    const rarity = position === null ? null : model.vocabulary.rarity[position]
    words.set(word.stem, rarity ?? UNKNOWN_RARITY)
  })
  const matter = probabilities(model.category, vectorOf(all, data, model.vocabulary, { isList: true }), 1.5)
  return { words, names, numbers, matter }
}

/** "mancurnya" and "mengejar" are forms of words, whatever the lists say. */
function isForm({ written }: Word, data: WordData): boolean {
  return /^(?:me[mn]?|di|ter|pe[mn]).{4,}|.{3,}nya$/.test(written) && !data.slang.has(written)
}

function isName({ written, meant, stem }: Word, known: ReadonlySet<string>): boolean {
  return written.length >= 4 && !known.has(written) && !known.has(meant) && !known.has(stem)
}

export interface TextComparison {
  /** Shared words weighed by rarity, 0 to 1. */
  readonly rare: number
  /** How alike what they are about is, 0 to 1. */
  readonly matter: number
  /** Shared names, of the text that has fewer. */
  readonly names: number
  /** The share of names that only one text has, when each has some: two places. */
  readonly otherNames: number
  /** The same kind of number differs: RT 3 and RT 5. */
  readonly otherNumbers: number
}

export function compareTexts(a: ComparedText, b: ComparedText): TextComparison {
  let shared = 0
  let lengthA = 0
  let lengthB = 0
  for (const [word, rarity] of a.words) {
    lengthA += rarity * rarity
    const match = b.words.get(word) ?? nearest(word, b.words)
    if (match !== null && match !== undefined) shared += rarity * match
  }
  for (const rarity of b.words.values()) lengthB += rarity * rarity
  const sharedNames = [...a.names].filter((name) => b.names.has(name) || nearestName(name, b.names)).length
  const fewer = Math.min(a.names.size, b.names.size)
  let differing = 0
  for (const [kind, number] of a.numbers) {
    const other = b.numbers.get(kind)
    if (other !== undefined && other !== number) differing += 1
  }
  let matter = 0
  for (let label = 0; label < a.matter.length; label += 1) {
    matter += Math.sqrt((a.matter[label] ?? 0) * (b.matter[label] ?? 0))
  }
  return {
    rare: shared / (Math.sqrt(lengthA * lengthB) || 1),
    matter,
    names: fewer === 0 ? 0 : sharedNames / fewer,
    otherNames: fewer === 0 ? 0 : (fewer - sharedNames) / fewer,
    otherNumbers: Math.min(differing, 2),
  }
}

/** A mistyped word: the same first letters and nearly the same length. */
function nearest(word: string, words: ReadonlyMap<string, number>): number | null {
  if (word.length < 6) return null
  for (const [other, rarity] of words) if (nearlySame(word, other)) return rarity * 0.8
  return null
}

function nearestName(name: string, names: ReadonlySet<string>): boolean {
  if (name.length < 6) return false
  for (const other of names) if (nearlySame(name, other)) return true
  return false
}

function nearlySame(one: string, other: string): boolean {
  if (other.length < 6 || Math.abs(one.length - other.length) > 2) return false
  let same = 0
  while (same < one.length && same < other.length && one[same] === other[same]) same += 1
  let end = 0
  while (
    end < Math.min(one.length, other.length) - same &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  ) {
    end += 1
  }
  return same + end >= Math.max(one.length, other.length) - 1
}
