import type { ComponentChildren } from 'preact'
import type { MessageKey } from '../i18n/index.ts'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'
import type { ReportStateName, Tone } from './report-state.ts'

const STATE_WORD: Record<ReportStateName, MessageKey> = {
  awaiting_identity: 'ui.state.awaiting_identity',
  submitted: 'ui.state.submitted',
  on_hold: 'ui.state.on_hold',
  assigned: 'ui.state.assigned',
  in_progress: 'ui.state.in_progress',
  answered: 'ui.state.answered',
  closed: 'ui.state.closed',
  archived: 'ui.state.archived',
}

/** The mark fills up with the report's way, so that the state reads without its colour. */
const STATE_SHAPE: Record<ReportStateName, string> = {
  awaiting_identity: '',
  submitted: '',
  assigned: 'M8 8V3.5a4.5 4.5 0 0 1 4.5 4.5z',
  in_progress: 'M8 3.5a4.5 4.5 0 0 1 0 9z',
  answered: 'M8 8H3.5A4.5 4.5 0 1 0 8 3.5z',
  closed: '',
  on_hold: 'M6 5.5h1.2v5H6zM8.8 5.5H10v5H8.8z',
  archived: 'M5 7.4h6v1.2H5z',
}

export interface StateBadgeProps {
  readonly t: PageFrame['t']
  readonly state: ReportStateName
  /** Other words than the short ones, e.g. "Terdisposisi ke Dinas PUPR". */
  readonly label?: string
}

/** The state of a report as mark, colour and words. */
export function StateBadge({ t, state, label }: StateBadgeProps) {
  return (
    <span class={`badge state-${state}`}>
      <StateMark state={state} />
      <span>{label ?? t(STATE_WORD[state])}</span>
    </span>
  )
}

/** The mark alone, beside words that name the state. */
export function StateMark({ state }: { state: ReportStateName }) {
  return (
    <svg class="state-mark" viewBox="0 0 16 16" aria-hidden="true">
      {state === 'closed' ? (
        <>
          <circle cx="8" cy="8" r="7" fill="currentColor" />
          <path class="state-mark-check" d="M4.8 8.3l2.3 2.3 4.2-4.8" />
        </>
      ) : (
        <>
          <circle
            cx="8"
            cy="8"
            r="6.5"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
            stroke-dasharray={state === 'awaiting_identity' ? '2.1 2' : undefined}
          />
          {STATE_SHAPE[state] !== '' && <path d={STATE_SHAPE[state]} fill="currentColor" />}
        </>
      )}
    </svg>
  )
}

export interface BadgeProps {
  readonly tone?: Tone
  readonly icon?: IconName
  readonly class?: string
  readonly children: ComponentChildren
}

/** A short fact: class, category, visibility, channel. */
export function Badge({ tone = 'neutral', icon, class: extra, children }: BadgeProps) {
  return (
    <span class={classNames('badge', `tone-${tone}`, extra)}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  )
}

export interface DueBadgeProps {
  /** What is due, e.g. "Verifikasi"; may stand on a line of its own. */
  readonly what?: string
  /** e.g. "2 hari kerja lagi" or "Lewat 3 hari" */
  readonly text: string
  readonly tone: 'calm' | 'soon' | 'overdue' | 'stopped'
  /** The instant, for machines and as a tooltip. */
  readonly datetime?: string
  readonly title?: string
}

const DUE_ICON: Record<DueBadgeProps['tone'], IconName> = {
  calm: 'clock',
  soon: 'clock',
  overdue: 'alert-triangle',
  stopped: 'pause',
}

/** How much time is left. */
export function DueBadge({ what, text, tone, datetime, title }: DueBadgeProps) {
  return (
    <time class={`due due-${tone}`} datetime={datetime} title={title}>
      <Icon name={DUE_ICON[tone]} />
      <span>
        {what !== undefined && (
          <>
            <span class="due-part">{what}:</span>{' '}
          </>
        )}
        <span class="due-part">{text}</span>
      </span>
    </time>
  )
}
