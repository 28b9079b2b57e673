import { formatNumber } from '../../../i18n/index.ts'
import { type Part, partIndicatorsOf, partName } from '../../../statistics/index.ts'
import { formatRate, type PageFrame, Table } from '../../../ui/index.ts'
import { type MonitoringContent, PART_DIMENSIONS } from './model.ts'

interface PartsPartProps {
  readonly page: PageFrame
  readonly content: Extract<MonitoringContent, { part: 'details' }>
}

/** The same period by class, category, channel and area. */
export function PartsPart({ page, content }: PartsPartProps) {
  const { t, language } = page
  const { parts, names } = content
  return (
    <section class="stack figures">
      <h2>{t('monitoring.parts')}</h2>
      {PART_DIMENSIONS.filter((part) => parts[part].length > 0).map((part) => (
        <Table
          key={part}
          caption={t(`statistics.part.${part}`)}
          rows={parts[part]}
          rowKey={({ key }) => key}
          columns={[
            {
              label: t(`statistics.part.${part}`),
              cell: ({ key }: Part) => partName(part, key, names, t, language),
            },
            {
              label: t('figure.received'),
              align: 'end',
              cell: ({ received }: Part) => formatNumber(received, language),
            },
            ...(['followed_up', 'solved_in_time', 'finished'] as const).map((name) => ({
              label: t(`figure.${name}`),
              align: 'end' as const,
              cell: (part: Part) => formatRate(partIndicatorsOf(part)[name].rate, t, language),
            })),
          ]}
        />
      ))}
    </section>
  )
}
