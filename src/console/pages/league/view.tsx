import { formatNumber } from '../../../i18n/index.ts'
import { type CategoryGroup, INSTITUTION_KINDS } from '../../../institutions/index.ts'
import { REPORT_CLASSES } from '../../../reports/index.ts'
import {
  indicatorsOf,
  LEAGUE_SHARES,
  type LeagueRow,
  type Period,
  type ShareName,
} from '../../../statistics/index.ts'
import {
  Badge,
  Chart,
  type ChartDrawing,
  type Column,
  EmptyState,
  FigureName,
  formatRate,
  type PageFrame,
  PageHeading,
  Pagination,
  PeriodChoice,
  PrintButton,
  periodName,
  Select,
  Table,
} from '../../../ui/index.ts'
import { categoryChoices } from '../../category-choices.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { addressOf } from '../../query.ts'
import { TakeFigures } from '../figure-files/take-figures.tsx'
import { kindLabel } from '../institutions/kind-label.ts'
import type { LeagueChoice } from './filter.ts'

/** Of the official evaluation; the one by which the league is ordered stands in front already. */
export const OFFICIAL = ['followed_up', 'finished', 'in_process'] as const satisfies readonly ShareName[]

export const LEAGUE_PATH = '/petugas/pemantauan/instansi'

export interface LeaguePageProps {
  readonly frame: ConsoleFrame
  readonly period: Period
  readonly months: readonly string[]
  readonly choice: LeagueChoice
  readonly rows: readonly LeagueRow[]
  readonly all: readonly LeagueRow[]
  readonly drawn: readonly LeagueRow[]
  readonly drawing: ChartDrawing | null
  readonly categories: readonly CategoryGroup[]
  readonly provinces: readonly { readonly code: string; readonly name: string }[]
  readonly previous: string | null
  readonly next: string | null
}

/** Institutions by a measure with its confidence interval, and the official evaluation of each. */
export function LeaguePage(props: LeaguePageProps) {
  const { frame, period, months, choice, rows, all, drawn, drawing } = props
  const { page } = frame
  const { t } = page
  const kept = {
    menurut: choice.by,
    ...(choice.kind === null ? {} : { jenis: choice.kind }),
    ...(choice.province === null ? {} : { provinsi: choice.province }),
    ...(choice.class === '' ? {} : { laporan: choice.class }),
    ...(choice.categoryCode === '' ? {} : { kategori: choice.categoryCode }),
  }
  const count = (test: (row: LeagueRow) => boolean) => all.filter(test).length
  return (
    <ConsolePage frame={frame} title={t('league.title')} current="monitoring">
      <PageHeading
        title={t('league.title')}
        lead={t('league.lead', { indicator: t(`league.by.${choice.by}`) })}
      />
      <div class="stack-large">
        <PeriodChoice page={page} path={LEAGUE_PATH} period={period} months={months} kept={kept} />
        <FilterForm {...props} />
        {rows.length === 0 ? (
          <EmptyState icon="building" title={t('league.none')}>
            {t('league.none_text')}
          </EmptyState>
        ) : (
          <section class="stack figures">
            <p>
              {t('league.summary', {
                connected: count(({ connected }) => connected),
                received: count(({ measures }) => measures.received > 0),
                good: count(({ verdict }) => verdict === 'good'),
                signed_in: count(({ signedIn }) => signedIn),
              })}{' '}
              <FigureName t={t} name="league" />
            </p>
            {drawing !== null && (
              <div class="card">
                <Chart
                  t={t}
                  level={2}
                  title={`${t('league.first')}: ${t(`figure.${choice.by}`)}`}
                  summary={periodName(period, t, page.language)}
                  drawing={drawing}
                  table={<LeagueTable page={page} choice={choice} rows={drawn} short />}
                />
              </div>
            )}
            <LeagueTable page={page} choice={choice} rows={rows} />
          </section>
        )}
        <Pagination t={t} previous={props.previous} next={props.next} />
        <TakeFigures
          page={page}
          action={`${LEAGUE_PATH}/unduh`}
          kept={{ ...kept, dari: period.from, sampai: period.until }}
        />
        <PrintButton t={t} />
      </div>
    </ConsolePage>
  )
}

