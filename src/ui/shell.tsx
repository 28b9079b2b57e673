import { Icon } from './icons.tsx'
import type { PageFrame } from './page-frame.ts'

/** First in the tab order: past the navigation, to the content. */
export function SkipLink({ t }: Pick<PageFrame, 't'>) {
  return (
    <a class="skip-link" href="#main">
      {t('ui.skip_to_content')}
    </a>
  )
}

/** Says on every page of a training installation that nothing here reaches a real institution. */
export function TrainingBanner({ page }: { page: PageFrame }) {
  if (page.mode !== 'training') return null
  return (
    <aside class="training-banner" aria-label={page.t('ui.training.label')}>
      <Icon name="info" />
      <p>
        <strong>{page.t('ui.training.label')}.</strong> {page.t('ui.training.text')}
      </p>
    </aside>
  )
}
