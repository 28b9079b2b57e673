import { type DuplicateSide, duplicateProbability, readySide } from '../duplicates.ts'
import type { Routing } from '../routing.ts'
import { share } from './evaluate-handlers.ts'

export interface DuplicateFigures {
  readonly pairs: number
  readonly f1: number
  readonly precision: number | null
  readonly recall: number | null
  readonly ms_per_pair: number
}

/** From this probability on two reports are shown as one incident. */
export const SAME_FROM = 0.5

/** Compare each pair's probability with what it should be. */
export function evaluateDuplicates(
  lines: readonly Record<string, unknown>[],
  routing: Routing,
): { figures: DuplicateFigures; missed: object[] } {
  const missed: object[] = []
  let both = 0
  let found = 0
  let wanted = 0
  const startedAt = performance.now()
  for (const line of lines) {
    const probability = duplicateProbability(
      readySide(sideOf(line.a), routing),
      readySide(sideOf(line.b), routing),
    )
    const same = probability >= SAME_FROM
    if (same) found += 1
    if (line.same === true) wanted += 1
    if (same && line.same === true) both += 1
    if (same !== line.same) missed.push({ a: line.a, b: line.b, same: line.same, probability })
  }
  return {
    missed,
    figures: {
      pairs: lines.length,
      f1: share(2 * both, found + wanted) ?? 0,
      precision: share(both, found),
      recall: share(both, wanted),
      ms_per_pair: Math.round(((performance.now() - startedAt) / Math.max(1, lines.length)) * 100) / 100,
    },
  }
}

/** A side is a text, or an object of what is known of a report. */
function sideOf(value: unknown): DuplicateSide {
  if (typeof value !== 'object' || value === null) return { text: String(value ?? '') }
  const side = value as Record<string, unknown>
  const text = (name: string) => (typeof side[name] === 'string' ? String(side[name]) : null)
  const number = (name: string) => (typeof side[name] === 'number' ? Number(side[name]) : null)
  const latitude = number('latitude')
  const longitude = number('longitude')
  const at = text('at') ?? text('created_at') ?? text('submitted_at')
  return {
    text: [text('title'), text('text') ?? text('body')].filter((part) => part !== null).join('\n'),
    areaCode: text('area') ?? text('area_code'),
    categoryCode: text('category') ?? text('category_code'),
    position: latitude === null || longitude === null ? null : { latitude, longitude },
    at: at === null || Number.isNaN(Date.parse(at)) ? null : new Date(at),
  }
}