function FilterForm({ frame, period, choice, categories, provinces }: LeaguePageProps) {
  const { t, language } = frame.page
  return (
    <form method="get" action={LEAGUE_PATH} class="period-form">
      <input type="hidden" name="dari" value={period.from} />
      <input type="hidden" name="sampai" value={period.until} />
      <Select
        name="menurut"
        label={t('league.by')}
        value={choice.by}
        choices={LEAGUE_SHARES.map((share) => ({ value: share, label: t(`figure.${share}`) }))}
      />
      <Select
        name="jenis"
        label={t('league.kind')}
        empty={t('league.kind.all')}
        value={choice.kind}
        choices={INSTITUTION_KINDS.map((kind) => ({ value: kind, label: kindLabel(t, kind) }))}
      />
      <Select
        name="provinsi"
        label={t('league.province')}
        empty={t('league.province.all')}
        value={choice.province}
        choices={provinces.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Select
        name="laporan"
        label={t('league.class')}
        empty={t('league.class.all')}
        value={choice.class}
        choices={REPORT_CLASSES.map((name) => ({ value: name, label: t(`class.${name}`) }))}
      />
      <Select
        name="kategori"
        label={t('league.category')}
        empty={t('league.category.all')}
        value={choice.categoryCode}
        hint={t('league.one_part')}
        choices={categoryChoices(categories, language)}
      />
      <button type="submit" class="button button-secondary">
        <span>{t('period.show')}</span>
      </button>
    </form>
  )
}

function LeagueTable({
  page,
  choice,
  rows,
  short = false,
}: {
  readonly page: PageFrame
  readonly choice: LeagueChoice
  readonly rows: readonly LeagueRow[]
  readonly short?: boolean
}) {
  const { t, language } = page
  const rate = (value: number | null) => formatRate(value, t, language)
  const ranked: Column<LeagueRow>[] = [
    { label: t('league.rank'), align: 'end', cell: ({ rank }) => rank ?? t('statistics.none') },
    {
      label: t('monitoring.institution'),
      heading: true,
      cell: ({ node }) => (
        <a href={addressOf('/petugas/pemantauan', { simpul: node.code })}>{node.short_name}</a>
      ),
    },
    { label: t(`figure.${choice.by}`), align: 'end', cell: ({ share }) => rate(share.rate) },
    {
      label: t('figure.confidence'),
      align: 'end',
      cell: ({ range }) =>
        range === null ? t('statistics.none') : `${rate(range.low)} – ${rate(range.high)}`,
    },
    {
      label: t('figure.received'),
      align: 'end',
      cell: ({ measures }) => formatNumber(measures.received, language),
    },
  ]
  const official: Column<LeagueRow>[] = [
    ...OFFICIAL.filter((name) => name !== choice.by).map((name) => ({
      label: t(`figure.${name}`),
      align: 'end' as const,
      cell: ({ measures }: LeagueRow) => rate(indicatorsOf(measures)[name].rate),
    })),
    { label: t('league.signed_in'), cell: ({ signedIn }) => t(signedIn ? 'league.yes' : 'league.no') },
    {
      label: t('league.verdict'),
      cell: ({ verdict }) => (
        <Badge tone={verdict === 'good' ? 'success' : verdict === 'not_yet' ? 'warning' : 'neutral'}>
          {t(`league.verdict.${verdict}`)}
        </Badge>
      ),
    },
  ]
  return (
    <Table
      caption={t('league.title')}
      captionHidden
      columns={short ? ranked : [...ranked, ...official]}
      rows={rows}
      rowKey={({ node }) => node.code}
    />
  )
}
