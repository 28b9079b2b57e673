import { formatDateTime } from '../../../i18n/index.ts'
import { Card, EmptyState, Stat, StatRow, Table } from '../../../ui/index.ts'
import type { RoutingPageProps } from './model.ts'
import { ReliabilityDiagram } from './reliability-diagram.tsx'

/** How often proposals were right, as people decided afterwards. */
export function ReliabilityPart({ frame, reliability, model }: RoutingPageProps) {
  const { page } = frame
  const { t, language } = page
  const percent = (share: number) => t('routing.percent', { percent: Math.round(share * 100) })
  return (
    <>
      <p class="max-w-3xl">{t('routing.reliability.lead')}</p>
      {reliability === null ? (
        <EmptyState title={t('routing.reliability.none')} />
      ) : (
        <>
          <StatRow>
            <Stat label={t('routing.reliability.count')} figure={String(reliability.reports)} />
            <Stat label={t('routing.reliability.top1')} figure={percent(reliability.top1)} />
            <Stat label={t('routing.reliability.top3')} figure={percent(reliability.top3)} />
            <Stat label={t('routing.reliability.error')} figure={percent(reliability.error)} />
          </StatRow>
          <div class="grid items-start gap-6 md:grid-cols-2">
            <Card>
              <ReliabilityDiagram page={page} bands={reliability.bands} />
            </Card>
            <Table
              caption={t('routing.reliability.since')}
              rows={reliability.bands}
              rowKey={(band) => String(band.from)}
              columns={[
                {
                  label: t('routing.reliability.stated'),
                  cell: (band) =>
                    t('routing.reliability.band', {
                      from: Math.round(band.from * 100),
                      to: Math.round(band.to * 100),
                    }),
                },
                { label: t('routing.reliability.found'), align: 'end', cell: (band) => percent(band.right) },
                {
                  label: t('routing.reliability.reports'),
                  align: 'end',
                  cell: (band) => String(band.reports),
                },
              ]}
            />
          </div>
        </>
      )}
      <Card title={t('routing.model.title')}>
        <p>
          {model === null
            ? t('routing.model.cold')
            : t('routing.model.trained', {
                version: model.version,
                at: formatDateTime(model.trainedAt, language),
                count: model.examples,
              })}
        </p>
      </Card>
    </>
  )
}
