import { formatDate, formatNumber } from '../../../i18n/index.ts'
import {
  columnMeaning,
  DATA_TABLES,
  type DataVersion,
  dayOf,
  TABLE_NAMES,
} from '../../../statistics/index.ts'
import { Band, Disclosure, EmptyState, type PageFrame, PublicLayout, Table } from '../../../ui/index.ts'
import { downloadAddress, fileAddress, LICENCE, NEWEST, OPEN_DATA_PATH } from './catalogue.ts'

export interface OpenDataPageProps {
  readonly page: PageFrame
  readonly versions: readonly DataVersion[]
  readonly baseUrl: string
}

/** What can be downloaded, what stands in it, and how to check it. */
export function OpenDataPage({ page, versions, baseUrl }: OpenDataPageProps) {
  const { t, language } = page
  const [newest] = versions
  return (
    <PublicLayout
      page={page}
      title={t('open_data.title')}
      description={t('open_data.lead')}
      current="statistics"
      width="full"
    >
      <Band>
        <div class="stack max-w-3xl">
          <h1>{t('open_data.title')}</h1>
          <p class="lead">{t('open_data.lead')}</p>
          <p>{t('open_data.privacy')}</p>
          <p>
            {t('open_data.licence')} <a href={LICENCE}>CC BY 4.0</a>
          </p>
        </div>
      </Band>
      <Band title={t('open_data.files')} sunken>
        {newest === undefined ? (
          <EmptyState icon="download" title={t('open_data.none')}>
            {t('open_data.none_text')}
          </EmptyState>
        ) : (
          <div class="stack-large">
            {TABLE_NAMES.map((name) => {
              const table = newest.tables.find((each) => each.table === name)
              if (table === undefined) return null
              return (
                <section key={name} class="stack" id={name}>
                  <h3>{t(`open_data.table.${name}`)}</h3>
                  <p>{t(`open_data.table.${name}.text`)}</p>
                  <p class="figure-note">
                    {t('open_data.version', {
                      date: formatDate(dayOf(newest.version), language),
                      rows: table.rows,
                    })}
                  </p>
                  <Table
                    caption={t(`open_data.table.${name}`)}
                    captionHidden
                    rows={table.files}
                    rowKey={(file) => file.name}
                    columns={[
                      {
                        label: t('open_data.file'),
                        cell: (file) => (
                          <a href={downloadAddress(newest.version, name, file.name)}>{file.name}</a>
                        ),
                      },
                      {
                        label: t('open_data.size'),
                        align: 'end',
                        cell: (file) => `${formatNumber(Math.ceil(file.bytes / 1024), language)} KB`,
                      },
                      {
                        label: 'SHA-256',
                        cell: (file) => <code class="break-all text-sm">{file.sha256}</code>,
                      },
                    ]}
                  />
                </section>
              )
            })}
          </div>
        )}
      </Band>
      <Band title={t('open_data.dictionary')}>
        <div class="stack">
          {TABLE_NAMES.map((name) => (
            <Disclosure key={name} summary={t(`open_data.table.${name}`)}>
              <Table
                caption={t(`open_data.table.${name}`)}
                captionHidden
                rows={DATA_TABLES[name]}
                rowKey={(column) => column.name}
                columns={[
                  { label: t('open_data.column'), cell: (column) => <code>{column.name}</code> },
                  { label: t('open_data.type'), cell: (column) => t(`open_data.type.${column.type}`) },
                  { label: t('open_data.meaning'), cell: (column) => t(columnMeaning(column.name)) },
                ]}
              />
            </Disclosure>
          ))}
        </div>
      </Band>
      <Band title={t('open_data.machines')} sunken>
        <div class="stack max-w-3xl">
          <ul class="list-disc ps-6">
            <li>
              <a href={`${OPEN_DATA_PATH}/katalog.jsonld`}>{t('open_data.dcat')}</a>
            </li>
            <li>
              <a href={`${OPEN_DATA_PATH}/kamus.json`}>{t('open_data.dictionary_json')}</a>
            </li>
            <li>
              <a href="/api/v1/openapi.json">{t('open_data.api')}</a>
            </li>
          </ul>
          <pre class="whitespace-pre-wrap break-all rounded-control bg-page p-4 text-sm">
            {`curl -L ${baseUrl}${fileAddress(NEWEST, 'laporan.csv.gz')} | gunzip | head`}
          </pre>
          {versions.length > 1 && (
            <Disclosure summary={t('open_data.versions')}>
              <ul class="list-disc ps-6">
                {versions.slice(1).map(({ version, tables }) => (
                  <li key={version}>
                    {formatDate(dayOf(version), language)}:{' '}
                    {tables.map(({ table }, index) => (
                      <span key={table}>
                        {index > 0 && ', '}
                        <a href={downloadAddress(version, table, `${table}.csv.gz`)}>{table}.csv.gz</a>
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            </Disclosure>
          )}
        </div>
      </Band>
    </PublicLayout>
  )
}
