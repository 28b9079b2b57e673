import type { PublicReport } from './present-report.ts'

const LIVE: ReadonlySet<string> = new Set(['submitted', 'assigned', 'in_progress', 'on_hold'])

/** While it is handled; one that is joined to another is supported there. */
export function isSupportable(report: PublicReport): boolean {
  return report.published && !report.joined && LIVE.has(report.state)
}
