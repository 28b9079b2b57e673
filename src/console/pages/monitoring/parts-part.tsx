import type { Measures } from '../../../db/index.ts'
import { formatNumber, isMessageKey } from '../../../i18n/index.ts'
import { indicatorsOf } from '../../../statistics/index.ts'
import { formatRate, type PageFrame, Table } from '../../../ui/index.ts'
import type { MonitoringModel, Parts } from './model.ts'

const PARTS = ['class', 'category', 'channel', 'area'] as const

/** The same period by class, category, channel and area. */
export function PartsPart({ page, model }: { readonly page: PageFrame; readonly model: MonitoringModel }) {
  const { t, language } = page
  const nameOf = (part: keyof Parts, key: string): string => {
    if (part === 'category') {
      const names = model.categoryNames.get(key)
      return names?.[language === 'en' ? 'name_en' : 'name_id'] ?? t('statistics.part.unknown')
    }
    if (part === 'area') return model.areaNames.get(key) ?? t('statistics.part.unknown')
    const message = `${part}.${key}`
    return isMessageKey(message) ? t(message) : key
  }
  return (
    <section class="stack figures">
      <h2>{t('monitoring.parts')}</h2>
      {PARTS.filter((part) => model.parts[part].length > 0).map((part) => (
        <Table
          key={part}
          caption={t(`statistics.part.${part}`)}
          rows={model.parts[part]}
          rowKey={({ key }) => key}
          columns={[
            {
              label: t(`statistics.part.${part}`),
              cell: ({ key }: Measures & { key: string }) => nameOf(part, key),
            },
            {
              label: t('figure.received'),
              align: 'end',
              cell: ({ received }: Measures) => formatNumber(received, language),
            },
            ...(['followed_up', 'solved_in_time', 'finished'] as const).map((name) => ({
              label: t(`figure.${name}`),
              align: 'end' as const,
              cell: (measures: Measures) => formatRate(indicatorsOf(measures)[name].rate, t, language),
            })),
          ]}
        />
      ))}
    </section>
  )
}
