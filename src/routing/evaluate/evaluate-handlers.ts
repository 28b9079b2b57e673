import { calibrationError, type Outcome } from '../matter/calibrate.ts'
import { proposeHandlers, type RoutingProposal } from '../propose.ts'
import type { Routing } from '../routing.ts'

/** The figures of `lapor routing evaluate`, shares from 0 to 1; null where the file says nothing of it. */
export interface HandlerFigures {
  readonly lines: number
  readonly top1: number
  readonly top3: number
  readonly class_accuracy: number | null
  /** Right kabupaten or kota, of the lines that state an area. */
  readonly place_accuracy: number | null
  /** The same of those lines whose place the text decided with confidence. */
  readonly place_precision: number | null
  /** Share of lines on which it would act alone. */
  readonly coverage: number
  readonly precision_at_threshold: number | null
  readonly threshold: number
  readonly calibration_error: number
  readonly ms_per_line: number
  /** Most frequent confusions first. */
  readonly confusion: readonly { readonly wanted: string; readonly found: string; readonly lines: number }[]
}

export interface Missed {
  readonly text: string
  readonly wanted: readonly string[]
  readonly found: readonly string[]
}

const NULL_HANDLER = 'nobody'

/** Ask for each line what would be proposed, and compare with what it should be. */
export function evaluateHandlers(
  lines: readonly Record<string, unknown>[],
  routing: Routing,
): { figures: HandlerFigures; missed: Missed[] } {
  const outcomes: (Outcome & { alone: boolean })[] = []
  const missed: Missed[] = []
  const confusion = new Map<string, number>()
  const tally = { top3: 0, classes: 0, classRight: 0, places: 0, placeRight: 0, placesSure: 0, sureRight: 0 }
  const startedAt = performance.now()
  for (const line of lines) {
    const proposal = proposeHandlers(
      {
        text: String(line.text ?? ''),
        title: typeof line.title === 'string' ? line.title : null,
        areaHint: typeof line.area_hint === 'string' ? line.area_hint : null,
      },
      routing,
    )
    const wanted = [line.handler, ...(Array.isArray(line.acceptable) ? line.acceptable : [])].map(nameOf)
    const found = proposal.handlers.map(({ handler }) =>
      handler === null ? NULL_HANDLER : `${handler.level}:${handler.kindOrName}`,
    )
    const [first = 'none'] = found
    const right = wanted.includes(first)
    outcomes.push({ stated: proposal.handlers[0]?.probability ?? 0, right, alone: !proposal.abstain })
    if (found.some((one) => wanted.includes(one))) tally.top3 += 1
    if (!right) {
      missed.push({ text: String(line.text), wanted, found })
      const pair = `${wanted[0]}\t${first}`
      confusion.set(pair, (confusion.get(pair) ?? 0) + 1)
    }
    if (typeof line.class === 'string') {
      tally.classes += 1
      if (proposal.class === line.class) tally.classRight += 1
    }
    if (typeof line.area === 'string') countPlace(line.area, proposal, tally)
  }
  const ms = (performance.now() - startedAt) / Math.max(1, lines.length)
  const alone = outcomes.filter((outcome) => outcome.alone)
  return {
    missed,
    figures: {
      lines: lines.length,
      top1: share(outcomes.filter(({ right }) => right).length, lines.length) ?? 0,
      top3: share(tally.top3, lines.length) ?? 0,
      class_accuracy: share(tally.classRight, tally.classes),
      place_accuracy: share(tally.placeRight, tally.places),
      place_precision: share(tally.sureRight, tally.placesSure),
      coverage: share(alone.length, lines.length) ?? 0,
      precision_at_threshold: share(alone.filter(({ right }) => right).length, alone.length),
      threshold: routing.model.calibration.threshold,
      calibration_error: outcomes.length === 0 ? 0 : calibrationError(outcomes),
      ms_per_line: Math.round(ms * 100) / 100,
      confusion: [...confusion]
        .sort((a, b) => b[1] - a[1])
        .slice(0, 25)
        .map(([pair, count]) => {
          const [wanted = '', found = ''] = pair.split('\t')
          return { wanted, found, lines: count }
        }),
    },
  }
}

function countPlace(
  area: string,
  { place }: RoutingProposal,
  tally: { places: number; placeRight: number; placesSure: number; sureRight: number },
): void {
  const parts = area.split('.').slice(0, 2)
  const found = (place.code ?? '').split('.').slice(0, parts.length).join('.')
  const right = found === parts.join('.')
  const sure = place.confidence >= 0.7 && (place.code ?? '').includes('.')
  tally.places += 1
  tally.placeRight += Number(right)
  tally.placesSure += Number(sure)
  tally.sureRight += Number(sure && right)
}

function nameOf(handler: unknown): string {
  if (typeof handler !== 'object' || handler === null) return NULL_HANDLER
  const { level, kind_or_name: name } = handler as { level?: unknown; kind_or_name?: unknown }
  return `${level}:${String(name).replace(/^local:/, '')}`
}

export function share(part: number, of: number): number | null {
  return of === 0 ? null : Math.round((part / of) * 10_000) / 10_000
}
