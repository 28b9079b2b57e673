import { translator } from '../../../i18n/index.ts'
import {
  columnMeaning,
  DATA_TABLES,
  type DataTable,
  type DataVersion,
  TABLE_NAMES,
  TABLES_WITH_HISTORY,
} from '../../../statistics/index.ts'

export const OPEN_DATA_PATH = '/data-terbuka'
/** Leads to the newest version. */
export const NEWEST = 'terbaru'
/** Free to use with the source named. */
export const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

const MEDIA = {
  csv: 'text/csv',
  jsonl: 'application/jsonl',
  parquet: 'application/vnd.apache.parquet',
} as const

export function fileAddress(version: string, name: string): string {
  return `${OPEN_DATA_PATH}/${version}/${name}`
}

/** Where a file of a version is fetched: of tables without older versions it is always the newest. */
export function downloadAddress(version: string, table: DataTable, name: string): string {
  return fileAddress(TABLES_WITH_HISTORY.has(table) ? version : NEWEST, name)
}

/** The catalogue as DCAT 3 in JSON-LD (W3C), as Satu Data and data.europa.eu read it. */
export function dcatCatalogue(baseUrl: string, versions: readonly DataVersion[]) {
  const t = translator('id')
  const en = translator('en')
  const [newest] = versions
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      spdx: 'http://spdx.org/rdf/terms#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@id': `${baseUrl}${OPEN_DATA_PATH}`,
    '@type': 'dcat:Catalog',
    'dct:title': [text('id', t('open_data.title')), text('en', en('open_data.title'))],
    'dct:license': { '@id': LICENCE },
    'dcat:dataset': TABLE_NAMES.map((table) => ({
      '@id': `${baseUrl}${OPEN_DATA_PATH}#${table}`,
      '@type': 'dcat:Dataset',
      'dct:title': [text('id', t(`open_data.table.${table}`)), text('en', en(`open_data.table.${table}`))],
      'dct:description': [
        text('id', t(`open_data.table.${table}.text`)),
        text('en', en(`open_data.table.${table}.text`)),
      ],
      'dct:license': { '@id': LICENCE },
      'dct:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/DAILY' },
      'dcat:version': newest?.version ?? null,
      'dct:modified': newest?.made_at ?? null,
      'dct:conformsTo': { '@id': `${baseUrl}${OPEN_DATA_PATH}/kamus.json` },
      'dcat:distribution': versions.flatMap((version) => distributions(baseUrl, version, table)),
    })),
  }
}

function distributions(baseUrl: string, { version, tables }: DataVersion, table: DataTable) {
  const files = tables.find((each) => each.table === table)?.files ?? []
  return files.map(({ name, format, bytes, sha256 }) => ({
    '@type': 'dcat:Distribution',
    'dct:title': `${table} ${version} ${format}`,
    'dcat:downloadURL': { '@id': `${baseUrl}${downloadAddress(version, table, name)}` },
    'dcat:mediaType': MEDIA[format],
    ...(format === 'parquet' ? {} : { 'dcat:compressFormat': 'application/gzip' }),
    'dcat:byteSize': bytes,
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
      'spdx:checksumValue': sha256,
    },
  }))
}

/** What each column holds, as Frictionless table schemas. */
export function dataDictionary() {
  const t = translator('id')
  const en = translator('en')
  return {
    resources: TABLE_NAMES.map((table) => ({
      name: table,
      title: t(`open_data.table.${table}`),
      schema: {
        fields: DATA_TABLES[table].map(({ name, type }) => ({
          name,
          type: type === 'text' ? 'string' : type,
          description: t(columnMeaning(name)),
          description_en: en(columnMeaning(name)),
        })),
        missingValues: [''],
      },
    })),
  }
}

function text(language: 'id' | 'en', value: string) {
  return { '@language': language, '@value': value }
}
