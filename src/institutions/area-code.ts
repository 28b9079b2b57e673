import type { AreaLevel } from '../db/index.ts'

const LEVELS: readonly AreaLevel[] = ['province', 'regency', 'district', 'village']

/** The level of a region, read from its code: 33, 33.75, 33.75.01, 33.75.01.1001. */
export function areaLevel(code: string): AreaLevel | null {
  return LEVELS[code.split('.').length - 1] ?? null
}

/** The code of the region of a level in which a region lies; null when the region is larger than that. */
export function areaCodeAt(code: string, level: AreaLevel): string | null {
  const parts = code.split('.')
  const wanted = LEVELS.indexOf(level) + 1
  return parts.length < wanted ? null : parts.slice(0, wanted).join('.')
}

/** The code itself and those of all regions around it, narrowest first. */
export function areaCodesUpwards(code: string): string[] {
  const parts = code.split('.')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'))
}
