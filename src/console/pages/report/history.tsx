import { formatDateTime, isMessageKey } from '../../../i18n/index.ts'
import type { PresentedAttachment, PresentedEvent } from '../../../reports/index.ts'
import {
  groupDigits,
  type PageFrame,
  type TimelineAttachment,
  type TimelineEntry,
} from '../../../ui/index.ts'
import { deadlineName } from '../../due-label.ts'
import { fileSize } from '../../file-size.ts'
import { AnswerFacts } from './answer-facts.tsx'

export interface HistoryContext {
  readonly page: Pick<PageFrame, 't' | 'language'>
  readonly trackingNumber: string
  readonly timeZone: string
}

const KINDS: Readonly<Record<string, TimelineEntry['kind']>> = {
  follow_up: 'speech',
  answer: 'answer',
  add_information: 'reporter',
  complete: 'reporter',
  confirm: 'reporter',
  dispute: 'problem',
  withdraw: 'reporter',
  return: 'problem',
  archive: 'problem',
  task_follow_up: 'speech',
  task_done: 'answer',
  promise_kept: 'answer',
  task_declined: 'problem',
  deadline_missed: 'problem',
  take_over: 'problem',
}

/** The entries of a report's history as colleagues read them. */
export function historyEntries(context: HistoryContext, events: readonly PresentedEvent[]): TimelineEntry[] {
  return events.map((event) => historyEntry(context, event))
}

function historyEntry(context: HistoryContext, event: PresentedEvent): TimelineEntry {
  const { page, timeZone } = context
  return {
    id: `entry-${event.seq}`,
    title: titleOf(page.t, event),
    actor: actorOf(page.t, event),
    time: formatDateTime(event.at, page.language, timeZone),
    datetime: event.at.toISOString(),
    text: textOf(page.t, event),
    attachments: event.attachments.map((attachment) => attachmentLink(context, attachment)),
    visibility: event.visibility === 'internal' && event.text !== null ? 'internal' : 'public',
    kind: KINDS[event.type] ?? 'step',
    children: <More page={page} event={event} />,
  }
}

/** What an entry says beside its words, and where it was written. */
function More({ page, event }: { page: HistoryContext['page']; event: PresentedEvent }) {
  const { t } = page
  const { mirror_of, escalated } = event.data
  return (
    <>
      {escalated === true && (
        <p>{t('console.event.escalated', { target: event.target?.short_name ?? '' })}</p>
      )}
      <AnswerFacts page={page} data={event.data} />
      {typeof mirror_of === 'string' && (
        <p class="text-ink-soft text-sm">{t('console.event.mirrored', { number: groupDigits(mirror_of) })}</p>
      )}
    </>
  )
}

/** A file of a report as a link for staff; pictures with a small one of themselves. */
export function attachmentLink(
  { page, trackingNumber }: Pick<HistoryContext, 'page' | 'trackingNumber'>,
  attachment: PresentedAttachment,
): TimelineAttachment {
  const href = `/petugas/laporan/${trackingNumber}/lampiran/${attachment.id}`
  return {
    href,
    fileName: attachment.name,
    detail: fileSize(attachment.bytes, page.language),
    thumbnail: attachment.kind === 'image' ? `${href}?ukuran=kecil` : undefined,
  }
}

function titleOf(t: PageFrame['t'], event: PresentedEvent): string {
  const key = `console.event.${eventName(event)}`
  const values = {
    deadline: deadlineName(t, String(event.data.deadline)).toLowerCase(),
    number: groupDigits(String(event.data.into)),
    target: event.target?.short_name ?? '',
    reason: reasonOf(t, event),
    rating: Number(event.data.rating ?? 0),
    reopening: Number(event.data.reopening ?? 1),
  }
  return isMessageKey(key) ? t(key, values) : event.type
}

function eventName({ type, visibility, data, target }: PresentedEvent): string {
  if (type === 'follow_up' && visibility === 'internal') return 'note'
  if (type === 'assign' && data.binding === true) return 'assign_binding'
  if (type === 'assign' && data.automatic === true) return 'assign_automatic'
  if (type === 'return' && data.undone === true) return 'return_undone'
  if (type === 'answer' && target !== null) return 'answer_by'
  if (type === 'join' && typeof data.into === 'string') return 'join_into'
  const ofDeadline = type === 'deadline_missed' || type === 'deadline_warned'
  return ofDeadline && typeof data.deadline === 'string' ? `${type}_of` : type
}

function reasonOf(t: PageFrame['t'], event: PresentedEvent): string {
  const key = `archive_reason.${String(event.data.reason)}`
  return isMessageKey(key) ? t(key) : ''
}

/** The person, if one acted, and for which institution or unit. */
function actorOf(t: PageFrame['t'], event: PresentedEvent): string {
  if (event.by.kind === 'system') return t('console.actor.system')
  if (event.by.kind === 'institution') {
    return event.staff_name === null ? event.by.short_name : `${event.staff_name}, ${event.by.short_name}`
  }
  const channel = `channel.${String(event.channel)}`
  return isMessageKey(channel)
    ? t('console.actor.reporter_by', { channel: t(channel) })
    : t('console.actor.reporter')
}

/** What was said; for a verification, what it changed. */
function textOf(t: PageFrame['t'], event: PresentedEvent): string | null {
  if (event.text !== null) return event.text
  const { changed } = event.data
  if (!Array.isArray(changed) || changed.length === 0) return null
  const names = changed.map((name) => {
    const key = `console.changed.${String(name)}`
    return isMessageKey(key) ? t(key) : String(name)
  })
  return t('console.event.changed', { fields: names.join(', ') })
}
