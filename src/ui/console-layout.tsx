import type { ComponentChildren } from 'preact'
import { LanguageSwitch, ThemeSwitch } from './appearance.tsx'
import { Avatar } from './card.tsx'
import { Document } from './document.tsx'
import { CsrfField } from './form.tsx'
import { Icon } from './icons.tsx'
import { CONSOLE_LINKS, type ConsoleSection, LINKS } from './links.ts'
import type { PageFrame } from './page-frame.ts'
import { SkipLink, TrainingBanner } from './shell.tsx'
import { Wordmark } from './wordmark.tsx'

export interface ConsoleStaff {
  readonly name: string
  readonly roleLabel: string
  readonly institutionName: string
}

export interface ConsoleLayoutProps {
  readonly page: PageFrame
  readonly title: string
  readonly staff: ConsoleStaff
  /** Absent where a page belongs to none, as that of an error. */
  readonly current?: ConsoleSection
  /** Figures beside sections, e.g. how many reports wait. */
  readonly counts?: Partial<Record<ConsoleSection, string>>
  /** Sections this person has; all when absent. */
  readonly sections?: readonly ConsoleSection[]
  /** Where the page hears what changed meanwhile. */
  readonly live?: string
  readonly children: ComponentChildren
}

/** Frame of every page for staff: sidebar on a desk, one bar on a phone. */
export function ConsoleLayout(props: ConsoleLayoutProps) {
  const { page, title, live, children } = props
  const { t } = page
  return (
    <Document page={page} title={`${title} · ${t('ui.brand')}`} noIndex bodyClass="console">
      <SkipLink t={t} />
      <TrainingBanner page={page} />
      <div class="console-frame">
        <header class="console-side">
          <a class="site-home" href="/petugas" aria-label={t('ui.console.home')}>
            <Wordmark />
          </a>
          <details class="console-menu">
            <summary class="console-menu-summary">
              <Icon name="menu" />
              <span>{t('ui.console.menu')}</span>
            </summary>
            <ConsoleMenu {...props} />
          </details>
          <div class="console-desk">
            <ConsoleMenu {...props} />
          </div>
        </header>
        <main id="main" class="console-main" tabIndex={-1} data-live={live}>
          {children}
        </main>
      </div>
    </Document>
  )
}

function ConsoleMenu({ page, staff, current, counts = {}, sections }: ConsoleLayoutProps) {
  const { t } = page
  return (
    <div class="console-menu-body">
      <nav aria-label={t('ui.console.menu')}>
        <ul class="console-nav">
          {CONSOLE_LINKS.filter(({ section }) => sections === undefined || sections.includes(section)).map(
            (link) => (
              <li key={link.section}>
                <a href={link.href} aria-current={link.section === current ? 'page' : undefined}>
                  <Icon name={link.icon} />
                  <span>{t(link.label)}</span>
                  {counts[link.section] !== undefined && (
                    <span
                      class="count"
                      hidden={counts[link.section] === '0'}
                      data-live-count={link.section === 'inbox' ? 'own' : undefined}
                      data-live-hide
                    >
                      {counts[link.section]}
                    </span>
                  )}
                </a>
              </li>
            ),
          )}
        </ul>
      </nav>
      <div class="console-person">
        <div class="console-person-card">
          <Avatar name={staff.name} />
          <p>
            <strong>{staff.name}</strong>
            <span>{staff.roleLabel}</span>
            <span>{staff.institutionName}</span>
          </p>
        </div>
        <div class="console-look">
          <LanguageSwitch page={page} />
          <ThemeSwitch page={page} />
        </div>
        <form method="post" action={LINKS.signOut}>
          <CsrfField token={page.csrfToken} />
          <button class="console-out" type="submit">
            <Icon name="sign-out" />
            <span>{t('ui.console.sign_out')}</span>
          </button>
        </form>
        <button
          class="console-out"
          type="button"
          data-shortcuts-toggle
          data-text-on={t('ui.shortcuts.on')}
          data-text-off={t('ui.shortcuts.off')}
          hidden
        >
          <Icon name="settings" />
          <span />
        </button>
      </div>
    </div>
  )
}

/** Title of a console page with what one can do there. */
export function PageHeading(props: {
  title: ComponentChildren
  lead?: ComponentChildren
  actions?: ComponentChildren
}) {
  return (
    <div class="page-heading">
      <div>
        <h1>{props.title}</h1>
        {props.lead !== undefined && <p class="lead">{props.lead}</p>}
      </div>
      {props.actions !== undefined && <div class="button-row">{props.actions}</div>}
    </div>
  )
}
