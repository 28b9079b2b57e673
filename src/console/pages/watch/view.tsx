import { formatNumber } from '../../../i18n/index.ts'
import type { Misses } from '../../../reports/index.ts'
import { EmptyState, PageHeading, Stat, StatRow, Table, Tabs } from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'
import { addressOf } from '../../query.ts'

export const WATCH_PATH = '/petugas/pengawasan'
/** Days back. */
export const WATCH_PERIODS = [30, 90, 365] as const

export interface WatchPageProps {
  readonly frame: ConsoleFrame
  readonly days: (typeof WATCH_PERIODS)[number]
  readonly misses: readonly Misses[]
}

/** Missed deadlines as the two watches count them, each apart. */
export function WatchPage({ frame, days, misses }: WatchPageProps) {
  const { page, staff } = frame
  const { t, language } = page
  const number = (value: number) => formatNumber(value, language)
  const sum = (of: (row: Misses) => number) => number(misses.reduce((total, row) => total + of(row), 0))
  const level = staff.role === 'national_admin' || staff.nodeIsRoot ? 'national' : 'institution'
  return (
    <ConsolePage frame={frame} title={t('watch.title')} current="watch">
      <PageHeading title={t('watch.title')} lead={t(`watch.lead.${level}`)} />
      <Tabs
        label={t('watch.period')}
        tabs={WATCH_PERIODS.map((period) => ({
          label: t('watch.days', { days: period }),
          href: addressOf(WATCH_PATH, { hari: period === 30 ? undefined : String(period) }),
          current: period === days,
        }))}
      />
      {misses.length === 0 ? (
        <EmptyState icon="check-circle" title={t('watch.none')}>
          {t('watch.none_text', { days })}
        </EmptyState>
      ) : (
        <div class="stack">
          <StatRow>
            <Stat
              figure={sum((row) => row.institution)}
              label={t('watch.institution')}
              hint={t('watch.institution_hint')}
            />
            <Stat
              figure={sum((row) => row.ministry)}
              label={t('watch.ministry')}
              hint={t('watch.ministry_hint')}
            />
            <Stat figure={sum((row) => row.open)} label={t('watch.open')} hint={t('watch.open_hint')} />
          </StatRow>
          <Table
            caption={t('watch.title')}
            captionHidden
            rows={misses}
            rowKey={(row) => row.code}
            columns={[
              {
                label: t(level === 'national' ? 'watch.node.national' : 'watch.node.institution'),
                cell: (row) => (
                  <a
                    href={addressOf('/petugas/laporan', {
                      pemegang: row.name,
                      pemegang_code: row.code,
                      lewat: '1',
                      urut: 'tenggat',
                    })}
                  >
                    {row.name}
                  </a>
                ),
              },
              { label: t('watch.institution'), align: 'end', cell: (row) => number(row.institution) },
              { label: t('watch.ministry'), align: 'end', cell: (row) => number(row.ministry) },
              { label: t('watch.open'), align: 'end', cell: (row) => number(row.open) },
            ]}
          />
        </div>
      )}
    </ConsolePage>
  )
}
