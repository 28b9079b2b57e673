import { formatDateTime, formatNumber } from '../../../i18n/index.ts'
import { EXPORT_FORMATS, type ListedExport } from '../../../statistics/index.ts'
import {
  Button,
  ButtonRow,
  Disclosure,
  EmptyState,
  Form,
  PageHeading,
  Select,
  Table,
} from '../../../ui/index.ts'
import { type ConsoleFrame, ConsolePage } from '../../console-page.tsx'

export const EXPORTS_PATH = '/petugas/unduhan'

/** What an export is of, where it was asked for. */
const PAGE_OF: Readonly<Record<ListedExport['what'], string>> = {
  reports: '/petugas/laporan',
  monitoring: '/petugas/pemantauan',
  league: '/petugas/pemantauan/instansi',
}

/** One's own exports, with how far each is. */
export function ExportsPage({
  frame,
  exports,
}: {
  readonly frame: ConsoleFrame
  readonly exports: readonly ListedExport[]
}) {
  const { page, staff } = frame
  const { t, language } = page
  return (
    <ConsolePage frame={frame} title={t('export.page')} current="reports">
      <PageHeading title={t('export.page')} lead={t('export.lead')} />
      {exports.length === 0 ? (
        <EmptyState icon="download" title={t('export.none')}>
          <a href="/petugas/laporan">{t('export.none_text')}</a>
        </EmptyState>
      ) : (
        <Table
          caption={t('export.page')}
          captionHidden
          rows={exports}
          rowKey={({ id }) => id}
          columns={[
            {
              label: t('export.asked'),
              cell: ({ requested_at }) => formatDateTime(requested_at, language, staff.timeZone),
            },
            {
              label: t('export.list'),
              cell: ({ what, query }) => (
                <a href={`${PAGE_OF[what]}${query === '' ? '' : `?${query}`}`}>{t(`export.open.${what}`)}</a>
              ),
            },
            { label: t('export.rows'), align: 'end', cell: ({ rows }) => formatNumber(rows, language) },
            {
              label: t('export.file'),
              cell: (each) =>
                stateOf(each) === 'ready' ? (
                  <a href={`${EXPORTS_PATH}/${each.id}`}>
                    {t('export.fetch', {
                      format: each.format.toUpperCase(),
                      kb: Math.ceil((each.bytes ?? 0) / 1024),
                    })}
                  </a>
                ) : (
                  t(`export.state.${stateOf(each)}`, { format: each.format.toUpperCase() })
                ),
            },
          ]}
        />
      )}
      {exports.some((each) => stateOf(each) === 'writing') && (
        <p class="mt-4">
          <a class="button button-secondary" href={EXPORTS_PATH}>
            {t('export.reload')}
          </a>
        </p>
      )}
    </ConsolePage>
  )
}

function stateOf({
  finished_at,
  failed_at,
  removed_at,
}: ListedExport): 'writing' | 'ready' | 'failed' | 'removed' {
  if (removed_at !== null) return 'removed'
  if (failed_at !== null) return 'failed'
  return finished_at === null ? 'writing' : 'ready'
}

/** Below a list: have it as a file. `query` is the list's own filter. */
export function ExportForm({ page, query }: { readonly page: ConsoleFrame['page']; readonly query: string }) {
  const { t } = page
  return (
    <Disclosure summary={t('export.ask')} look="button" icon="download">
      <Form page={page} action={EXPORTS_PATH}>
        <input type="hidden" name="query" value={query} />
        <Select
          name="format"
          label={t('export.format')}
          hint={t('export.hint')}
          width="medium"
          value="xlsx"
          choices={EXPORT_FORMATS.map((format) => ({ value: format, label: t(`export.format.${format}`) }))}
        />
        <ButtonRow>
          <Button type="submit" icon="download">
            {t('export.start')}
          </Button>
          <a href={EXPORTS_PATH}>{t('export.page')}</a>
        </ButtonRow>
      </Form>
    </Disclosure>
  )
}
