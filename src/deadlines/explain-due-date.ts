import { type CountedPause, type DueInput, dueAt, type SkippedDay, type TimeLeft } from './due-at.ts'
import type { Counting } from './run-clock.ts'
import { dayNumber, type IsoDate, localDate, type Zone } from './zone.ts'

/** One line of how a due date came to be; the interface makes a sentence of it. */
export type DueStep =
  | { readonly step: 'started'; readonly at: Date; readonly date: IsoDate; readonly zone: Zone }
  | { readonly step: 'rule'; readonly amount: number; readonly calendar: Counting; readonly source: string }
  | { readonly step: 'counted'; readonly from: IsoDate; readonly to: IsoDate; readonly days: number }
  | ({ readonly step: 'skipped' } & SkippedDay)
  | ({ readonly step: 'paused' } & CountedPause)
  | { readonly step: 'due'; readonly at: Date }
  | { readonly step: 'standing'; readonly since: Date; readonly remaining: TimeLeft }

type DatedStep = Extract<DueStep, { step: 'counted' | 'skipped' | 'paused' }>

/**
 * How a due date came to be, in order of time: the start (a day that is not counted), the rule, runs of counted
 * days, each skipped day with its reason, each pause, and the due instant, or where the clock stands still.
 */
export function explainDueDate(input: DueInput): DueStep[] {
  const { explanation } = dueAt(input)
  const { startedAt, arrivalDate, zone, rule, outcome } = explanation
  const dated: { date: IsoDate; step: DatedStep }[] = [
    ...runsOf(explanation.counted).map((step) => ({ date: step.from, step })),
    ...explanation.skipped.map((day) => ({ date: day.date, step: { step: 'skipped' as const, ...day } })),
    ...explanation.pauses.map((pause) => ({
      date: localDate(pause.from, zone),
      step: { step: 'paused' as const, ...pause },
    })),
  ]
  // The sort is stable: a pause comes after the day or the run of days in which it began.
  dated.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
  return [
    { step: 'started', at: startedAt, date: arrivalDate, zone },
    { step: 'rule', amount: rule.amount, calendar: rule.calendar, source: rule.source },
    ...dated.map(({ step }) => step),
    outcome.state === 'due'
      ? { step: 'due', at: outcome.dueAt }
      : { step: 'standing', since: outcome.since, remaining: outcome.remaining },
  ]
}

/** Counted days that follow each other without a gap, as one step each. */
function runsOf(dates: readonly IsoDate[]): Extract<DueStep, { step: 'counted' }>[] {
  const runs: { step: 'counted'; from: IsoDate; to: IsoDate; days: number }[] = []
  for (const date of dates) {
    const last = runs.at(-1)
    if (last && dayNumber(date) === dayNumber(last.to) + 1) {
      last.to = date
      last.days++
    } else {
      runs.push({ step: 'counted', from: date, to: date, days: 1 })
    }
  }
  return runs
}
