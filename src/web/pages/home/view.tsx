import { formatNumber } from '../../../i18n/index.ts'
import type { ListedReport } from '../../../reports/index.ts'
import type { RecentFigures } from '../../../statistics/index.ts'
import {
  Band,
  ButtonLink,
  Card,
  EmptyState,
  Hero,
  type PageFrame,
  PublicLayout,
  ReportList,
  reportSteps,
  SearchBox,
  Stat,
  StatRow,
  StepProgress,
} from '../../../ui/index.ts'
import { ListedReportCard } from '../../listed-report-card.tsx'
import { PATHS } from '../../paths.ts'

interface HomePageProps {
  readonly page: PageFrame
  readonly figures: RecentFigures
  readonly reports: readonly ListedReport[]
}

/** What this is, one big way in, the way back to one's report, and what came of what others told. */
export function HomePage({ page, figures, reports }: HomePageProps) {
  const { t } = page
  return (
    <PublicLayout page={page} title={t('home.page')} description={t('home.lead')} current="home" width="full">
      <Hero
        title={t('home.title')}
        lead={t('home.lead')}
        actions={
          <>
            <ButtonLink href="/lapor" look="inverse" size="large" icon="edit" wide="phone">
              {t('home.tell')}
            </ButtonLink>
            <p class="self-center">{t('home.tell.note')}</p>
          </>
        }
        panel={<FindPanel page={page} />}
      />
      <Band title={t('home.figures')} lead={t('home.figures.lead')}>
        <Figures page={page} figures={figures} />
      </Band>
      <Band title={t('home.steps')} lead={t('home.steps.lead')} sunken>
        <StepProgress t={t} steps={reportSteps(t, true)} current={null} label={t('home.steps')} />
      </Band>
      <Band
        title={t('home.latest')}
        aside={
          reports.length > 0 ? (
            <ButtonLink href="/laporan" look="secondary" iconAfter="arrow-right">
              {t('home.latest.all')}
            </ButtonLink>
          ) : undefined
        }
      >
        {reports.length === 0 ? (
          <EmptyState title={t('home.latest.none')}>{t('home.latest.none.why')}</EmptyState>
        ) : (
          <ReportList columns>
            {reports.map((report) => (
              <ListedReportCard key={report.tracking_number} page={page} report={report} />
            ))}
          </ReportList>
        )}
      </Band>
      <Band title={t('home.channels')} sunken>
        <div class="grid gap-4 md:grid-cols-3">
          {(['door', 'help', 'safe'] as const).map((topic) => (
            <Card
              key={topic}
              level={3}
              title={t(`home.channels.${topic}.title`)}
              icon={topic === 'door' ? 'merge' : topic === 'help' ? 'users' : 'shield'}
            >
              <p>{t(`home.channels.${topic}`)}</p>
            </Card>
          ))}
        </div>
      </Band>
    </PublicLayout>
  )
}

function FindPanel({ page }: { page: PageFrame }) {
  const { t } = page
  return (
    <div class="stack">
      <h2>{t('home.find')}</h2>
      <p>{t('home.find.lead')}</p>
      <SearchBox
        t={t}
        action={PATHS.find}
        name="nomor"
        label={t('home.find.label')}
        placeholder={t('home.find.placeholder')}
        inputMode="numeric"
      />
      <p>
        <a href={PATHS.access}>{t('home.find.own')}</a>
      </p>
    </div>
  )
}

function Figures({ page, figures }: { page: PageFrame; figures: RecentFigures }) {
  const { t, language } = page
  const share = (count: number) =>
    figures.received === 0
      ? undefined
      : t('home.figures.share', { percent: Math.round((count / figures.received) * 100) })
  const number = (value: number) => formatNumber(value, language)
  return (
    <StatRow>
      <Stat figure={number(figures.received)} label={t('home.figures.received')} />
      <Stat
        figure={number(figures.followed_up)}
        label={t('home.figures.followed_up')}
        hint={share(figures.followed_up)}
      />
      <Stat figure={number(figures.closed)} label={t('home.figures.solved')} hint={share(figures.closed)} />
      <Stat
        figure={
          figures.median_days_to_answer === null
            ? '–'
            : t('home.figures.days', {
                days: number(Math.max(0.1, Math.round(figures.median_days_to_answer * 10) / 10)),
              })
        }
        label={t('home.figures.median')}
        hint={t('home.figures.median.hint')}
      />
    </StatRow>
  )
}
