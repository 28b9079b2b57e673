import {
  formatDate,
  formatDayMonth,
  formatMonth,
  formatNumber,
  type Language,
  type Translate,
} from '../i18n/index.ts'
import { Chart } from './chart/chart.tsx'
import { drawBars, drawLines } from './chart/charts.ts'
import type { ChartDrawing } from './chart/draw-chart.ts'
import { Table } from './table.tsx'

interface Flow {
  readonly by: 'day' | 'week' | 'month'
  readonly flow: readonly {
    readonly start: string
    readonly received: number
    readonly answered: number
    readonly closed: number
  }[]
}

const LINES = ['received', 'answered', 'closed'] as const

/** What came in, was answered and was finished, over time. */
export function drawFlow(t: Translate, language: Language, { by, flow }: Flow): Promise<ChartDrawing> {
  return drawLines(
    flow.map(({ start }) =>
      by === 'month' ? formatMonth(start.slice(0, 7), language, 'short') : shortDay(start, language),
    ),
    LINES.map((name) => ({ name: t(`statistics.flow.${name}`), values: flow.map((each) => each[name]) })),
  )
}

export function FlowChart({
  t,
  language,
  flow,
  drawing,
}: {
  readonly t: Translate
  readonly language: Language
  readonly flow: Flow
  readonly drawing: ChartDrawing
}) {
  return (
    <Chart
      t={t}
      title={t('statistics.flow')}
      summary={t(`statistics.flow.${flow.by}`)}
      drawing={drawing}
      table={
        <Table
          caption={t('statistics.flow')}
          captionHidden
          rows={flow.flow}
          rowKey={(row) => row.start}
          columns={[
            { label: t('statistics.flow.start'), cell: (row) => formatDate(row.start, language) },
            ...LINES.map((name) => ({
              label: t(`statistics.flow.${name}`),
              align: 'end' as const,
              cell: (row: Flow['flow'][number]) => formatNumber(row[name], language),
            })),
          ]}
        />
      }
    />
  )
}

export interface Bar {
  readonly label: string
  readonly value: number
}

/** Counts beside each other, with their table. */
export function drawCounts(language: Language, bars: readonly Bar[]): Promise<ChartDrawing> {
  return drawBars(
    bars.map(({ label }) => label),
    bars.map(({ value }) => value),
    (value) => formatNumber(value, language),
  )
}

export function CountsChart(props: {
  readonly t: Translate
  readonly language: Language
  readonly title: string
  /** What the labels are. */
  readonly of: string
  readonly bars: readonly Bar[]
  readonly drawing: ChartDrawing
}) {
  const { t, language, title, of, bars, drawing } = props
  return (
    <Chart
      t={t}
      title={title}
      drawing={drawing}
      table={
        <Table
          caption={title}
          captionHidden
          rows={bars}
          rowKey={(bar) => bar.label}
          columns={[
            { label: of, cell: (bar) => bar.label },
            { label: t('statistics.count'), align: 'end', cell: (bar) => formatNumber(bar.value, language) },
          ]}
        />
      }
    />
  )
}

/** The bars of a backlog by age; `ages` as days up to and including, the last without end. */
export function backlogBars(
  t: Translate,
  ages: readonly (number | null)[],
  counts: readonly number[],
): Bar[] {
  return ages.map((days, index) => ({
    label:
      days === null
        ? t('statistics.backlog.over', { days: ages[index - 1] ?? 0 })
        : t('statistics.backlog.upto', { days }),
    value: counts[index] ?? 0,
  }))
}

function shortDay(day: string, language: Language): string {
  return formatDayMonth(new Date(`${day}T00:00:00Z`), language, 'UTC')
}
