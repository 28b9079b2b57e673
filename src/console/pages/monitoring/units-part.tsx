import { formatNumber } from '../../../i18n/index.ts'
import { BACKLOG_AGES, indicatorsOf } from '../../../statistics/index.ts'
import {
  backlogBars,
  type Column,
  formatHours,
  formatRate,
  formatRating,
  type PageFrame,
  Table,
} from '../../../ui/index.ts'
import { addressOf } from '../../query.ts'
import type { MonitoringModel, UnitFigures, UnitsTable } from './model.ts'

/** Each unit by what it was given: whether in time, how well, and what is left. */
export function UnitsPart({
  page,
  model,
  part,
  units,
}: {
  readonly page: PageFrame
  readonly model: MonitoringModel
  readonly part: UnitsTable
  readonly units: readonly UnitFigures[]
}) {
  const { t, language } = page
  const national = model.node.parent_id === null
  const number = (value: number) => formatNumber(value, language)
  const rate = (value: number | null) => formatRate(value, t, language)
  const end = (label: string, cell: (unit: UnitFigures) => string): Column<UnitFigures> => ({
    label,
    align: 'end',
    cell,
  })
  const unit: Column<UnitFigures> = {
    label: t(national ? 'monitoring.institution' : 'monitoring.unit'),
    cell: ({ node }) => (
      <a
        href={addressOf('/petugas/pemantauan', {
          simpul: node.code,
          dari: model.period.from,
          sampai: model.period.until,
        })}
      >
        {node.short_name}
      </a>
    ),
  }
  const columns: Readonly<Record<UnitsTable, readonly Column<UnitFigures>[]>> = {
    time: [
      end(t('figure.received'), ({ measures }) => number(measures.received)),
      end(t('figure.verified_in_time'), ({ measures }) => rate(indicatorsOf(measures).verified_in_time.rate)),
      end(t('figure.followed_up_in_time'), ({ measures }) =>
        rate(indicatorsOf(measures).followed_up_in_time.rate),
      ),
      end(t('figure.solved_in_time'), ({ measures }) => rate(indicatorsOf(measures).solved_in_time.rate)),
      end(`${t('figure.step.follow_up')}: ${t('statistics.median')} / ${t('statistics.p90')}`, ({ times }) =>
        pair(times.follow_up),
      ),
      end(`${t('figure.step.solve')}: ${t('statistics.median')} / ${t('statistics.p90')}`, ({ times }) =>
        pair(times.solve),
      ),
    ],
    quality: [
      end(t('figure.confirmed'), ({ measures }) => rate(indicatorsOf(measures).confirmed.rate)),
      end(t('figure.silent'), ({ measures }) => rate(indicatorsOf(measures).silent.rate)),
      end(t('figure.reopened'), ({ measures }) => rate(indicatorsOf(measures).reopened.rate)),
      end(t('figure.given'), ({ handovers }) => number(handovers.given)),
      end(t('figure.handed_back'), ({ handovers }) => number(handovers.returned)),
      end(t('figure.misrouted'), ({ handovers }) => number(handovers.misrouted)),
      end(t('figure.rating'), ({ measures }) => {
        const { rating, response } = indicatorsOf(measures)
        return formatRating(rating, response, t, language)
      }),
      end(t('figure.officers'), ({ activity }) =>
        activity === null
          ? t('statistics.none')
          : t('statistics.of', { part: activity.active, whole: activity.officers }),
      ),
    ],
    backlog: [
      end(t('figure.open'), ({ open }) => number(open.open)),
      end(t('figure.overdue'), ({ open }) => number(open.overdue)),
      ...backlogBars(t, BACKLOG_AGES, []).map(({ label }, index) =>
        end(label, ({ backlog }) => number(backlog[index] ?? 0)),
      ),
    ],
  }
  return (
    <section class="stack figures">
      <div>
        <h2>{t(`monitoring.units.${part}`)}</h2>
        <p class="figure-note">{t('monitoring.units_lead')}</p>
      </div>
      <Table
        caption={t(`monitoring.units.${part}`)}
        captionHidden
        columns={[unit, ...columns[part]]}
        rows={units}
        rowKey={({ node }) => node.code}
      />
    </section>
  )
  function pair({ median, p90 }: { median: number | null; p90: number | null }): string {
    return median === null ? t('statistics.none') : `${formatHours(median, t)} / ${formatHours(p90, t)}`
  }
}
