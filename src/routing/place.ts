import { type Gazetteer, levelOfCode } from './place/gazetteer.ts'
import { findMentions, type Mention } from './place/mentions.ts'
import type { Position } from './place/positions.ts'

export interface Place {
  /** The narrowest region that is sure enough; null when nothing names one. */
  readonly code: string | null
  readonly confidence: number
  readonly evidence: readonly PlaceEvidence[]
}

export type PlaceEvidence =
  | { readonly kind: 'words'; readonly words: string; readonly code: string }
  | { readonly kind: 'chosen' | 'hint' | 'position'; readonly code: string }

export interface PlaceQuestion {
  readonly text: string
  /** The region the reporter chose in the form. */
  readonly chosen?: string | null
  /** The region the channel knows: a keyword, an office's own page, the sender's registered home. */
  readonly hint?: string | null
  /** Where the reporter's device or map says it is. */
  readonly position?: Position | null
}

/** How much a region chosen or known beforehand weighs beside words. */
const CHOSEN_WEIGHT = 4
const HINT_WEIGHT = 1.6
/** Of a position whose region is certain; one near a border weighs less. */
const POSITION_WEIGHT = 3
/** A score so much above the next one leaves hardly a doubt. */
const CLEAR_LEAD = 0.9

/**
 * Find the region that a text speaks of, over all levels down to the village.
 * A name that several regions bear is decided by what else is named, the hint, or the kind word before it; otherwise
 * the region around all of them is given, with a low confidence.
 */
export function findPlace(question: PlaceQuestion, gazetteer: Gazetteer): Place {
  const mentions = findMentions(question.text, gazetteer)
  const known = knownBefore(question, gazetteer)
  const scored = scoreRegions(mentions, known, gazetteer)
  const [best] = scored
  if (best === undefined) {
    const [first] = known
    return first === undefined
      ? { code: null, confidence: 0, evidence: [] }
      : {
          code: first.code,
          confidence: confidenceOf(first, known),
          evidence: known.map(({ kind, code }) => ({ kind, code })),
        }
  }
  const decided = decide(best, scored, gazetteer)
  const { code: decidedCode } = decided
  if (decidedCode === null) return { code: null, confidence: 0, evidence: [] }
  return {
    ...decided,
    evidence: [
      ...mentions
        .filter((mention) =>
          mention.candidates.some(({ position }) => related(gazetteer.codes[position] ?? '', decidedCode)),
        )
        .map((mention): PlaceEvidence => ({ kind: 'words', words: mention.words, code: decidedCode })),
      ...known.filter(({ code }) => related(code, decidedCode)).map(({ kind, code }) => ({ kind, code })),
    ],
  }
}

interface KnownRegion {
  readonly code: string
  readonly weight: number
  readonly kind: 'chosen' | 'hint' | 'position'
  readonly confidence: number
}

/** What is known beside the words, the weightiest first. */
function knownBefore(
  { chosen = null, hint = null, position = null }: PlaceQuestion,
  { positions }: Gazetteer,
): KnownRegion[] {
  const at = position === null ? null : positions.regencyAt(position)
  const known: KnownRegion[] = []
  if (chosen !== null) known.push({ code: chosen, weight: CHOSEN_WEIGHT, kind: 'chosen', confidence: 0.98 })
  if (hint !== null) known.push({ code: hint, weight: HINT_WEIGHT, kind: 'hint', confidence: 0.9 })
  if (at !== null) known.push({ ...at, weight: POSITION_WEIGHT * at.confidence, kind: 'position' })
  return known.sort((a, b) => b.weight - a.weight)
}

/** Two that say the same leave half the doubt of one. */
function confidenceOf(first: KnownRegion, known: readonly KnownRegion[]): number {
  const agrees = known.some((other) => other !== first && related(other.code, first.code))
  return agrees ? 1 - (1 - first.confidence) / 2 : first.confidence
}

interface Scored {
  readonly code: string
  readonly score: number
  readonly city: boolean
}

