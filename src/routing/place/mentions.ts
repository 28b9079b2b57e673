import type { AreaLevel } from '../../db/index.ts'
import { plainForm } from '../text/text-forms.ts'
import { type Gazetteer, levelOfCode, type PlaceKind } from './gazetteer.ts'

/** A stretch of words that may name a region, with the regions it may be. */
export interface Mention {
  readonly key: string
  readonly words: string
  readonly at: number
  readonly candidates: readonly Candidate[]
}

export interface Candidate {
  readonly position: number
  readonly weight: number
  /** Not believed unless something else in the text, or a hint, lies in the same region. */
  readonly needsContext: boolean
  /** Sure enough to be a name that it supports others. */
  readonly speaks: boolean
}

interface Token {
  readonly form: string
  readonly written: string
  readonly at: number
  readonly end: number
  /** A capital first letter inside a text that is not all capitals. */
  readonly capital: boolean
  /** Punctuation that ends a phrase stands before it. */
  readonly breakBefore: boolean
}

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)?/gu
/** Words that may stand between a kind word and the name: "puskesmas di Medono", "kec. kota Medono". */
const BETWEEN = ['di', 'raya', 'negeri']

/** All names of regions in a text; of overlapping ones the longest. */
export function findMentions(text: string, gazetteer: Gazetteer): Mention[] {
  const tokens = tokensOf(text)
  const mentions: Mention[] = []
  let at = 0
  while (at < tokens.length) {
    const found = mentionAt(tokens, at, text, gazetteer)
    if (found === null) at += 1
    else {
      addMention(mentions, found.mention)
      at = found.next
    }
  }
  return mentions
}

/** A name said twice is one mention, with the better of both: it cannot be its own context. */
function addMention(mentions: Mention[], mention: Mention): void {
  const same = mentions.findIndex(({ key }) => key === mention.key)
  const present = mentions[same]
  if (present === undefined) mentions.push(mention)
  else if (strength(mention) > strength(present)) mentions[same] = mention
}

function strength({ candidates }: Mention): number {
  return Math.max(...candidates.map(({ weight, needsContext }) => weight - (needsContext ? 1 : 0)))
}

function mentionAt(
  tokens: readonly Token[],
  at: number,
  text: string,
  gazetteer: Gazetteer,
): { mention: Mention; next: number } | null {
  for (let length = Math.min(gazetteer.longestName, tokens.length - at); length >= 1; length -= 1) {
    const part = tokens.slice(at, at + length)
    if (part.slice(1).some((token) => token.breakBefore)) continue
    const key = part.map((token) => token.form).join('')
    const exact = gazetteer.named(key)
    // "pekalongankota", "kabpekalongan": the kind is written on to the name.
    const glued = exact.length === 0 && length === 1 ? gluedKind(key, gazetteer) : null
    const nearly =
      exact.length === 0 && glued === null && length <= 2 && mayBeMistyped(tokens, at, part, gazetteer)
        ? gazetteer.nearlyNamed(key)
        : []
    const positions = exact.length > 0 ? exact : (glued?.positions ?? nearly)
    if (positions.length === 0) continue
    const kind = glued ?? kindBefore(tokens, at, gazetteer)
    const candidates = positions
      .map((position) =>
        candidateOf(position, {
          key,
          kind,
          part,
          before: tokens[at - 1],
          guessed: exact.length === 0 && glued === null,
          gazetteer,
        }),
      )
      .filter((candidate) => candidate !== null)
    if (candidates.length === 0) continue
    const [first] = part
    const last = part.at(-1)
    return {
      mention: { key, words: text.slice(first?.at ?? 0, last?.end ?? 0), at: first?.at ?? 0, candidates },
      next: at + length,
    }
  }
  return null
}

interface SaidKind {
  readonly kind: PlaceKind
  readonly city: boolean | null
  /** Not right before the word, but before the row of capitals in which it stands. */
  readonly insideName?: boolean
}

interface Said {
  readonly key: string
  readonly kind: SaidKind | null
  readonly part: readonly Token[]
  readonly before: Token | undefined
  readonly guessed: boolean
  readonly gazetteer: Gazetteer
}

/** How much a name weighs by level: who writes a small place's name without more may mean something else. */
const WEIGHT: Readonly<Record<AreaLevel, number>> = { province: 1.9, regency: 2, district: 1.1, village: 0.8 }
/** "Dari Bandung" is where somebody comes from, seldom where the trouble is. */
const ORIGIN = ['dari', 'asal', 'dr', 'pendatang', 'saka', 'ti']
const AT_A_PLACE = ['di', 'ke', 'ning', 'nang', 'warga', 'daerah', 'wilayah', 'area', 'sekitar']

