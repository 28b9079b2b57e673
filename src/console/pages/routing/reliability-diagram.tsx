import type { ReliabilityBand } from '../../../routing/index.ts'
import type { PageFrame } from '../../../ui/index.ts'

const SIZE = 320
const EDGE = 64
const TOP = 20
const TICKS = [0, 0.25, 0.5, 0.75, 1]

/** Stated confidence across, the share that was right up; a point's area grows with its reports. */
export function ReliabilityDiagram({ page, bands }: { page: PageFrame; bands: readonly ReliabilityBand[] }) {
  const { t } = page
  const most = Math.max(...bands.map(({ reports }) => reports))
  const x = (share: number) => EDGE + share * SIZE
  const y = (share: number) => TOP + (1 - share) * SIZE
  const whole = SIZE + EDGE + 28
  return (
    <svg
      role="img"
      aria-label={t('routing.reliability.diagram')}
      viewBox={`0 0 ${whole} ${SIZE + TOP + 46}`}
      class="w-full max-w-md text-ink-soft"
      font-size="16"
    >
      {TICKS.map((tick) => (
        <g key={tick} fill="currentColor" stroke="none">
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} stroke="currentColor" stroke-opacity="0.2" />
          <text x={x(0) - 8} y={y(tick) + 4} text-anchor="end">
            {t('routing.percent', { percent: tick * 100 })}
          </text>
          <text x={x(tick)} y={y(0) + 34} text-anchor="middle">
            {t('routing.percent', { percent: tick * 100 })}
          </text>
        </g>
      ))}
      <line
        x1={x(0)}
        y1={y(0)}
        x2={x(1)}
        y2={y(1)}
        stroke="currentColor"
        stroke-dasharray="5 5"
        stroke-width="1.5"
      />
      <polyline
        points={bands.map(({ stated, right }) => `${x(stated)},${y(right)}`).join(' ')}
        fill="none"
        class="stroke-accent"
        stroke-width="2"
      />
      {bands.map((band) => (
        <circle
          key={band.from}
          cx={x(band.stated)}
          cy={y(band.right)}
          r={4 + 10 * Math.sqrt(band.reports / most)}
          class="fill-accent"
          fill-opacity="0.75"
        />
      ))}
    </svg>
  )
}
