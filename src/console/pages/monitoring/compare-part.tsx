import type { StepName } from '../../../db/index.ts'
import { formatNumber } from '../../../i18n/index.ts'
import { indicatorsOf, type ShareName } from '../../../statistics/index.ts'
import {
  FigureName,
  formatHours,
  formatRate,
  formatRating,
  type PageFrame,
  periodName,
  Table,
} from '../../../ui/index.ts'
import type { MonitoringModel, Summary } from './model.ts'

/** In the order in which they are compared. */
export const SHARES = [
  'verified_in_time',
  'followed_up_in_time',
  'solved_in_time',
  'followed_up',
  'finished',
  'in_process',
  'confirmed',
  'silent',
  'reopened',
  'returned',
  'archived',
] as const satisfies readonly ShareName[]
export const STEPS = ['verify', 'follow_up', 'solve'] as const satisfies readonly StepName[]

/** Each figure of the period beside that of the period before, and by how much it changed. */
export function ComparePart({
  page,
  model,
  content,
}: {
  readonly page: PageFrame
  readonly model: MonitoringModel
  readonly content: Summary
}) {
  const { t, language } = page
  const now = indicatorsOf(model.measures)
  const before = indicatorsOf(content.previous)
  const rows = [
    {
      name: 'received' as const,
      now: formatNumber(now.received, language),
      before: formatNumber(before.received, language),
      change: difference(now.received, before.received, (value) => formatNumber(value, language)),
    },
    ...SHARES.map((name) => ({
      name,
      now: formatRate(now[name].rate, t, language),
      before: formatRate(before[name].rate, t, language),
      change: difference(now[name].rate, before[name].rate, (value) =>
        t('monitoring.points', { change: formatNumber(Math.round(value * 1000) / 10, language) }),
      ),
    })),
    ...STEPS.map((step) => ({
      name: `step.${step}` as const,
      now: times(content.times[step]),
      before: times(content.previousTimes[step]),
      change: difference(content.times[step].median, content.previousTimes[step].median, (value) =>
        formatHours(value, t),
      ),
    })),
    {
      name: 'rating' as const,
      now: formatRating(now.rating, now.response, t, language),
      before: formatRating(before.rating, before.response, t, language),
      change: difference(now.rating, before.rating, (value) =>
        formatNumber(Math.round(value * 10) / 10, language),
      ),
    },
  ]
  function times({ median, p90 }: { median: number | null; p90: number | null }): string {
    if (median === null) return t('statistics.none')
    return `${formatHours(median, t)} (${t('statistics.p90')}: ${formatHours(p90, t)})`
  }
  function difference(a: number | null, b: number | null, write: (value: number) => string): string {
    if (a === null || b === null) return t('statistics.none')
    const change = a - b
    const written = write(Math.abs(change))
    if (written === write(0)) return t('monitoring.unchanged')
    return `${change > 0 ? '+' : '−'}${written}`
  }
  return (
    <section class="stack figures">
      <div>
        <h2>{t('monitoring.compare')}</h2>
        <p class="figure-note">
          {t('monitoring.compare_lead', {
            now: periodName(model.period, t, language),
            before: periodName(model.before, t, language),
          })}
        </p>
      </div>
      <Table
        caption={t('monitoring.compare')}
        captionHidden
        rows={rows}
        rowKey={(row) => row.name}
        columns={[
          { label: t('monitoring.indicator'), cell: (row) => <FigureName t={t} name={row.name} /> },
          { label: t('monitoring.period_now'), align: 'end', cell: (row) => row.now },
          { label: t('monitoring.period_before'), align: 'end', cell: (row) => row.before },
          { label: t('monitoring.change'), align: 'end', cell: (row) => row.change },
        ]}
      />
    </section>
  )
}
