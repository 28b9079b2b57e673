import type { ComponentChildren } from 'preact'
import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

export interface Crumb {
  readonly label: string
  /** Absent on the page itself. */
  readonly href?: string
}

/** The way back up. */
export function Breadcrumbs({ t, crumbs }: { t: PageFrame['t']; crumbs: readonly Crumb[] }) {
  return (
    <nav class="breadcrumbs" aria-label={t('ui.breadcrumbs.label')}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>
            {crumb.href === undefined ? (
              <span aria-current="page">{crumb.label}</span>
            ) : (
              <a href={crumb.href}>{crumb.label}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export interface Tab {
  readonly label: string
  readonly href: string
  readonly count?: string
  /** The name under which the count is kept current. */
  readonly live?: string
  readonly current?: boolean
}

/** Views of the same list, each with its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && (
                <span
                  class="count"
                  data-live-count={tab.live}
                  data-live-list={tab.live !== undefined && tab.current ? '' : undefined}
                >
                  {tab.count}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export interface PaginationProps {
  readonly t: PageFrame['t']
  /** `null` on the first page. */
  readonly previous?: string | null
  /** `null` on the last page. */
  readonly next?: string | null
  /** e.g. "1–20 dari 312" */
  readonly status?: string
}

/** Forward and back through a long list. */
export function Pagination({ t, previous, next, status }: PaginationProps) {
  if (!previous && !next) return null
  return (
    <nav class="pagination" aria-label={t('ui.pagination.label')}>
      {previous ? (
        <a class="button button-secondary" href={previous} rel="prev">
          <Icon name="arrow-left" />
          <span>{t('ui.pagination.previous')}</span>
        </a>
      ) : (
        <span />
      )}
      {status !== undefined && <span class="pagination-status">{status}</span>}
      {next ? (
        <a class="button button-secondary" href={next} rel="next">
          <span>{t('ui.pagination.next')}</span>
          <Icon name="arrow-right" />
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}

export interface SearchBoxProps {
  readonly t: PageFrame['t']
  readonly name?: string
  readonly label: string
  readonly value?: string | null
  readonly placeholder?: string
  readonly size?: 'medium' | 'large'
  readonly inputMode?: 'search' | 'numeric'
  readonly submitLabel?: string
  /** With an action it is a GET form of its own; without, it stands in one, e.g. in a `FilterBar`. */
  readonly action?: string
  readonly id?: string
}

/** One field to search by; `/` on the keyboard leads to it. */
export function SearchBox(props: SearchBoxProps) {
  const { t, name = 'q', label, value, placeholder, size = 'medium', inputMode = 'search', action } = props
  const id = props.id ?? `search-${name}`
  const inside = (
    <div class={size === 'large' ? 'search search-large' : 'search'}>
      <label class="sr-only" for={id}>
        {label}
      </label>
      <Icon name="search" />
      <input
        class="control"
        id={id}
        type="search"
        name={name}
        value={value ?? undefined}
        placeholder={placeholder}
        inputMode={inputMode}
        autocomplete="off"
        data-search
      />
      <button class="button button-primary" type="submit">
        <span>{props.submitLabel ?? t('ui.search.submit')}</span>
      </button>
    </div>
  )
  return action === undefined ? (
    inside
  ) : (
    <search>
      <form method="get" action={action}>
        {inside}
      </form>
    </search>
  )
}

export interface FilterBarProps {
  readonly t: PageFrame['t']
  readonly action: string
  readonly search?: ComponentChildren
  /** Selects and the like; folded away on phones. */
  readonly filters?: ComponentChildren
  /** Filters in use, each with the address of the list without it. */
  readonly active?: readonly { readonly label: string; readonly removeHref: string }[]
  readonly clearHref?: string
}

/** Search and filters of a list, as one GET form. */
export function FilterBar({ t, action, search, filters, active = [], clearHref }: FilterBarProps) {
  return (
    <search>
      <form class="filter-bar" method="get" action={action}>
        {search}
        {filters !== undefined && (
          <details class="filter-more" open={active.length > 0}>
            <summary class="filter-summary">
              <Icon name="filter" />
              <span>{t('ui.filter.more')}</span>
              <Icon name="chevron-down" class="disclosure-chevron" />
            </summary>
            <div class="filter-fields">
              {filters}
              <button class="button button-secondary" type="submit">
                <span>{t('ui.filter.apply')}</span>
              </button>
            </div>
          </details>
        )}
        {active.length > 0 && (
          <ul class="filter-active">
            {active.map((filter) => (
              <li key={filter.removeHref}>
                <a
                  class="chip"
                  href={filter.removeHref}
                  aria-label={t('ui.filter.remove', { name: filter.label })}
                >
                  {filter.label}
                  <Icon name="close" />
                </a>
              </li>
            ))}
            {clearHref !== undefined && (
              <li>
                <a class="chip-clear" href={clearHref}>
                  {t('ui.filter.clear')}
                </a>
              </li>
            )}
          </ul>
        )}
      </form>
    </search>
  )
}
