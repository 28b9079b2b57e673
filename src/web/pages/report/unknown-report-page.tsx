import { ButtonLink, ButtonRow, type PageFrame, PublicLayout } from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'

/** There is no such report for this visitor; whose it is gets in by the code. */
export function UnknownReportPage({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('report.unknown.title')} width="reading" noIndex>
      <div class="stack">
        <h1>{t('report.unknown.title')}</h1>
        <p class="lead">{t('report.unknown')}</p>
        <p>{t('report.unknown.own')}</p>
        <ButtonRow>
          <ButtonLink href={PATHS.access} icon="lock">
            {t('report.unknown.access')}
          </ButtonLink>
          <ButtonLink href="/laporan" look="secondary">
            {t('report.unknown.list')}
          </ButtonLink>
        </ButtonRow>
      </div>
    </PublicLayout>
  )
}
