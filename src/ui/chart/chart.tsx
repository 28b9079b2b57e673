import type { ComponentChildren } from 'preact'
import type { Translate } from '../../i18n/index.ts'
import { Disclosure } from '../feedback.tsx'
import type { ChartDrawing } from './draw-chart.ts'

export interface ChartProps {
  readonly t: Translate
  readonly title: string
  /** Right below the page's own heading it is 2. */
  readonly level?: 2 | 3
  /** One sentence: what the picture shows. */
  readonly summary?: ComponentChildren
  readonly drawing: ChartDrawing
  /** The same figures as a table: for a screen reader the chart itself. */
  readonly table: ComponentChildren
}

/** A drawing with its figures as a table below. */
export function Chart({ t, title, level = 3, summary, drawing, table }: ChartProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <figure class="chart">
      <figcaption>
        <Heading class="chart-title">{title}</Heading>
        {summary !== undefined && <p class="chart-summary">{summary}</p>}
      </figcaption>
      {/* Drawn by ourselves; labels are escaped by the renderer. */}
      <div class="chart-wide" dangerouslySetInnerHTML={{ __html: drawing.wide }} />
      <div class="chart-narrow" dangerouslySetInnerHTML={{ __html: drawing.narrow }} />
      <Disclosure summary={t('ui.chart.table')}>{table}</Disclosure>
    </figure>
  )
}
