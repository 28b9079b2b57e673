import { formatNumber } from '../../../i18n/index.ts'
import type { BusyInstitution, PartNames, PublicFigures } from '../../../statistics/index.ts'
import {
  Band,
  ButtonLink,
  ButtonRow,
  type ChartDrawing,
  FlowChart,
  formatRate,
  type PageFrame,
  PeriodChoice,
  PublicLayout,
  periodName,
  Table,
} from '../../../ui/index.ts'
import { addressOf } from '../../query.ts'
import { ComparedFigures, KeyFigures, PartsTable } from './figures-parts.tsx'

export interface StatisticsPageProps {
  readonly page: PageFrame
  readonly figures: PublicFigures
  readonly months: readonly string[]
  readonly drawing: ChartDrawing
  readonly names: PartNames
  /** Those with most reports. */
  readonly institutions: readonly BusyInstitution[]
}

/** How the whole country answers. */
export function StatisticsPage({ page, figures, months, drawing, names, institutions }: StatisticsPageProps) {
  const { t, language } = page
  const { period } = figures
  return (
    <PublicLayout
      page={page}
      title={t('public.title')}
      description={t('public.lead')}
      current="statistics"
      width="full"
    >
      <Band>
        <div class="stack">
          <h1>{t('public.title')}</h1>
          <p class="lead">{t('public.lead')}</p>
          <PeriodChoice page={page} path="/statistik" period={period} months={months} />
          <KeyFigures page={page} figures={figures} />
        </div>
      </Band>
      {!figures.few && (
        <Band title={periodName(period, t, language)} sunken>
          <div class="stack-large">
            <FlowChart t={t} language={language} flow={figures.flow} drawing={drawing} />
            <ComparedFigures page={page} figures={figures} />
          </div>
        </Band>
      )}
      <Band title={t('public.institutions')} lead={t('public.institutions_lead')}>
        <div class="figures">
          <Table
            caption={t('public.institutions')}
            captionHidden
            rows={institutions}
            rowKey={({ node }) => node.code}
            columns={[
              {
                label: t('monitoring.institution'),
                cell: ({ node }) => <a href={`/instansi/${node.code}`}>{node.name}</a>,
              },
              {
                label: t('figure.received'),
                align: 'end',
                cell: ({ received }) => formatNumber(received, language),
              },
              {
                label: t('figure.followed_up'),
                align: 'end',
                cell: ({ share }) => formatRate(share.rate, t, language),
              },
              {
                label: t('figure.confidence'),
                align: 'end',
                cell: ({ range }) =>
                  range === null
                    ? t('statistics.none')
                    : `${formatRate(range.low, t, language)} – ${formatRate(range.high, t, language)}`,
              },
            ]}
          />
        </div>
      </Band>
      <Band title={t('public.parts')} sunken>
        <div class="stack-large">
          <PartsTable page={page} part="class" parts={figures.classes} names={names} />
          <PartsTable
            page={page}
            part="category"
            parts={figures.categories}
            names={names}
            linkOf={(key) => {
              const category = names.categories.get(key)
              return category === undefined ? null : addressOf('/laporan', { kategori: category.code })
            }}
          />
          <PartsTable page={page} part="area" parts={figures.areas} names={names} />
          <p class="figure-note">
            {t('definition.small')} <a href="/statistik/definisi">{t('monitoring.definitions')}</a>
          </p>
        </div>
      </Band>
      <Band title={t('public.data')} lead={t('public.data_lead')}>
        <ButtonRow>
          <ButtonLink href="/data-terbuka" icon="download">
            {t('public.data_open')}
          </ButtonLink>
          <ButtonLink href="/statistik/definisi" look="secondary" icon="info">
            {t('monitoring.definitions')}
          </ButtonLink>
        </ButtonRow>
      </Band>
    </PublicLayout>
  )
}
