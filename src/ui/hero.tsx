import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'

export interface HeroProps {
  readonly title: ComponentChildren
  readonly lead?: ComponentChildren
  /** Buttons with `look="inverse"` stand out on this field. */
  readonly actions?: ComponentChildren
  /** A panel beside it, e.g. the search by tracking number. */
  readonly panel?: ComponentChildren
}

/** The first thing on the home page; for a page with `width="full"`. */
export function Hero({ title, lead, actions, panel }: HeroProps) {
  return (
    <section class="hero">
      <div class="hero-row">
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
          {actions !== undefined && <div class="hero-actions">{actions}</div>}
        </div>
        {panel !== undefined && (
          <div class="hero-side">
            <TrailArt />
            <div class="hero-panel">{panel}</div>
          </div>
        )}
      </div>
    </section>
  )
}

export interface BandProps {
  readonly title?: ComponentChildren
  readonly lead?: ComponentChildren
  /** Beside the title, e.g. a link to all. */
  readonly aside?: ComponentChildren
  readonly sunken?: boolean
  readonly children: ComponentChildren
}

/** A horizontal part of a `width="full"` page. */
export function Band({ title, lead, aside, sunken, children }: BandProps) {
  return (
    <section class={classNames('band-ground', sunken && 'band-sunken')}>
      <div class="band">
        {(title !== undefined || aside !== undefined) && (
          <div class="band-head">
            <div>
              {title !== undefined && <h2>{title}</h2>}
              {lead !== undefined && <p class="lead">{lead}</p>}
            </div>
            {aside}
          </div>
        )}
        {children}
      </div>
    </section>
  )
}

/** The dotted way of a report, from the first word to the last, passing behind the panel. */
function TrailArt() {
  return (
    <svg class="trail-art" viewBox="0 0 560 464" aria-hidden="true">
      <path
        class="trail-way"
        d="M-40 452C60 430 90 372 190 388s190 66 270 6-60-190-190-210S30 120 130 84s190 20 330-30"
      />
      <path class="trail-dots" d="M92 408h.1M322 420h.1M118 90h.1M300 84h.1" />
      <circle class="trail-end" cx="466" cy="52" r="15" />
      <path class="trail-check" d="M459.5 52.5l4.5 4.5 8.5-9" />
    </svg>
  )
}
