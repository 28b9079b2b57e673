import type { ComponentChildren } from 'preact'
import type { Translate } from '../../i18n/index.ts'
import { Disclosure } from '../feedback.tsx'
import type { ChartDrawing } from './draw-chart.ts'

export interface ChartProps {
  readonly t: Translate
  readonly title: string
  /** One sentence: what the picture shows. */
  readonly summary?: ComponentChildren
  readonly drawing: ChartDrawing
  /** The same figures as a table: for a screen reader the chart itself. */
  readonly table: ComponentChildren
}

/** A drawing with its figures as a table below. */
export function Chart({ t, title, summary, drawing, table }: ChartProps) {
  return (
    <figure class="chart">
      <figcaption>
        <h3 class="chart-title">{title}</h3>
        {summary !== undefined && <p class="chart-summary">{summary}</p>}
      </figcaption>
      {/* Drawn by ourselves; labels are escaped by the renderer. */}
      <div class="chart-wide" dangerouslySetInnerHTML={{ __html: drawing.wide }} />
      <div class="chart-narrow" dangerouslySetInnerHTML={{ __html: drawing.narrow }} />
      <Disclosure summary={t('ui.chart.table')}>{table}</Disclosure>
    </figure>
  )
}
