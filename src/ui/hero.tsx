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
        <TrailArt />
        <div>
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
          {actions !== undefined && <div class="hero-actions">{actions}</div>}
        </div>
        {panel !== undefined && <div class="hero-panel">{panel}</div>}
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

/** The dotted way of a report, drawn behind the hero's words. */
function TrailArt() {
  return (
    <svg class="trail-art" viewBox="0 0 1184 464" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
      <path d="M520 30C640 10 690 70 650 130S520 210 560 300s150 130 270 120 130-80 250-60 150-60 160-140" />
      <path d="M1000-20c40 60 150 40 220 110" />
    </svg>
  )
}
