import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'
import { Icon, type IconName } from './icons.tsx'

export interface CardProps {
  readonly title?: ComponentChildren
  /** Heading level of the title; default 2. */
  readonly level?: 2 | 3
  readonly icon?: IconName
  readonly aside?: ComponentChildren
  readonly look?: 'plain' | 'sunken' | 'accent'
  readonly id?: string
  readonly class?: string
  readonly children: ComponentChildren
}

/** A group of things that belong together. */
export function Card({
  title,
  level = 2,
  icon,
  aside,
  look = 'plain',
  id,
  class: extra,
  children,
}: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class={classNames('card', look !== 'plain' && `card-${look}`, extra)} id={id}>
      {title !== undefined && (
        <div class="card-head">
          <Heading class="card-title">
            {icon !== undefined && <Icon name={icon} />}
            {title}
          </Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

export interface Fact {
  readonly term: ComponentChildren
  readonly detail: ComponentChildren
  readonly icon?: IconName
}

/** Facts as term and detail; absent ones are left out by giving `null`. */
export function DescriptionList({ facts, stacked }: { facts: readonly (Fact | null)[]; stacked?: boolean }) {
  return (
    <dl class={classNames('facts', stacked && 'facts-stacked')}>
      {facts.map((fact, index) =>
        fact === null ? null : (
          <div key={index} class="fact">
            <dt>
              {fact.icon !== undefined && <Icon name={fact.icon} />}
              {fact.term}
            </dt>
            <dd>{fact.detail}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

export interface StatProps {
  /** Already formatted, e.g. "1.204" or "86 %". */
  readonly figure: string
  readonly label: string
  readonly hint?: string
  readonly tone?: 'plain' | 'success' | 'warning' | 'danger'
  readonly href?: string
}

/** One figure and what it counts. */
export function Stat({ figure, label, hint, tone = 'plain', href }: StatProps) {
  const inside = (
    <>
      <span class="stat-figure">{figure}</span>
      <span class="stat-label">{label}</span>
      {hint !== undefined && <span class="stat-hint">{hint}</span>}
    </>
  )
  const name = classNames('stat', tone !== 'plain' && `stat-${tone}`)
  return href === undefined ? (
    <div class={name}>{inside}</div>
  ) : (
    <a class={classNames(name, 'stat-link')} href={href}>
      {inside}
    </a>
  )
}

/** Figures beside each other. */
export function StatRow({ children }: { children: ComponentChildren }) {
  return <div class="stat-row">{children}</div>
}

/** The initials of a name in a round field, beside the name itself. */
export function Avatar({ name }: { name: string }) {
  return (
    <span class="avatar" aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** "Siti Nurhaliza Putri" → "SP": first letter of the first and of the last word. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters.map((word) => word?.[0]?.toUpperCase() ?? '').join('')
}

/** A key to press. */
export function Kbd({ children }: { children: ComponentChildren }) {
  return <kbd class="kbd">{children}</kbd>
}
