import type { ComponentChildren } from 'preact'
import { LanguageSwitch, ThemeSwitch } from './appearance.tsx'
import { Document } from './document.tsx'
import { Icon } from './icons.tsx'
import { LINKS, type PublicSection } from './links.ts'
import type { PageFrame } from './page-frame.ts'
import { SkipLink, TrainingBanner } from './shell.tsx'
import { Wordmark } from './wordmark.tsx'

export interface PublicLayoutProps {
  readonly page: PageFrame
  readonly title: string
  readonly description?: string
  readonly current?: PublicSection
  /** `reading` for one column of text or a form, `wide` for lists, `full` when the page lays out itself. */
  readonly width?: 'reading' | 'wide' | 'full'
  readonly noIndex?: boolean
  /** Styles of this page alone, after those of all. */
  readonly styles?: string | null
  readonly children: ComponentChildren
}

/** Frame of every page for citizens. */
export function PublicLayout(props: PublicLayoutProps) {
  const { page, title, description, current, width = 'wide', noIndex, styles, children } = props
  const { t } = page
  return (
    <Document
      page={page}
      title={`${title} · ${t('ui.brand')}`}
      description={description}
      noIndex={noIndex}
      styles={styles}
      app
    >
      <SkipLink t={t} />
      <TrainingBanner page={page} />
      <header class="site-header">
        <div class="site-header-row">
          <SiteHome page={page} />
          <nav class="site-nav" aria-label={t('ui.nav.label')}>
            <SiteLink href={LINKS.tell} label={t('ui.nav.tell')} current={current === 'tell'} />
            <SiteLink href={LINKS.reports} label={t('ui.nav.reports')} current={current === 'reports'} />
            <SiteLink href={LINKS.mine} label={t('ui.nav.mine')} current={current === 'mine'} />
            <SiteLink href={LINKS.signIn} label={t('ui.nav.sign_in')} current={current === 'sign_in'} />
          </nav>
          <LanguageSwitch page={page} />
        </div>
      </header>
      <OutboxBanner page={page} />
      <main id="main" class={`main main-${width}`} tabIndex={-1}>
        {children}
      </main>
      <SiteFooter page={page} />
    </Document>
  )
}

/** On an institution's own host name its emblem and name lead to its front page. */
function SiteHome({ page: { t, front } }: { page: PageFrame }) {
  if (!front)
    return (
      <a class="site-home" href={LINKS.home} aria-label={t('ui.nav.home')}>
        <Wordmark />
      </a>
    )
  return (
    <a class="site-home site-home-front" href={LINKS.home}>
      {front.emblem !== null && <img src={front.emblem} alt="" />}
      <span>{front.name}</span>
    </a>
  )
}

/** Stands on every page while a report waits on this phone; the script shows it, and a screen reader says it. */
function OutboxBanner({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <div role="status">
      <a
        class="outbox-banner"
        href={LINKS.kept}
        hidden
        data-outbox-banner
        data-text-waiting={t('app.banner.waiting', { count: '#' })}
        data-text-refused={t('app.banner.refused', { count: '#' })}
        data-text-sent={t('app.banner.sent')}
      >
        <Icon name="clock" />
        <span />
      </a>
    </div>
  )
}

function SiteLink({ href, label, current }: { href: string; label: string; current: boolean }) {
  return (
    <a href={href} aria-current={current ? 'page' : undefined}>
      {label}
    </a>
  )
}

function SiteFooter({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <footer class="site-footer">
      <div class="site-footer-row">
        <div class="site-footer-about">
          <Wordmark />
          <p>{t('ui.footer.about')}</p>
          {page.front && (
            <p>
              {t('front.part_of')} <a href={`${page.front.national}/`}>{t('front.national')}</a>
            </p>
          )}
        </div>
        <nav class="site-footer-links" aria-label={t('ui.footer.label')}>
          <a href={LINKS.about}>{t('ui.footer.how')}</a>
          <a href={LINKS.reports}>{t('ui.nav.reports')}</a>
          <a href={LINKS.statistics}>{t('ui.nav.statistics')}</a>
          <a href={LINKS.privacy}>{t('ui.footer.privacy')}</a>
          <a href={LINKS.openApi}>{t('ui.footer.data')}</a>
          <a href={LINKS.signIn}>{t('ui.nav.sign_in')}</a>
        </nav>
        <div class="site-footer-look">
          <p class="site-footer-heading">
            <Icon name="contrast" />
            {t('ui.theme.label')}
          </p>
          <ThemeSwitch page={page} />
        </div>
      </div>
      <p class="site-footer-credits">{t('ui.footer.credits')}</p>
    </footer>
  )
}
