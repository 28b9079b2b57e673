import { plainForm } from '../text/text-forms.ts'
import { type Gazetteer, levelOfCode, type PlaceKind } from './gazetteer.ts'

/** A stretch of words that may name a region, with the regions it may be. */
export interface Mention {
  readonly words: string
  readonly at: number
  readonly candidates: readonly Candidate[]
}

export interface Candidate {
  readonly position: number
  readonly weight: number
  /** Not believed unless something else in the text, or a hint, lies in the same region. */
  readonly needsContext: boolean
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
      mentions.push(found.mention)
      at = found.next
    }
  }
  return mentions
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
      exact.length === 0 && glued === null && length <= 2 && !isKnownWord(part, gazetteer) ? gazetteer.nearlyNamed(key) : []
    const positions = exact.length > 0 ? exact : (glued?.positions ?? nearly)
    if (positions.length === 0) continue
    const kind = glued?.kind ?? kindBefore(tokens, at, gazetteer) ?? (at === 0 ? null : null)
    const candidates = positions
      .map((position) =>
        candidateOf(position, { key, kind, part, guessed: exact.length === 0 && glued === null, gazetteer }),
      )
      .filter((candidate) => candidate !== null)
    if (candidates.length === 0) continue
    const [first] = part
    const last = part.at(-1)
    return {
      mention: { words: text.slice(first?.at ?? 0, last?.end ?? 0), at: first?.at ?? 0, candidates },
      next: at + length,
    }
  }
  return null
}

type SaidKind = { readonly kind: PlaceKind; readonly city: boolean | null }

function candidateOf(
  position: number,
  {
    key,
    kind,
    part,
    guessed,
    gazetteer,
  }: { key: string; kind: SaidKind | null; part: readonly Token[]; guessed: boolean; gazetteer: Gazetteer },
): Candidate | null {
  const level = levelOfCode(gazetteer.codes[position] ?? '')
  const common = gazetteer.isCommonWord(key, level) || key.length < 4
  const small = level === 'district' || level === 'village'
  const plain = { province: 1.9, regency: 2, district: 1.1, village: 0.8 }[level] * (guessed ? 0.8 : 1)
  const capital = part.some((token) => token.capital)
  if (kind === null) {
    // One short word of lower case may be anything; two words, or a capital, are seldom something else.
    const vague = small && part.length === 1 && !capital
    return { position, weight: vague ? plain * 0.8 : plain, needsContext: common || (small && vague) }
  }
  if (kind.kind === 'street' || kind.kind === 'estate') {
    return { position, weight: plain * 0.3, needsContext: true }
  }
  if (kind.kind === 'place') {
    return { position, weight: small ? plain + 0.6 : plain, needsContext: common }
  }
  if (kind.kind === level) {
    if (level === 'regency' && kind.city !== null && kind.city !== gazetteer.isCity(position)) {
      // "Kota X" may be said of the chief town of a kabupaten that has no kota of its name.
      return { position, weight: 0.4, needsContext: false }
    }
    return { position, weight: plain + 1.2, needsContext: false }
  }
  // "kota Kajen" and "kampung Arab": a kind word of another level.
  if (kind.kind === 'regency' && level === 'province') return { position, weight: 0.5, needsContext: false }
  if (kind.kind === 'village' && level === 'district') return { position, weight: plain * 0.8, needsContext: common }
  if (kind.kind === 'district' && level === 'village') return { position, weight: plain * 0.7, needsContext: true }
  return { position, weight: plain * 0.5, needsContext: small || common }
}

function kindBefore(tokens: readonly Token[], at: number, gazetteer: Gazetteer): SaidKind | null {
  const [before, further] = [tokens[at - 1], tokens[at - 2]]
  if (before === undefined || breaks(tokens[at])) return null
  const said = gazetteer.kinds.get(before.form)
  if (said !== undefined) return said
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

function isKnownWord(part: readonly Token[], gazetteer: Gazetteer): boolean {
  return part.some(({ form }) => gazetteer.isCommonWord(form, 'village') || gazetteer.named(form).length > 0)
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
