import { formatDateTime } from '../../../i18n/index.ts'
import { Badge, EmptyState, groupDigits, Table } from '../../../ui/index.ts'
import { markPath } from '../report/paths.ts'
import type { AbuseProps } from './model.ts'

/** Every report that was marked as false, with the way to take it back. */
export function MarksPart({ frame, model }: AbuseProps) {
  const { page, staff } = frame
  const { t, language } = page
  if (model.marks.length === 0) return <EmptyState title={t('console.abuse.marks.none')} icon="check" />
  return (
    <Table
      caption={t('console.abuse.tab.marks')}
      captionHidden
      rows={model.marks}
      rowKey={({ id }) => String(id)}
      columns={[
        {
          label: t('console.abuse.mark.report'),
          cell: (row) => <a href={markPath(row.tracking_number)}>#{groupDigits(row.tracking_number)}</a>,
          heading: true,
        },
        { label: t('console.abuse.block.reason'), cell: (row) => row.reason },
        { label: t('console.abuse.mark.by'), cell: (row) => `${row.marked_by}, ${row.node}` },
        {
          label: t('console.abuse.mark.at'),
          cell: (row) => formatDateTime(row.marked_at, language, staff.timeZone),
        },
        {
          label: t('console.abuse.mark.state'),
          cell: (row) =>
            row.undone_at === null ? (
              <Badge tone="warning">{t('console.abuse.mark.open')}</Badge>
            ) : (
              <Badge>{t('console.abuse.mark.undone')}</Badge>
            ),
        },
      ]}
    />
  )
}
