import { formatDate, formatDateTime } from '../../../i18n/index.ts'
import type { PageFrame } from '../../../ui/index.ts'
import type { ExplainedStep } from './deadline-facts.ts'

interface DueStepsProps {
  readonly page: Pick<PageFrame, 't' | 'language'>
  readonly steps: readonly ExplainedStep[]
  readonly timeZone: string
}

/** "Why is it due then?": each step of the counting as a sentence, in order of time. */
export function DueSteps({ page, steps, timeZone }: DueStepsProps) {
  return (
    <ol class="grid gap-1.5 border-line border-s-2 ps-4 text-sm">
      {steps.map((step, index) => (
        <li
          key={index}
          class={
            step.step === 'due' || step.step === 'kept' || step.step === 'urgent'
              ? 'font-bold'
              : step.step === 'skipped'
                ? 'text-ink-soft'
                : ''
          }
        >
          {sentence(page, step, timeZone)}
        </li>
      ))}
    </ol>
  )
}

function sentence({ t, language }: DueStepsProps['page'], step: ExplainedStep, timeZone: string): string {
  const instant = (at: Date) => formatDateTime(at, language, timeZone)
  const date = (text: string) => formatDate(text, language)
  switch (step.step) {
    case 'started':
      return t('console.why.started', { at: instant(step.at) })
    case 'rule':
      return t(step.calendar === 'working' ? 'console.why.rule_working' : 'console.why.rule_calendar', {
        days: step.amount,
        source: step.source,
      })
    case 'counted':
      return step.from === step.to
        ? t('console.why.counted_day', { date: date(step.from) })
        : t('console.why.counted', { from: date(step.from), to: date(step.to), days: step.days })
    case 'skipped':
      return step.reason === 'weekend'
        ? t('console.why.weekend', { date: date(step.date) })
        : t(`console.why.${step.reason}`, { date: date(step.date), name: step.name ?? '' })
    case 'paused':
      return step.to === null
        ? t('console.why.paused_still', { from: instant(step.from) })
        : t('console.why.paused', { from: instant(step.from), to: instant(step.to) })
    case 'due':
      return t('console.why.due', { at: instant(step.at) })
    case 'kept':
    case 'urgent':
      return t(`console.why.${step.step}`, { at: instant(step.at), would_be: instant(step.wouldBe) })
    case 'standing':
      return t('console.why.standing', { since: instant(step.since), days: step.remaining.days })
  }
}
