import type { ComponentChildren } from 'preact'
import { StateBadge } from './badge.tsx'
import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'
import type { ReportStateName } from './report-state.ts'

export interface ReportCardProps {
  readonly t: PageFrame['t']
  readonly href: string
  readonly title: string
  /** The beginning of the text; cut off after three lines. */
  readonly excerpt?: string
  readonly state: ReportStateName
  readonly stateLabel?: string
  readonly trackingNumber: string
  /** e.g. "kemarin" or "12 Nov 2026" */
  readonly time: string
  readonly datetime?: string
  readonly place?: string | null
  /** Who has it now. */
  readonly handler?: string | null
  readonly category?: string | null
  readonly level?: 2 | 3
  /** Further badges: due, class, secret. */
  readonly badges?: ComponentChildren
}

/** A report in a list; the whole card leads to it. */
export function ReportCard(props: ReportCardProps) {
  const Heading = (props.level ?? 3) === 2 ? 'h2' : 'h3'
  return (
    <article class="report-card" data-list-item>
      <div class="report-card-badges">
        <StateBadge t={props.t} state={props.state} label={props.stateLabel} />
        {props.badges}
      </div>
      <Heading class="report-card-title">
        <a href={props.href}>{props.title}</a>
      </Heading>
      {props.excerpt !== undefined && <p class="report-card-excerpt">{props.excerpt}</p>}
      <p class="report-card-meta">
        <span class="tracking">#{props.trackingNumber}</span>
        <time datetime={props.datetime}>{props.time}</time>
        {props.place && (
          <span>
            <Icon name="pin" />
            {props.place}
          </span>
        )}
        {props.handler && (
          <span>
            <Icon name="building" />
            {props.handler}
          </span>
        )}
        {props.category && (
          <span>
            <Icon name="tag" />
            {props.category}
          </span>
        )}
      </p>
    </article>
  )
}

/** Report cards under each other or, with `columns`, beside each other. */
export function ReportList(props: {
  children: ComponentChildren
  columns?: boolean
  /** On lists of staff: walk with j and k. */
  keys?: boolean
}) {
  const { children, columns, keys } = props
  return (
    <div
      class={columns ? 'report-list report-list-columns' : 'report-list'}
      data-list-keys={keys ? '' : undefined}
    >
      {children}
    </div>
  )
}
