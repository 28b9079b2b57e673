import { CHART_COLORS, type ChartDrawing, type ChartOption, drawChart } from './draw-chart.ts'

export interface Series {
  readonly name: string
  readonly values: readonly number[]
}

const { ink, line, surface, first, second, third, soft, strong } = CHART_COLORS
const FONT = 13
const label = { color: ink, fontSize: FONT }
const axisLine = { lineStyle: { color: line } }
const splitLine = { lineStyle: { color: line } }

/** Told apart by colour, by the kind of line and by the mark: any one of them is enough. */
const LOOKS = [
  { color: first, type: 'solid', symbol: 'circle' },
  { color: second, type: 'dashed', symbol: 'rect' },
  { color: third, type: 'dotted', symbol: 'triangle' },
] as const

/** How counts went over time; up to three lines. */
export function drawLines(labels: readonly string[], series: readonly Series[]): Promise<ChartDrawing> {
  return drawChart({ wide: 280, narrow: 260 }, (width) => ({
    ...BASE,
    legend: legendOf(series),
    grid: { left: 8, right: 16, top: 44, bottom: 14, outerBounds: { bottom: 6 } },
    xAxis: {
      type: 'category',
      data: [...labels],
      boundaryGap: false,
      axisLabel: { ...label, hideOverlap: true },
      axisLine,
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      axisLabel: label,
      splitLine,
      splitNumber: width === 'wide' ? 5 : 4,
    },
    series: series.map(({ values }, index) => {
      const look = LOOKS[index % LOOKS.length] ?? LOOKS[0]
      return {
        type: 'line' as const,
        name: series[index]?.name ?? '',
        data: [...values],
        symbol: look.symbol,
        symbolSize: 6,
        showSymbol: labels.length <= 40,
        lineStyle: { color: look.color, width: 2.5, type: look.type },
        itemStyle: { color: look.color, borderColor: surface },
        emphasis: { disabled: true },
      }
    }),
  }))
}

/** One bar for each label, with its figure written beside it. `format` writes a figure. */
export function drawBars(
  labels: readonly string[],
  values: readonly number[],
  format: (value: number) => string,
): Promise<ChartDrawing> {
  const height = 16 + labels.length * 30
  return drawChart({ wide: height, narrow: height }, (width) => ({
    ...BASE,
    grid: { left: 4, right: 64, top: 4, bottom: 4, outerBounds: { left: slack(labels) } },
    xAxis: { type: 'value', show: false, min: 0 },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...labels],
      axisLabel: { ...label, width: width === 'wide' ? 260 : 140, overflow: 'truncate' },
      axisLine,
      axisTick: { show: false },
    },
    series: [
      {
        type: 'bar',
        data: values.map((value) => ({
          value,
          label: {
            show: true,
            position: 'right' as const,
            color: strong,
            fontSize: FONT,
            formatter: format(value),
          },
        })),
        barWidth: 16,
        itemStyle: { color: first, borderRadius: [0, 4, 4, 0] },
        emphasis: { disabled: true },
      },
    ],
  }))
}

export interface Range {
  readonly label: string
  /** All between 0 and 1. */
  readonly low: number
  readonly high: number
  readonly value: number
}

/** Rates with the range in which they surely lie: a bar from low to high, a mark where the rate itself is. */
export function drawRanges(
  ranges: readonly Range[],
  format: (value: number) => string,
): Promise<ChartDrawing> {
  const height = 44 + ranges.length * 30
  return drawChart({ wide: height, narrow: height }, (width) => ({
    ...BASE,
    grid: {
      left: 4,
      right: 56,
      top: 4,
      bottom: 4,
      outerBounds: { left: slack(ranges.map((range) => range.label)), bottom: 6 },
    },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: width === 'wide' ? 0.25 : 0.5,
      axisLabel: { ...label, formatter: format },
      splitLine,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: ranges.map((range) => range.label),
      axisLabel: { ...label, width: width === 'wide' ? 260 : 145, overflow: 'truncate' },
      axisLine,
      axisTick: { show: false },
    },
    series: [
      hidden(ranges.map(({ low }) => low)),
      {
        type: 'bar',
        stack: 'range',
        data: ranges.map(({ low, high }) => high - low),
        barWidth: 10,
        itemStyle: { color: soft, borderColor: first, borderWidth: 1 },
        emphasis: { disabled: true },
      },
      {
        type: 'scatter',
        symbol: 'diamond',
        symbolSize: 12,
        data: ranges.map(({ value }, index) => ({
          value: [value, index],
          label: {
            show: true,
            position: 'top' as const,
            distance: 1,
            color: strong,
            fontSize: 11,
            formatter: format(value),
          },
        })),
        itemStyle: { color: second },
        emphasis: { disabled: true },
      },
    ],
  }))
}

function hidden(values: number[]) {
  return {
    type: 'bar' as const,
    stack: 'range',
    data: values,
    itemStyle: { color: 'none' },
    silent: true,
    emphasis: { disabled: true },
  }
}

/** The server measures words without our font, which is wider: up to this many pixels more for the longest label. */
function slack(labels: readonly string[]): number {
  return Math.min(20, Math.max(0, ...labels.map((text) => text.length)))
}

const BASE = { animation: false, textStyle: { color: ink, fontSize: FONT } } satisfies ChartOption

function legendOf(series: readonly Series[]): ChartOption['legend'] {
  return {
    top: 0,
    left: 0,
    itemWidth: 34,
    textStyle: { color: strong, fontSize: FONT },
    data: series.map(({ name }) => ({ name })),
  }
}
