import { classNames } from './class-names.ts'
import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

export interface Step {
  readonly label: string
  readonly hint?: string
}

export interface StepProgressProps {
  readonly t: PageFrame['t']
  readonly steps: readonly Step[]
  /** Index of the step that is under way; the number of steps when all are done; `null` explains the way only. */
  readonly current: number | null
  readonly label?: string
}

/** Where a report is on its way through the public steps. */
export function StepProgress({ t, steps, current, label }: StepProgressProps) {
  return (
    <ol
      class={classNames('steps', current === null ? 'steps-plain' : 'steps-track')}
      aria-label={label ?? t('ui.steps.label')}
    >
      {steps.map((step, index) => {
        const done = current !== null && index < current
        const now = index === current
        return (
          <li
            key={step.label}
            class={classNames('step', done && 'step-done', now && 'step-now')}
            aria-current={now ? 'step' : undefined}
          >
            <span class="step-mark" aria-hidden="true">
              {done ? <Icon name="check" /> : index + 1}
            </span>
            <span class="step-text">
              <span class="step-label">
                {now && (
                  // On a phone only this step has a name, and it does not stand below its number.
                  <span class="md:hidden" aria-hidden="true">
                    {t('ui.steps.of', { step: String(index + 1), count: String(steps.length) })}{' '}
                  </span>
                )}
                {step.label}
                {done && <span class="sr-only"> ({t('ui.steps.done')})</span>}
              </span>
              {step.hint !== undefined && <span class="step-hint">{step.hint}</span>}
            </span>
          </li>
        )
      })}
    </ol>
  )
}

/** The five public steps: write, verification, follow-up, response, done. */
export function reportSteps(t: PageFrame['t'], withHints = false): readonly Step[] {
  return [
    { label: t('ui.steps.write'), hint: withHints ? t('ui.steps.write_hint') : undefined },
    { label: t('ui.steps.verification'), hint: withHints ? t('ui.steps.verification_hint') : undefined },
    { label: t('ui.steps.follow_up'), hint: withHints ? t('ui.steps.follow_up_hint') : undefined },
    { label: t('ui.steps.response'), hint: withHints ? t('ui.steps.response_hint') : undefined },
    { label: t('ui.steps.done_step'), hint: withHints ? t('ui.steps.done_step_hint') : undefined },
  ]
}
