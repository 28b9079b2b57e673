import type { WordData } from './word-data.ts'

/** A word of a text: as written (lower case, without marks) and as it is compared (slang resolved, stem). */
export interface Word {
  readonly written: string
  readonly meant: string
  readonly stem: string
  /** Begin of the word in the text, so that a reason can show the words themselves. */
  readonly at: number
  readonly end: number
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu
/** "jalan-jalan", "jalan2": said twice means many of the same. */
const DOUBLED = /^(\p{L}{3,})2$/u
const STRETCHED = /(\p{L})\1{2,}/gu

/** The words of a text in its order; numbers of more than four digits are left out: they name people, not matters. */
export function wordsOf(text: string, data: WordData): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    const written = plainForm(match[0])
    if (written === '' || /^\d{5,}$/.test(written)) continue
    const meant = data.slang.get(written) ?? written
    const before = words.at(-1)
    if (before?.meant === meant && before.end === match.index - 1 && text[before.end] === '-') continue
    words.push({
      written,
      meant,
      stem: stemOf(meant, data),
      at: match.index,
      end: match.index + match[0].length,
    })
  }
  return words
}

/** Lower case, without marks, without stretched letters and doubling. */
export function plainForm(word: string): string {
  const lower = word.toLowerCase()
  const plain = isAscii(lower) ? lower : lower.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return plain.replaceAll(STRETCHED, '$1').replace(DOUBLED, '$1')
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false
  return true
}

/** The shortest stem that is told from others: three letters and a vowel are too little in Indonesian. */
const SHORTEST = 4
const ENDINGS = ['nya', 'lah', 'kah', 'pun', 'ku', 'mu']
const SUFFIXES = ['kan', 'an', 'i', 'ne', 'e']
const PREFIXES: readonly (readonly [prefix: string, restores: string])[] = [
  ['memper', ''],
  ['diper', ''],
  ['menge', ''],
  ['meng', ''],
  ['peng', ''],
  ['meny', 's'],
  ['peny', 's'],
  ['mem', ''],
  ['pem', ''],
  ['men', ''],
  ['pen', ''],
  ['ber', ''],
  ['ter', ''],
  ['per', ''],
  ['di', ''],
  ['me', ''],
  ['ke', ''],
  ['se', ''],
]
/** What a nasal prefix swallows: "menutup" is of "tutup", "memungut" of "pungut", "mengirim" of "kirim". */
const SWALLOWED: Readonly<Record<string, string>> = {
  mem: 'p',
  pem: 'p',
  men: 't',
  pen: 't',
  meng: 'k',
  peng: 'k',
}

/**
 * A light stem: endings and prefixes are taken off as long as enough is left. It need not be the dictionary's word,
 * only the same for forms of one word; known stems are never cut.
 */
export function stemOf(word: string, data: Pick<WordData, 'stems' | 'slang'>): string {
  if (word.length <= SHORTEST + 1 || data.stems.has(word)) return word
  let stem = word
  for (const ending of ENDINGS) {
    if (stem.endsWith(ending) && stem.length - ending.length >= SHORTEST) {
      stem = stem.slice(0, -ending.length)
      break
    }
  }
  const resolved = data.slang.get(stem)
  if (resolved !== undefined) return resolved
  if (data.stems.has(stem)) return stem
  for (const [prefix, restores] of PREFIXES) {
    if (!stem.startsWith(prefix) || stem.length - prefix.length < SHORTEST - 1) continue
    const rest = restores + stem.slice(prefix.length)
    const swallowed = SWALLOWED[prefix]
    const known =
      knownForm(rest, data) ?? (swallowed === undefined ? null : knownForm(swallowed + rest, data))
    if (known !== null) return known
    if (rest.length < SHORTEST + 1 || ['se', 'ke', 'per', 'pem', 'pen', 'peng'].includes(prefix)) continue
    stem = swallowed !== undefined && /^[aiueo]/.test(rest) ? swallowed + rest : rest
    break
  }
  return knownForm(stem, data) ?? withoutSuffix(stem)
}

function knownForm(word: string, data: Pick<WordData, 'stems'>): string | null {
  if (data.stems.has(word)) return word
  for (const suffix of SUFFIXES) {
    if (word.endsWith(suffix) && data.stems.has(word.slice(0, -suffix.length)))
      return word.slice(0, -suffix.length)
  }
  return null
}

function withoutSuffix(word: string): string {
  for (const suffix of ['kan', 'an']) {
    if (word.endsWith(suffix) && word.length - suffix.length > SHORTEST) return word.slice(0, -suffix.length)
  }
  return word
}
