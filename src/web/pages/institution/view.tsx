import { emblemPath } from '../../../http/index.ts'
import { formatNumber } from '../../../i18n/index.ts'
import { partIndicatorsOf } from '../../../statistics/index.ts'
import {
  Band,
  type ChartDrawing,
  EmptyState,
  FlowChart,
  FrontHero,
  formatRate,
  HotspotMap,
  type PageFrame,
  PeriodChoice,
  PublicLayout,
  periodName,
  ReportList,
  SurveyFiguresTable,
  Table,
} from '../../../ui/index.ts'
import { ListedReportCard } from '../../listed-report-card.tsx'
import { addressOf } from '../../query.ts'
import { ComparedFigures, KeyFigures, PartsTable } from '../statistics/figures-parts.tsx'
import { WidgetSnippet } from '../widget/view.tsx'
import { colorPath } from './front-files.ts'
import type { InstitutionModel } from './model.ts'

export interface InstitutionPageProps {
  readonly page: PageFrame
  readonly model: InstitutionModel
  readonly months: readonly string[]
  readonly drawing: ChartDrawing
  readonly baseUrl: string
  readonly tiles: { readonly urlTemplate: string; readonly attribution: string } | null
}

/** How one institution answers the people who turn to it. */
export function InstitutionPage({ page, model, months, drawing, baseUrl, tiles }: InstitutionPageProps) {
  const { t, language } = page
  const { node, front, figures, names, units, hotspots, reports } = model
  const path = `/instansi/${node.code}`
  const list = addressOf('/laporan', { instansi: node.name, instansi_code: node.code })
  return (
    <PublicLayout
      page={page}
      title={front.name}
      description={t('front.description', { name: front.name })}
      current="statistics"
      width="full"
      styles={colorPath(front)}
    >
      <FrontHero
        page={page}
        name={front.name}
        emblem={emblemPath(front)}
        lead={t('front.lead')}
        tell={addressOf('/lapor', { instansi: node.code })}
        reports={list}
      />
      <Band title={t('front.figures')} lead={t('public.institution_lead', { name: front.name })}>
        <div class="stack">
          <p>
            <a href={`${path}/laporan-bulanan`}>{t('monthly.link')}</a> ·{' '}
            <a href={`/laporan.atom?instansi=${node.code}`}>{t('public.feed')}</a>
          </p>
          <PeriodChoice page={page} path={path} period={figures.period} months={months} />
          <KeyFigures page={page} figures={figures} />
          <WidgetSnippet page={page} code={node.code} baseUrl={baseUrl} />
        </div>
      </Band>
      {!figures.few && (
        <Band title={periodName(figures.period, t, language)} sunken>
          <div class="stack-large">
            <FlowChart t={t} language={language} flow={figures.flow} drawing={drawing} />
            <ComparedFigures page={page} figures={figures} />
          </div>
        </Band>
      )}
      {figures.survey !== null && (
        <Band title={t('survey.figures')} lead={t('survey.figures_lead')}>
          <SurveyFiguresTable t={t} language={language} survey={figures.survey} />
        </Band>
      )}
      {units.length > 0 && (
        <Band title={t('public.units')} lead={t('public.units_lead')}>
          <div class="figures">
            <Table
              caption={t('public.units')}
              captionHidden
              rows={units}
              rowKey={(unit) => unit.node.code}
              columns={[
                { label: t('monitoring.unit'), cell: (unit) => unit.node.name },
                {
                  label: t('figure.received'),
                  align: 'end',
                  cell: ({ measures }) => formatNumber(measures.received, language),
                },
                ...(['followed_up_in_time', 'solved_in_time', 'finished'] as const).map((name) => ({
                  label: t(`figure.${name}`),
                  align: 'end' as const,
                  cell: ({ measures }: (typeof units)[number]) =>
                    formatRate(partIndicatorsOf(measures)[name].rate, t, language),
                })),
              ]}
            />
          </div>
        </Band>
      )}
      {(hotspots.length > 0 || figures.areas.shown.length > 0) && (
        <Band title={t('public.hotspots')} lead={t('public.hotspots_lead')} sunken>
          <div class="stack-large">
            {tiles !== null && hotspots.length > 0 && (
              <HotspotMap
                t={t}
                tiles={{ url: tiles.urlTemplate, attribution: tiles.attribution }}
                spots={hotspots.map(({ latitude, longitude, received }) => ({
                  latitude,
                  longitude,
                  label: t('public.hotspot', { count: received }),
                  weight: received,
                }))}
              />
            )}
            <PartsTable page={page} part="area" parts={figures.areas} names={names} />
          </div>
        </Band>
      )}
      {figures.categories.shown.length > 0 && (
        <Band title={t('public.parts')}>
          <div class="stack-large">
            <PartsTable page={page} part="class" parts={figures.classes} names={names} />
            <PartsTable
              page={page}
              part="category"
              parts={figures.categories}
              names={names}
              linkOf={(key) => {
                const category = names.categories.get(key)
                return category === undefined
                  ? null
                  : addressOf('/laporan', {
                      instansi: node.name,
                      instansi_code: node.code,
                      kategori: category.code,
                    })
              }}
            />
          </div>
        </Band>
      )}
      <Band title={t('public.latest')} sunken>
        {reports.length === 0 ? (
          <EmptyState title={t('public.latest_none')} />
        ) : (
          <ReportList columns>
            {reports.map((report) => (
              <ListedReportCard key={report.tracking_number} page={page} report={report} />
            ))}
          </ReportList>
        )}
      </Band>
    </PublicLayout>
  )
}
