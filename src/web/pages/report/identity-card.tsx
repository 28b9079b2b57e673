import { ButtonLink, Card } from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'
import type { ReportPageProps } from './view.tsx'

/** What the report still lacks of its reporter's identity, and the way to it. */
export function IdentityCard({ page, model }: ReportPageProps) {
  const { t } = page
  const { identity, report } = model
  if (identity === null) return null
  const { lacks, registryIsDown } = identity
  return (
    <Card title={t(`report.identity.title.${lacks}`)} icon={lacks === 'answer' ? 'clock' : 'user'}>
      {lacks === 'answer' ? (
        <p>{t(registryIsDown ? 'report.identity.down' : 'report.identity.answer')}</p>
      ) : (
        <div class="stack">
          <p>{t(lacks === 'correction' ? 'report.identity.mismatch' : 'report.identity.why')}</p>
          <div>
            <ButtonLink href={PATHS.identity(report.tracking_number)}>{t('report.identity.open')}</ButtonLink>
          </div>
        </div>
      )}
    </Card>
  )
}
