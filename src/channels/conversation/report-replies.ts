import { formatDayMonth, isMessageKey, type MessageKey, type Translate } from '../../i18n/index.ts'
import type { Sealer } from '../../identity/index.ts'
import type { Choice } from '../../notifications/index.ts'
import { shortFollowLink } from '../../reports/index.ts'
import type { KnownReport } from './known-sender.ts'
import { plainReply, type Reply, type ReplyStyle, say, withOffers } from './reply.ts'

export interface LinkDeps {
  readonly sealer: Sealer
  readonly baseUrl: string
}

/** An answer about one report: its number, holder, due date and the way to it. */
export function sayOfReport(
  deps: LinkDeps,
  style: ReplyStyle,
  key: MessageKey,
  report: KnownReport,
  language: 'id' | 'en',
  more: Record<string, string | number> = {},
): Reply {
  const link = style.isPublic ? '' : shortFollowLink(deps, report)
  const values = {
    number: report.tracking_number,
    title: report.title,
    holder: report.holder,
    due: report.due_at === null ? '-' : formatDayMonth(report.due_at, language, report.time_zone),
    link,
    ...more,
  }
  const text = say(style, key, values)
  return { ...plainReply(text), link: link !== '' && text.includes(link) ? link : null }
}

/** Where a report stands, and what the reporter can do about it. */
export function sayStatus(
  deps: LinkDeps,
  style: ReplyStyle,
  report: KnownReport,
  language: 'id' | 'en',
): Reply {
  const now = style.t(stateKey(report), {
    holder: report.holder,
    institution: report.holder,
    reason: archiveReason(style.t, report.archive_reason),
  })
  const key: MessageKey = report.due_at === null ? 'channels.status_ended' : 'channels.status'
  const reply = sayOfReport(deps, style, key, report, language, { now })
  return withOffers(style, reply, offersFor(style.t, report))
}

/** What can be done with a report now, as buttons. */
export function offersFor(t: Translate, report: Pick<KnownReport, 'state' | 'tracking_number'>): Choice[] {
  const number = report.tracking_number
  const offer = (word: string, key: MessageKey) => ({ value: `${word} ${number}`, label: t(key) })
  switch (report.state) {
    case 'answered':
      return [offer('SELESAI', 'channels.offer.confirm'), offer('BELUM', 'channels.offer.dispute')]
    case 'submitted':
      return [offer('STATUS', 'channels.offer.status'), offer('BATAL', 'channels.offer.withdraw')]
    case 'closed':
    case 'archived':
    case 'awaiting_identity':
      return []
    default:
      return [offer('STATUS', 'channels.offer.status')]
  }
}

/** Five lines to choose a rating from. */
export function ratingChoices(t: Translate, number: string): Choice[] {
  return [5, 4, 3, 2, 1].map((rating) => ({
    value: `NILAI ${number} ${rating}`,
    label: t('channels.offer.rating', { rating }),
  }))
}

function stateKey(report: KnownReport): MessageKey {
  const own = `channels.now.${report.state}`
  return isMessageKey(own) ? own : 'report.now.other'
}

function archiveReason(t: Translate, reason: string | null): string {
  const key = `archive_reason.${reason ?? ''}`
  return isMessageKey(key) ? t(key) : t('report.archived.unknown')
}
