import { formatDate, isMessageKey, type MessageKey } from '../../../i18n/index.ts'
import type { IdentityWait, PublicReport } from '../../../reports/index.ts'
import type { DueBadgeProps, PageFrame } from '../../../ui/index.ts'

/** Where a report stands, in words a worried person understands. */
export interface Situation {
  /** Who has it now. */
  readonly now: string
  /** What happens next; null when nothing does. */
  readonly next: string | null
  /** `term` names what is due. */
  readonly due: (DueBadgeProps & { readonly term: string }) | null
  /** Set when what was promised for a day has not happened. */
  readonly late: string | null
  /** Index of the public step under way, the number of steps when done, null when it ended before. */
  readonly step: number | null
}

/** The last day before a deadline is worth a second look. */
const SOON_MS = 2 * 86_400_000

/** Tell who has a report, until when, and what comes next; `own` speaks to its reporter. */
export function situationOf(
  page: Pick<PageFrame, 't' | 'language'>,
  report: PublicReport,
  view: {
    readonly own: boolean
    readonly now: Date
    readonly disputableUntil: Date | null
    readonly identity?: IdentityWait | null
  },
): Situation {
  const { t, language } = page
  const date = (instant: Date | null) =>
    instant === null ? '' : formatDate(instant, language, report.time_zone)
  const values = {
    // Short here: the full name stands below it.
    holder: report.holder.short_name,
    institution: report.institution.short_name,
    reason: archiveReason(t, report.archive_reason),
    due: date(report.due_at),
    until: date(view.disputableUntil),
  }
  const lacks = view.identity?.lacks
  // The registry owes an answer, not the reporter: no date presses them.
  const due = lacks === 'answer' ? null : dueOf(page, report, view.now)
  const waits = lacks === undefined ? report.state : `${report.state}.${lacks}`
  const state = report.state === 'closed' ? `closed.${report.close_kind ?? 'admin'}` : waits
  const say = (key: string) => {
    const own = `report.${key}.own`
    const found = view.own && isMessageKey(own) ? own : `report.${key}`
    return isMessageKey(found) ? t(found, values) : null
  }
  const canDispute = report.state === 'closed' && view.own && view.disputableUntil !== null
  return {
    now: say(`now.${state}`) ?? t('report.now.other', values),
    next: canDispute ? t('report.next.closed.own', values) : say(`next.${waits}`),
    due,
    late: due?.tone === 'overdue' && isHandlers(report) ? t('report.late', values) : null,
    step: stepOf(report),
  }
}

/** "Tenggat verifikasi: 27 November 2026", or that it is overdue. */
function dueOf(
  { t, language }: Pick<PageFrame, 't' | 'language'>,
  report: PublicReport,
  now: Date,
): Situation['due'] {
  if (report.due_at === null || report.due_kind === null) return null
  const left = report.due_at.getTime() - now.getTime()
  const kind = `deadline.${report.due_kind}`
  const date = formatDate(report.due_at, language, report.time_zone)
  return {
    term: t('report.until', {
      kind: (isMessageKey(kind) ? t(kind) : report.due_kind).toLocaleLowerCase(language),
    }),
    text: left < 0 ? t('report.due.overdue', { date }) : date,
    // What is still promised on a report that is over is told, without alarm.
    tone:
      report.state === 'closed' || report.state === 'archived'
        ? 'calm'
        : left < 0
          ? 'overdue'
          : left < SOON_MS
            ? 'soon'
            : 'calm',
    datetime: report.due_at.toISOString(),
  }
}

function isHandlers(report: PublicReport): boolean {
  return ['submitted', 'assigned', 'in_progress'].includes(report.state)
}

export function archiveReason(t: PageFrame['t'], reason: string | null): string {
  const key: string = `archive_reason.${reason}`
  return isMessageKey(key) ? t(key as MessageKey) : t('report.archived.unknown')
}

const STEPS: Readonly<Record<PublicReport['state'], number | null>> = {
  awaiting_identity: 0,
  submitted: 1,
  on_hold: 1,
  assigned: 2,
  in_progress: 2,
  answered: 3,
  closed: 5,
  archived: null,
}

function stepOf(report: PublicReport): number | null {
  // Held after it was handed on, it still stands with its handler.
  return report.state === 'on_hold' && report.verified_at !== null ? 2 : STEPS[report.state]
}
