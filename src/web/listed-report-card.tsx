import { formatDate } from '../i18n/index.ts'
import type { ListedReport } from '../reports/index.ts'
import { type PageFrame, ReportCard } from '../ui/index.ts'
import { shortAreaName } from './area-name.ts'
import { PATHS } from './paths.ts'

/** A public report in a list. */
export function ListedReportCard({
  page,
  report,
  level,
}: {
  page: Pick<PageFrame, 't' | 'language'>
  report: ListedReport
  level?: 2 | 3
}) {
  const { t, language } = page
  return (
    <ReportCard
      t={t}
      href={PATHS.report(report.tracking_number)}
      title={report.title}
      excerpt={report.excerpt}
      state={report.state}
      trackingNumber={report.tracking_number}
      time={formatDate(report.published_at, language)}
      datetime={report.published_at.toISOString()}
      place={report.area_name === null ? null : shortAreaName(report.area_name)}
      handler={report.holder_name}
      category={language === 'en' ? report.category_name_en : report.category_name_id}
      level={level}
    />
  )
}
