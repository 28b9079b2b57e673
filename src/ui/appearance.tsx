import { PAGE_LANGUAGES } from '../i18n/index.ts'
import { CsrfField } from './form.tsx'
import { Icon, type IconName } from './icons.tsx'
import { LINKS } from './links.ts'
import type { PageFrame, Theme } from './page-frame.ts'

const THEMES: readonly { theme: Theme; icon: IconName; label: `ui.theme.${Theme}` }[] = [
  { theme: 'system', icon: 'contrast', label: 'ui.theme.system' },
  { theme: 'light', icon: 'sun', label: 'ui.theme.light' },
  { theme: 'dark', icon: 'moon', label: 'ui.theme.dark' },
]

/** Light, dark or as the device: posts `theme` and `back`; the script changes the colours at once. */
export function ThemeSwitch({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <form class="switch" method="post" action={LINKS.appearance} data-theme-switch>
      <CsrfField token={page.csrfToken} />
      <input type="hidden" name="back" value={page.path} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line everywhere */}
      <div class="switch-row" role="group" aria-label={t('ui.theme.label')}>
        {THEMES.map(({ theme, icon, label }) => (
          <button
            key={theme}
            class="switch-button"
            type="submit"
            name="theme"
            value={theme}
            aria-pressed={page.theme === theme}
            title={t(label)}
          >
            <Icon name={icon} />
            <span class="switch-text">{t(label)}</span>
          </button>
        ))}
      </div>
    </form>
  )
}

/** Bahasa Indonesia, English and the regional languages there are texts of: posts `language` and `back`. */
export function LanguageSwitch({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <form class="switch" method="post" action={LINKS.appearance}>
      <CsrfField token={page.csrfToken} />
      <input type="hidden" name="back" value={page.path} />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in one line everywhere */}
      <div class="switch-row" role="group" aria-label={t('ui.language.label')}>
        {PAGE_LANGUAGES.map((language) => (
          <button
            key={language}
            class="switch-button"
            type="submit"
            name="language"
            value={language}
            lang={language}
            aria-pressed={(page.speaks ?? page.language) === language}
          >
            <span aria-hidden="true">{language.toUpperCase()}</span>
            <span class="sr-only">{t(`ui.language.${language}`)}</span>
          </button>
        ))}
      </div>
    </form>
  )
}
