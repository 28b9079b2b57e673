import { ButtonLink, Card } from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'
import type { ReportPageProps } from './view.tsx'

/** To its reporter alone: the report was marked as false, and the way to object. */
export function MarkedCard({ page, model }: ReportPageProps) {
  const { t } = page
  if (model.mark === null) return null
  return (
    <Card title={t('report.marked.title')} icon="hand" look="accent">
      <div class="stack">
        <p>{model.mark.reason}</p>
        <p>{t('report.marked.text')}</p>
        <div>
          <ButtonLink href={PATHS.appeal}>{t('report.marked.appeal')}</ButtonLink>
        </div>
      </div>
    </Card>
  )
}
