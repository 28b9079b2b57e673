import { formatDateTime, type Language, translator } from '../../i18n/index.ts'
import type { InboxReport } from '../../reports/index.ts'

/** What of a report in a list goes into a table: what the list itself shows, and nothing of the reporter. */
export const EXPORT_COLUMNS = [
  'tracking_number',
  'title',
  'state',
  'class',
  'category',
  'area',
  'institution',
  'holder',
  'received',
  'due',
  'risk',
  'channel',
  'returns',
  'reopenings',
  'marks',
] as const

export function headingsOf(language: Language): string[] {
  const t = translator(language)
  return EXPORT_COLUMNS.map((name) => t(`export.column.${name}`))
}

export function cellsOf(report: InboxReport, language: Language, timeZone: string): (string | number)[] {
  const t = translator(language)
  const at = (instant: Date | null) => (instant === null ? '' : formatDateTime(instant, language, timeZone))
  const marks = [report.secret && t('export.secret'), report.anonymous && t('export.anonymous')]
  return [
    report.tracking_number,
    report.title,
    t(`state.${report.state}`),
    t(`class.${report.class}`),
    (language === 'en' ? report.category_name_en : report.category_name_id) ?? '',
    report.area_name ?? '',
    report.institution_name,
    report.holder_name,
    at(report.submitted_at),
    at(report.due_at),
    report.risk === null ? '' : t(`figure.${report.risk}`),
    report.channel,
    report.return_count,
    report.reopen_count,
    marks.filter((mark) => mark !== false).join(', '),
  ]
}
