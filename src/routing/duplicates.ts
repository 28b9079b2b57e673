import { type ComparedText, compareForm, compareTexts } from './duplicates/compare-texts.ts'
import { areaSimilarity, distanceKm } from './duplicates/nearness.ts'
import { findPlace } from './place.ts'
import type { Routing } from './routing.ts'

/** What is compared of a report; the more is known of both, the surer. */
export interface DuplicateSide {
  readonly text: string
  readonly categoryCode?: string | null
  readonly areaCode?: string | null
  readonly position?: { readonly latitude: number; readonly longitude: number } | null
  readonly at?: Date | null
  /** Perceptual hashes of its photos. */
  readonly photos?: readonly string[]
}

/** A side with everything read from its text once. */
export interface ReadySide extends DuplicateSide {
  readonly form: ComparedText
  readonly namedArea: string | null
}

export function readySide(
  side: DuplicateSide,
  routing: Pick<Routing, 'words' | 'gazetteer' | 'model'>,
): ReadySide {
  return {
    ...side,
    form: compareForm(side.text, routing),
    namedArea:
      side.areaCode ??
      findPlace({ text: side.text, position: side.position ?? null }, routing.gazetteer).code,
  }
}

/** How much each sign weighs: a logistic regression on pairs of short reports, rounded. */
const WEIGHTS = {
  start: -3.1,
  rare: 2.4,
  matter: 1.5,
  sameThere: 3.8,
  otherNames: -2.9,
  otherNumbers: -1.8,
  area: 1.4,
  otherArea: -5,
  near: 3,
  far: -4,
  category: 0.8,
  otherCategory: -0.8,
  days: -0.06,
  photo: 4,
} as const

const USUAL_LIKENESS = 0.6

/** The probability that two reports tell of one incident. */
export function duplicateProbability(a: ReadySide, b: ReadySide): number {
  const { rare, matter, names, otherNames, otherNumbers } = compareTexts(a.form, b.form)
  // Nearly all pairs of reports are somewhat alike; only what is above that tells.
  const alike = Math.max(0, matter - USUAL_LIKENESS) / (1 - USUAL_LIKENESS)
  const area = a.namedArea !== null && b.namedArea !== null ? areaSimilarity(a.namedArea, b.namedArea) : null
  // A place that was only read from a text may be misread; names that both texts share say more.
  const doubt = a.areaCode && b.areaCode ? 1 : 1 - names
  const km = a.position && b.position ? distanceKm(a.position, b.position) : null
  const days = a.at && b.at ? Math.abs(a.at.getTime() - b.at.getTime()) / 86_400_000 : 0
  const categories =
    a.categoryCode && b.categoryCode
      ? a.categoryCode === b.categoryCode
        ? WEIGHTS.category
        : WEIGHTS.otherCategory
      : 0
  const score =
    WEIGHTS.start +
    WEIGHTS.rare * rare +
    WEIGHTS.matter * alike +
    WEIGHTS.sameThere * names * alike +
    WEIGHTS.otherNames * otherNames +
    WEIGHTS.otherNumbers * otherNumbers +
    (area === null ? 0 : area < 0 ? WEIGHTS.otherArea * -area * doubt : WEIGHTS.area * area) +
    (km === null ? 0 : km < 0.3 ? WEIGHTS.near * (1 - km / 0.3) : km > 2 ? WEIGHTS.far : 0) +
    categories +
    WEIGHTS.days * Math.min(days, 60) +
    (samePhoto(a, b) ? WEIGHTS.photo : 0)
  return 1 / (1 + Math.exp(-score))
}

/** So many of 64 bits may differ between two pictures of one thing: scaled, packed again, taken a step aside. */
export const PHOTO_BITS = 10

function samePhoto(a: DuplicateSide, b: DuplicateSide): boolean {
  return (a.photos ?? []).some((one) =>
    (b.photos ?? []).some((other) => differingBits(one, other) <= PHOTO_BITS),
  )
}

function differingBits(one: string, other: string): number {
  if (one.length !== other.length || one === '') return 64
  let bits = BigInt(`0x${one}`) ^ BigInt(`0x${other}`)
  let count = 0
  for (; bits > 0n; bits &= bits - 1n) count += 1
  return count
}