function candidateOf(
  position: number,
  { key, kind, part, before, guessed, gazetteer }: Said,
): Candidate | null {
  const level = levelOfCode(gazetteer.codes[position] ?? '')
  const small = level === 'district' || level === 'village'
  const capital = part.some((token) => token.capital)
  const located = before !== undefined && AT_A_PLACE.includes(before.form)
  const isWord =
    gazetteer.isCommonWord(key, level) ||
    key.length < 4 ||
    part.every(({ form }) => gazetteer.isCommonWord(form, 'village'))
  const common = small
    ? isWord
    : level === 'regency' && gazetteer.isCommonWord(key, level) && !capital && !located
  const from = before !== undefined && ORIGIN.includes(before.form) ? 0.45 : 1
  // A name of several words is seldom anything else.
  const long = small && !isWord && part.length > 1
  const plain = (WEIGHT[level] + (long ? 0.8 : 0)) * (guessed ? 0.8 : 1) * from
  // A town at the end of such a row is the town: "Jl Pemuda Semarang".
  if (kind === null || (kind.insideName && !small)) {
    const vague = small && !capital && !long && !(located && !common)
    return {
      position,
      weight: vague ? plain * 0.8 : plain,
      needsContext: common || small,
      speaks: !common && !vague,
    }
  }
  if (kind.kind === 'street' || kind.kind === 'estate') {
    return { position, weight: plain * 0.3, needsContext: true, speaks: false }
  }
  if (kind.kind === 'place') {
    return { position, weight: small ? plain + 0.5 : plain, needsContext: common, speaks: !common }
  }
  if (kind.kind === level) {
    if (level === 'regency' && kind.city !== null && kind.city !== gazetteer.isCity(position)) {
      // "Kota X" may be said of the chief town of a kabupaten that has no kota of its name.
      return { position, weight: 0.4, needsContext: false, speaks: true }
    }
    // "desa kami", "kelurahan yang": a word of the language after a kind word is no name without more.
    return {
      position,
      weight: plain + 1.2,
      needsContext: small && isWord && !capital,
      speaks: !isWord || capital,
    }
  }
  if (kind.kind === 'regency' && level === 'province') {
    return { position, weight: 0.5, needsContext: false, speaks: true }
  }
  if (kind.kind === 'village' && level === 'district') {
    return { position, weight: plain * 0.8, needsContext: common, speaks: !common }
  }
  return { position, weight: plain * 0.5, needsContext: small || common, speaks: !small && !common }
}

function kindBefore(tokens: readonly Token[], at: number, gazetteer: Gazetteer): SaidKind | null {
  const [before, further] = [tokens[at - 1], tokens[at - 2]]
  if (before === undefined || breaks(tokens[at])) return null
  const said = gazetteer.kinds.get(before.form)
  if (said !== undefined) return said
  // "Perum Pondok Gede Permai": the whole row of capitals is the name of the estate or street.
  for (let back = at - 1; back > 0 && back >= at - 3; back -= 1) {
    const [inside, earlier] = [tokens[back], tokens[back - 1]]
    if (inside === undefined || earlier === undefined || !inside.capital || inside.breakBefore) break
    const kind = gazetteer.kinds.get(earlier.form)
    if (kind?.kind === 'street' || kind?.kind === 'estate') return { ...kind, insideName: true }
  }
  if (further !== undefined && !breaks(before) && BETWEEN.includes(before.form)) {
    return before.form === 'di' ? null : (gazetteer.kinds.get(further.form) ?? null)
  }
  return null
}

/** A full stop after a kind word is an abbreviation, not an end. */
function breaks(token: Token | undefined): boolean {
  return token?.breakBefore ?? false
}

function gluedKind(key: string, gazetteer: Gazetteer): (SaidKind & { positions: readonly number[] }) | null {
  for (const [word, said] of [
    ['kabupaten', { kind: 'regency', city: false }],
    ['kab', { kind: 'regency', city: false }],
    ['pemkab', { kind: 'regency', city: false }],
    ['kota', { kind: 'regency', city: true }],
    ['pemkot', { kind: 'regency', city: true }],
  ] as const) {
    const name = key.startsWith(word)
      ? key.slice(word.length)
      : key.endsWith(word)
        ? key.slice(0, -word.length)
        : null
    if (name === null || name.length < 3) continue
    const positions = gazetteer
      .named(name)
      .filter((position) => levelOfCode(gazetteer.codes[position] ?? '') === 'regency')
      .filter((position) => gazetteer.isCity(position) === said.city)
    if (positions.length > 0) return { ...said, positions }
  }
  return null
}

/** Only where a name is expected is a word that is none taken for a mistyped one. */
function mayBeMistyped(
  tokens: readonly Token[],
  at: number,
  part: readonly Token[],
  gazetteer: Gazetteer,
): boolean {
  const before = tokens[at - 1]
  const said = before === undefined ? undefined : gazetteer.kinds.get(before.form)?.kind
  const expected =
    said === 'regency' ||
    said === 'province' ||
    (before !== undefined && AT_A_PLACE.includes(before.form)) ||
    part.some(({ capital }) => capital)
  return (
    expected &&
    !part.some(({ form }) => gazetteer.isCommonWord(form, 'village') || gazetteer.named(form).length > 0)
  )
}

function tokensOf(text: string): Token[] {
  const shouted = text === text.toUpperCase()
  const tokens: Token[] = []
  let end = 0
  for (const match of text.matchAll(TOKEN)) {
    const written = match[0]
    const between = text.slice(end, match.index)
    const form = plainForm(written.replaceAll(/['’]/g, ''))
    const abbreviated = (tokens.at(-1)?.form.length ?? 0) <= 4 && /^\.\s*$/.test(between)
    tokens.push({
      form,
      written,
      at: match.index,
      end: match.index + written.length,
      capital: !shouted && /^\p{Lu}/u.test(written) && tokens.length > 0 && !/[.!?\n]\s*$/.test(between),
      breakBefore: /[,;:()!?\n]|\.\s/.test(between) && !abbreviated,
    })
    end = match.index + written.length
  }
  return tokens
}