function scoreRegions(
  mentions: readonly Mention[],
  known: readonly { code: string; weight: number }[],
  gazetteer: Gazetteer,
): Scored[] {
  const best = new Map<number, number>()
  // Sums of the support that each mention gives to a province, regency and district, so that one look decides.
  const support = mentions.map((mention) => {
    const byPrefix = new Map<string, number>()
    for (const { position, weight, speaks } of mention.candidates) {
      if (!speaks) continue
      for (const prefix of prefixesOf(gazetteer.codes[position] ?? '')) {
        byPrefix.set(
          prefix,
          Math.max(byPrefix.get(prefix) ?? 0, weight * nearness(prefix, gazetteer.codes[position] ?? '')),
        )
      }
    }
    return byPrefix
  })
  mentions.forEach((mention, at) => {
    for (const { position, weight, needsContext } of mention.candidates) {
      const code = gazetteer.codes[position] ?? ''
      let score = weight
      let backed = false
      support.forEach((byPrefix, other) => {
        if (other === at) return
        let most = 0
        let depth = 0
        for (const prefix of prefixesOf(code)) {
          const given = byPrefix.get(prefix) ?? 0
          const parts = prefix.split('.').length
          if (given > most) {
            most = given
            depth = parts
          }
        }
        score += most
        if (most > 0.3 && depth >= 2) backed = true
      })
      for (const { code: prior, weight: priorWeight } of known) {
        const shared = sharedParts(code, prior)
        const whole = prior.split('.').length
        if (shared >= Math.min(whole, 2)) {
          score += priorWeight * (shared >= 2 ? 1 : whole === 1 ? 0.8 : 0.4)
          if (shared >= Math.min(2, whole)) backed = true
        }
      }
      if (needsContext && !backed && !isOnlyOne(mention, gazetteer)) continue
      if ((best.get(position) ?? 0) < score) best.set(position, score)
    }
  })
  return [...best]
    .map(([position, score]) => ({
      code: gazetteer.codes[position] ?? '',
      score,
      city: gazetteer.isCity(position),
    }))
    .sort((a, b) => b.score - a.score || a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
}

/** A name without context is believed when only one kabupaten or kota has it. */
function isOnlyOne({ candidates }: Mention, gazetteer: Gazetteer): boolean {
  if (!candidates.every(({ speaks }) => speaks)) return false
  const regencies = candidates.map(({ position }) =>
    (gazetteer.codes[position] ?? '').split('.').slice(0, 2).join('.'),
  )
  return new Set(regencies).size === 1
}

/** A mention supports what lies around it fully at the same regency, little at the same province. */
function nearness(prefix: string, code: string): number {
  const parts = prefix.split('.').length
  const own = code.split('.').length
  if (parts === own) return own === 1 ? 0.6 : own === 2 ? 1 : 0.9
  if (parts === 1) return 0.15
  return parts === 2 ? 0.55 : 0.7
}

function decide(
  best: Scored,
  scored: readonly Scored[],
  gazetteer: Gazetteer,
): { code: string | null; confidence: number } {
  const rivals = scored.filter(
    (other) =>
      other.code !== best.code && !related(other.code, best.code) && other.score > best.score - CLEAR_LEAD,
  )
  const [rival] = rivals
  if (rival === undefined) return { code: best.code, confidence: 0.97 }
  const lead = best.score - rival.score
  const level = levelOfCode(best.code)
  if (lead > 0.25) return { code: best.code, confidence: 0.75 + 0.2 * (lead / CLEAR_LEAD) }
  const tied = [best, ...rivals.filter((other) => best.score - other.score <= 0.25)]
  if (level === 'regency') {
    // Who says only "Bandung" means the city more often than the regency around it; not sure enough to act on.
    const city = tied.find((other) => other.city)
    if (city !== undefined && tied.length === 2) return { code: city.code, confidence: 0.55 }
  }
  const around = commonRegion(tied.map(({ code }) => code))
  if (around === null) return { code: null, confidence: 0 }
  return {
    code: around,
    confidence: around.includes('.') ? 0.9 : gazetteer.codes.includes(around) ? 0.6 : 0.3,
  }
}

function commonRegion(codes: readonly string[]): string | null {
  const [first = '', ...others] = codes
  const prefixes = prefixesOf(first).reverse()
  return (
    prefixes.find((prefix) => others.every((code) => code === prefix || code.startsWith(`${prefix}.`))) ??
    null
  )
}

/** 33.75.01.1002 → 33, 33.75, 33.75.01, 33.75.01.1002. */
export function prefixesOf(code: string): string[] {
  const parts = code.split('.')
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'))
}

function related(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`)
}

function sharedParts(one: string, other: string): number {
  const [a, b] = [one.split('.'), other.split('.')]
  let shared = 0
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1
  return shared
}
