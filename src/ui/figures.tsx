import { formatMonth, formatNumber, type Language, type Translate } from '../i18n/index.ts'
import { Select } from './choice-field.tsx'
import { Tabs } from './navigation.tsx'
import type { PageFrame } from './page-frame.ts'

/** "86 %", "0,4 %", never parted at the end of a line; a dash where there is nothing to be a part of. */
export function formatRate(rate: number | null, t: Translate, language: Language): string {
  if (rate === null) return t('statistics.none')
  const percent = rate * 100
  const rounded = percent > 0 && percent < 1 ? Math.round(percent * 10) / 10 : Math.round(percent)
  return `${formatNumber(rounded, language)}\u00a0%`
}

/** "5 jam", "2,5 hari"; a dash where nothing was measured. */
export function formatHours(hours: number | null, t: Translate): string {
  if (hours === null) return t('statistics.none')
  if (hours < 48) return t('statistics.per_hour', { hours: Math.max(1, Math.round(hours)) })
  const days = hours / 24
  return t('statistics.per_day', { days: days < 10 ? Math.round(days * 10) / 10 : Math.round(days) })
}

/** "4,3 (12 dari 40)": a mean never stands without how many it is of. */
export function formatRating(
  rating: number | null,
  response: { readonly part: number; readonly whole: number },
  t: Translate,
  language: Language,
): string {
  if (rating === null) return t('statistics.none')
  const mean = formatNumber(Math.round(rating * 10) / 10, language)
  return `${mean} (${t('statistics.of', { part: response.part, whole: response.whole })})`
}

export function periodName(
  { from, until }: { readonly from: string; readonly until: string },
  t: Translate,
  language: Language,
): string {
  if (from === until) return formatMonth(from, language)
  return t('period.between', { from: formatMonth(from, language), until: formatMonth(until, language) })
}

export interface PeriodChoiceProps {
  readonly page: PageFrame
  readonly path: string
  readonly period: { readonly from: string; readonly until: string }
  /** The months to choose from, the newest first. */
  readonly months: readonly string[]
  /** Other parameters of the address, kept. */
  readonly kept?: Readonly<Record<string, string>>
}

/** Which months the figures are of: usual ones as tabs, any others by their first and last. */
export function PeriodChoice({ page, path, period, months, kept = {} }: PeriodChoiceProps) {
  const { t, language } = page
  const [present = '', last = ''] = months
  const usual = [
    { label: t('period.this_month'), from: present, until: present },
    { label: t('period.last_month'), from: last, until: last },
    { label: t('period.three'), from: months[2] ?? last, until: present },
    { label: t('period.twelve'), from: months[11] ?? last, until: present },
  ]
  const choices = months.map((month) => ({ value: month, label: formatMonth(month, language) }))
  const outside = [period.from, period.until]
    .filter((month) => !months.includes(month))
    .map((month) => ({ value: month, label: formatMonth(month, language) }))
  return (
    <div class="period-choice">
      <Tabs
        label={t('period.title')}
        tabs={usual.map(({ label, from, until }) => ({
          label,
          href: `${path}?${new URLSearchParams({ ...kept, dari: from, sampai: until }).toString()}`,
          current: from === period.from && until === period.until,
        }))}
      />
      <form method="get" action={path} class="period-form">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Select name="dari" label={t('period.from')} value={period.from} choices={[...choices, ...outside]} />
        <Select
          name="sampai"
          label={t('period.until')}
          value={period.until}
          choices={[...choices, ...outside]}
        />
        <button type="submit" class="button button-secondary">
          <span>{t('period.show')}</span>
        </button>
      </form>
    </div>
  )
}

/** The name of a figure, which leads to its definition. */
export function FigureName({ t, name }: { readonly t: Translate; readonly name: DefinedFigure }) {
  return (
    <a class="figure-name" href={`/statistik/definisi#${name}`}>
      {t(`figure.${name}`)}
    </a>
  )
}

/** Every figure that has a definition, in the order of the page of definitions. */
export const DEFINED_FIGURES = [
  'received',
  'verified_in_time',
  'followed_up_in_time',
  'solved_in_time',
  'step.verify',
  'step.follow_up',
  'step.solve',
  'followed_up',
  'answered',
  'finished',
  'in_process',
  'confirmed',
  'silent',
  'reopened',
  'returned',
  'archived',
  'rating',
  'response',
  'survey',
  'open',
  'backlog',
  'unverified',
  'warned',
  'overdue',
  'disputed_open',
  'returned_open',
  'given',
  'handed_back',
  'misrouted',
  'officers',
  'silent_unit',
  'confidence',
  'league',
  'small',
] as const
export type DefinedFigure = (typeof DEFINED_FIGURES)[number]
