import { createHash } from 'node:crypto'
import type { BarSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts'
import type { GridComponentOption, LegendComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'

export type ChartOption = ComposeOption<
  LineSeriesOption | BarSeriesOption | ScatterSeriesOption | GridComponentOption | LegendComponentOption
>

/** An SVG for wide screens and one for phones: text that shrinks with the picture could not be read there. */
export interface ChartDrawing {
  readonly wide: string
  readonly narrow: string
}

/** Colours stand for roles; they are exchanged for the theme's own, so that one drawing serves light and dark. */
export const CHART_COLORS = {
  ink: '#010101',
  line: '#010102',
  surface: '#010103',
  first: '#010104',
  second: '#010105',
  third: '#010106',
  soft: '#010107',
  strong: '#010108',
} as const

const TOKENS: Readonly<Record<keyof typeof CHART_COLORS, string>> = {
  ink: 'var(--color-ink-soft)',
  line: 'var(--color-line)',
  surface: 'var(--color-surface)',
  first: 'var(--color-primary)',
  second: 'var(--color-accent)',
  third: 'var(--color-teal)',
  soft: 'var(--color-primary-soft)',
  strong: 'var(--color-ink)',
}

const WIDE = 720
const NARROW = 340
/** Drawings kept: a page asks for the same figures many times between two changes. */
const KEPT = 300
const kept = new Map<string, ChartDrawing>()

/** Draw a chart as SVG on the server. `option` gets the width in pixels; the same option is drawn once. */
export async function drawChart(
  height: { readonly wide: number; readonly narrow: number },
  option: (width: 'wide' | 'narrow') => ChartOption,
): Promise<ChartDrawing> {
  const options = { wide: option('wide'), narrow: option('narrow') }
  const key = createHash('sha256')
    .update(JSON.stringify([height, options]))
    .digest('base64url')
  const known = kept.get(key)
  if (known !== undefined) return known
  const init = await loadCharts()
  const draw = (width: 'wide' | 'narrow') => {
    const chart = init(null, null, {
      renderer: 'svg',
      ssr: true,
      width: width === 'wide' ? WIDE : NARROW,
      height: height[width],
    })
    try {
      chart.setOption(options[width])
      return clean(chart.renderToSVGString({ useViewBox: true }), `c${key.slice(0, 8)}${width[0]}`)
    } finally {
      chart.dispose()
    }
  }
  const drawing = { wide: draw('wide'), narrow: draw('narrow') }
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '')
  kept.set(key, drawing)
  return drawing
}

let charts: Promise<typeof import('echarts/core')['init']> | null = null

/** Loaded when the first chart is drawn: most processes of a command draw none. */
function loadCharts() {
  charts ??= (async () => {
    const [core, { BarChart, LineChart, ScatterChart }, { GridComponent, LegendComponent }, { SVGRenderer }] =
      await Promise.all([
        import('echarts/core'),
        import('echarts/charts'),
        import('echarts/components'),
        import('echarts/renderers'),
      ])
    core.use([BarChart, LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer])
    return core.init
  })()
  return charts
}

/** What our content security policy forbids (styles in the page) as attributes; ids of their own; colours of the theme. */
function clean(svg: string, prefix: string): string {
  let cleaned = svg
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/ (?:class|ecmeta_\w+)="[^"]*"/g, '')
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) =>
      style
        .split(';')
        .map((rule) => rule.split(':'))
        .filter(([name, value]) => name !== undefined && value !== undefined && name !== 'font-family')
        .map(([name, value]) => ` ${name}="${value}"`)
        .join(''),
    )
    .replaceAll(/zr\d+-/g, `${prefix}-`)
    .replace(
      /^<svg [^>]*viewBox="([^"]*)"[^>]*>/,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="$1" aria-hidden="true" focusable="false">',
    )
  for (const [role, color] of Object.entries(CHART_COLORS))
    cleaned = cleaned.replaceAll(color, TOKENS[role as keyof typeof CHART_COLORS])
  return cleaned
}
