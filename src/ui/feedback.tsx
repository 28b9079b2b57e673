import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icons.tsx'
import type { Tone } from './report-state.ts'

const TONE_ICON: Record<Tone, IconName> = {
  neutral: 'info',
  info: 'info',
  success: 'check-circle',
  warning: 'alert-triangle',
  danger: 'alert-circle',
}

export interface NoticeProps {
  readonly tone?: Tone
  readonly title?: string
  readonly icon?: IconName
  /** Announced at once: for the result of what one just did. */
  readonly live?: boolean
  readonly class?: string
  readonly children?: ComponentChildren
}

/** Something to know before or after acting. */
export function Notice({ tone = 'info', title, icon, live, class: extra, children }: NoticeProps) {
  return (
    <div class={classNames('notice', `tone-${tone}`, extra)} role={live ? 'status' : undefined}>
      <Icon name={icon ?? TONE_ICON[tone]} />
      <div class="notice-body">
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

export interface FieldProblem {
  readonly text: string
  /** `#` and the id of the field. */
  readonly href: string
}

/** Everything that needs another word, above the form; takes the focus, each line leads to its field. */
export function ErrorSummary({ title, errors }: { title: string; errors: readonly FieldProblem[] }) {
  if (errors.length === 0) return null
  return (
    <div
      class="error-summary"
      role="alert"
      aria-labelledby="error-summary-title"
      tabIndex={-1}
      data-focus-on-load
    >
      <h2 class="error-summary-title" id="error-summary-title">
        <Icon name="alert-circle" />
        {title}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={error.href}>
            <a href={error.href}>{error.text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

export interface EmptyStateProps {
  readonly title: string
  readonly icon?: IconName
  readonly children?: ComponentChildren
  readonly action?: ComponentChildren
}

/** A list without entries: says why and what to do. */
export function EmptyState({ title, icon = 'inbox', children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} />
      </span>
      <p class="empty-title">{title}</p>
      {children !== undefined && <div class="empty-text">{children}</div>}
      {action}
    </div>
  )
}

export interface DisclosureProps {
  readonly summary: ComponentChildren
  readonly open?: boolean
  /** `button` looks like a secondary button: an action that asks for more before it happens. */
  readonly look?: 'plain' | 'button' | 'card'
  readonly icon?: IconName
  readonly id?: string
  /** Of those with the same name only one is open at a time. */
  readonly name?: string
  readonly children: ComponentChildren
}

/** Opens in place: more to read, or the form that confirms an action. */
export function Disclosure({ summary, open, look = 'plain', icon, id, name, children }: DisclosureProps) {
  return (
    <details class={`disclosure disclosure-${look}`} open={open} id={id} name={name}>
      <summary class={look === 'button' ? 'button button-secondary' : 'disclosure-summary'}>
        {icon !== undefined && <Icon name={icon} />}
        <span>{summary}</span>
        <Icon name="chevron-down" class="disclosure-chevron" />
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  )
}
