import lighthouse from 'lighthouse'

/** Lighthouse's own categories, and the least each page must have of a hundred. */
export const SCORES = { performance: 95, accessibility: 100, 'best-practices': 100 } as const
export type Category = keyof typeof SCORES

/** One run of Lighthouse over one page. */
export interface Audit {
  readonly scores: Readonly<Record<Category, number>>
  /** What took points, as Lighthouse says it. */
  readonly weak: readonly string[]
}

/**
 * Lighthouse as it is by default: a phone, slow 4G simulated from what was observed, the processor four times slower.
 * @param debugPort of a Chromium that listens there
 * @returns null where Lighthouse could not record the page, as happens on a busy machine; it would count as nought
 */
export async function auditPage(url: string, debugPort: number): Promise<Audit | null> {
  const result = await lighthouse(url, {
    port: debugPort,
    output: 'json',
    logLevel: 'silent',
    onlyCategories: Object.keys(SCORES),
  })
  if (result === undefined || result.lhr.runtimeError !== undefined) return null
  const { categories, audits } = result.lhr
  const score = (id: Category) => Math.round((categories[id]?.score ?? 0) * 100)
  const weak = Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ weight }) => weight > 0)
    .flatMap(({ id }) => audits[id] ?? [])
    .filter((found) => found.scoreDisplayMode === 'error' || (found.score ?? 1) < 0.9)
    .map(({ title, errorMessage, displayValue }) => `${title}: ${errorMessage ?? displayValue ?? 'no'}`)
  return {
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
    },
    weak,
  }
}
