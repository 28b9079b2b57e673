import { formatNumber } from '../../../i18n/index.ts'
import {
  indicatorsOf,
  MOST_NAMED,
  type PartNames,
  type PublicFigures,
  partIndicatorsOf,
  partName,
  type SafeParts,
} from '../../../statistics/index.ts'
import {
  FigureName,
  formatHours,
  formatRate,
  formatRating,
  Notice,
  type PageFrame,
  Stat,
  StatRow,
  Table,
} from '../../../ui/index.ts'

/** The few figures that say most. */
export function KeyFigures({ page, figures }: { readonly page: PageFrame; readonly figures: PublicFigures }) {
  const { t, language } = page
  const { measures, times } = figures
  const of = indicatorsOf(measures)
  if (figures.few) {
    return (
      <div class="stack">
        <StatRow>
          <Stat figure={formatNumber(measures.received, language)} label={t('figure.received')} />
        </StatRow>
        <Notice>{t('public.few')}</Notice>
      </div>
    )
  }
  const share = (name: 'followed_up' | 'finished' | 'solved_in_time') => (
    <Stat
      figure={formatRate(of[name].rate, t, language)}
      label={t(`figure.${name}`)}
      hint={t('statistics.of', { part: of[name].part, whole: of[name].whole })}
      href={`/statistik/definisi#${name}`}
    />
  )
  return (
    <StatRow>
      <Stat
        figure={formatNumber(measures.received, language)}
        label={t('figure.received')}
        href="/statistik/definisi#received"
      />
      {share('followed_up')}
      {share('solved_in_time')}
      {share('finished')}
      <Stat
        figure={formatHours(times.solve.median, t)}
        label={t('figure.step.solve')}
        hint={t('public.median_hint', { p90: formatHours(times.solve.p90, t) })}
        href="/statistik/definisi#step.solve"
      />
      <Stat
        figure={
          of.rating === null ? t('statistics.none') : formatNumber(Math.round(of.rating * 10) / 10, language)
        }
        label={t('figure.rating')}
        hint={t('public.rating_hint', {
          count: measures.rated,
          rate: formatRate(of.response.rate, t, language),
        })}
        href="/statistik/definisi#rating"
      />
    </StatRow>
  )
}

const COMPARED = [
  'followed_up',
  'followed_up_in_time',
  'solved_in_time',
  'finished',
  'confirmed',
  'silent',
  'reopened',
  'archived',
] as const

/** Each figure beside that of the time before, unless that was told by too few people. */
export function ComparedFigures({
  page,
  figures,
}: {
  readonly page: PageFrame
  readonly figures: PublicFigures
}) {
  const { t, language } = page
  if (figures.few) return null
  const now = indicatorsOf(figures.measures)
  const before = indicatorsOf(figures.before)
  const rows = [
    ...COMPARED.map((name) => ({
      name,
      now: formatRate(now[name].rate, t, language),
      before: formatRate(before[name].rate, t, language),
    })),
    {
      name: 'rating' as const,
      now: formatRating(now.rating, now.response, t, language),
      before: formatRating(before.rating, before.response, t, language),
    },
  ]
  return (
    <div class="figures">
      <Table
        caption={t('monitoring.compare')}
        captionHidden
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { label: t('monitoring.indicator'), cell: ({ name }) => <FigureName t={t} name={name} /> },
          { label: t('public.this_period'), align: 'end', cell: (row) => row.now },
          ...(figures.fewBefore
            ? []
            : [
                {
                  label: t('monitoring.period_before'),
                  align: 'end' as const,
                  cell: (row: (typeof rows)[number]) => row.before,
                },
              ]),
        ]}
      />
    </div>
  )
}

export interface PartsTableProps {
  readonly page: PageFrame
  readonly part: 'class' | 'category' | 'area'
  readonly parts: SafeParts
  readonly names: PartNames
  /** Where a part's own reports are listed; null where there is no such list. */
  readonly linkOf?: (key: string) => string | null
}

/** The parts of a whole, as far as they may be told. */
export function PartsTable({ page, part, parts, names, linkOf }: PartsTableProps) {
  const { t, language } = page
  if (parts.shown.length === 0) return null
  const rows = [
    ...parts.shown
      .slice(0, MOST_NAMED)
      .map((row) => ({ ...row, name: partName(part, row.key, names, t, language) })),
    ...(parts.others === null ? [] : [{ ...parts.others, key: '…', name: t('public.others') }]),
  ]
  return (
    <div class="figures">
      <Table
        caption={t(`statistics.part.${part}`)}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            label: t(`statistics.part.${part}`),
            cell: ({ key, name }) => {
              const href = linkOf?.(key) ?? null
              return href === null || key === '…' ? name : <a href={href}>{name}</a>
            },
          },
          { label: t('figure.received'), align: 'end', cell: (row) => formatNumber(row.received, language) },
          ...(['followed_up', 'solved_in_time', 'finished'] as const).map((name) => ({
            label: t(`figure.${name}`),
            align: 'end' as const,
            cell: (row: (typeof rows)[number]) => formatRate(partIndicatorsOf(row)[name].rate, t, language),
          })),
        ]}
      />
      {parts.shown.length > MOST_NAMED && (
        <p class="figure-note">
          {t('public.more', { shown: MOST_NAMED, count: parts.shown.length - MOST_NAMED })}
        </p>
      )}
    </div>
  )
}
