import { ButtonLink, Card, Notice } from '../../../ui/index.ts'
import { PATHS } from '../../paths.ts'
import type { ReportPageProps } from './view.tsx'

/** What the report still lacks of its reporter's identity, and the way to it. */
export function IdentityCard({ page, model }: ReportPageProps) {
  const { t } = page
  const { identity, report } = model
  if (identity === null) return null
  const { lacks, registryIsDown } = identity
  // What it waits for stands above already; here is why, and what to do.
  if (lacks === 'answer') {
    return (
      <Notice tone="info" title={t('report.identity.nothing_lost')}>
        <p>{t(registryIsDown ? 'report.identity.down' : 'report.identity.answer')}</p>
      </Notice>
    )
  }
  return (
    <Card title={t('report.identity.open')} icon="user">
      <div class="stack">
        <p>{t(lacks === 'correction' ? 'report.identity.mismatch' : 'report.identity.why')}</p>
        <div>
          <ButtonLink href={PATHS.identity(report.tracking_number)}>{t('report.identity.open')}</ButtonLink>
        </div>
      </div>
    </Card>
  )
}
