import type { InboxReport } from '../reports/index.ts'
import { Badge, DueBadge, groupDigits, type PageFrame, StateBadge, Table } from '../ui/index.ts'
import { dueLabel } from './due-label.ts'
import { isOver } from './open-states.ts'

export interface ReportTableProps {
  readonly page: PageFrame
  readonly reports: readonly InboxReport[]
  readonly caption: string
  readonly now: Date
  readonly timeZone: string
  /** Not where all of them lie with oneself. */
  readonly showHolder?: boolean
  /** Each row can be ticked; the table then stands in `SelectReports`. */
  readonly select?: boolean
}

/** Reports as a work list: what it is, how it stands, until when, with whom. */
export function ReportTable(props: ReportTableProps) {
  const { page, reports, caption, now, timeZone, showHolder = true, select = false } = props
  const { t } = page
  return (
    <Table
      caption={caption}
      captionHidden
      keys
      rows={reports}
      rowKey={(report) => report.tracking_number}
      columns={[
        ...(select
          ? [
              {
                label: t('bulk.select'),
                class: 'select-cell',
                cell: (report: InboxReport) => <SelectBox page={page} report={report} />,
              },
            ]
          : []),
        {
          label: t('console.column.report'),
          heading: true,
          class: 'md:w-full',
          cell: (report) => <ReportCell page={page} report={report} />,
        },
        {
          label: t('console.column.state'),
          class: 'md:whitespace-nowrap',
          cell: (report) => (
            <StateBadge t={t} state={report.state} label={t(`console.state.${report.state}`)} />
          ),
        },
        {
          label: t('console.column.due'),
          cell: (report) => {
            const due = dueLabel(
              page,
              {
                at: report.due_at,
                kind: report.due_kind,
                warned: report.risk === 'warned',
                ended: isOver(report.state),
              },
              now,
              timeZone,
            )
            return due === null ? t('console.due.none') : <DueBadge {...due} />
          },
        },
        ...(showHolder
          ? [{ label: t('console.column.holder'), cell: (report: InboxReport) => report.holder_name }]
          : []),
      ]}
    />
  )
}

function SelectBox({ page, report }: { page: PageFrame; report: InboxReport }) {
  return (
    <label class="select-target">
      <input
        class="select-box"
        type="checkbox"
        name="laporan"
        value={report.tracking_number}
        aria-label={page.t('bulk.select_one', { title: report.title })}
        data-select
      />
    </label>
  )
}

function ReportCell({ page, report }: { page: PageFrame; report: InboxReport }) {
  const { t, language } = page
  const category = language === 'en' ? report.category_name_en : report.category_name_id
  const facts = [t(`class.${report.class}`), category, shortArea(report.area_name)].filter(
    (fact) => fact !== null,
  )
  return (
    <>
      <a href={`/petugas/laporan/${report.tracking_number}`}>{report.title}</a>
      <p class="mt-1 font-normal text-ink-soft text-sm">
        <span class="tracking">{groupDigits(report.tracking_number)}</span>
        {'\u00a0· '}
        {facts.join('\u00a0· ')}
      </p>
      {'task' in report && typeof report.task === 'string' && (
        <p class="mt-1.5 font-normal">
          <strong>{t('inbox.task')}</strong> {report.task}
        </p>
      )}
      <ReportMarks t={t} report={report} />
    </>
  )
}

/** "Krapyak, Pekalongan Utara, Kota Pekalongan, Jawa Tengah" without its province: a list needs less to tell places apart. */
function shortArea(fullName: string | null): string | null {
  const parts = fullName?.split(', ') ?? []
  return parts.length === 0 ? null : parts.slice(0, Math.max(parts.length - 1, 1)).join(', ')
}

type Marked = Pick<InboxReport, 'secret' | 'anonymous' | 'oversight' | 'return_count' | 'reopen_count'>

/** What sets a report apart from an ordinary one; nothing when it is ordinary. */
export function ReportMarks({ t, report }: { t: PageFrame['t']; report: Marked }) {
  const marks = [
    report.oversight && {
      text: t('console.mark.oversight'),
      tone: 'warning' as const,
      icon: 'shield' as const,
    },
    report.secret && { text: t('console.mark.secret'), tone: 'warning' as const, icon: 'lock' as const },
    report.anonymous && {
      text: t('console.mark.anonymous'),
      tone: 'neutral' as const,
      icon: 'eye-off' as const,
    },
    report.return_count > 0 && {
      text: t('console.mark.returned', { count: report.return_count }),
      tone: 'danger' as const,
      icon: 'return' as const,
    },
    report.reopen_count > 0 && {
      text: t('console.mark.reopened', { count: report.reopen_count }),
      tone: 'danger' as const,
      icon: 'message' as const,
    },
  ].filter((mark) => mark !== false)
  if (marks.length === 0) return null
  return (
    <p class="mt-1.5 flex flex-wrap gap-1.5">
      {marks.map((mark) => (
        <Badge key={mark.text} tone={mark.tone} icon={mark.icon}>
          {mark.text}
        </Badge>
      ))}
    </p>
  )
}
