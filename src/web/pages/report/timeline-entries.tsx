import { formatDateTime, isMessageKey } from '../../../i18n/index.ts'
import type { PresentedEvent, PublicReport } from '../../../reports/index.ts'
import type { PageFrame, TimelineEntry } from '../../../ui/index.ts'
import { attachmentView } from '../../attachment-view.ts'
import { AnswerFacts } from './answer-facts.tsx'
import { archiveReason } from './situation.ts'

const KIND: Readonly<Record<string, NonNullable<TimelineEntry['kind']>>> = {
  return: 'problem',
  follow_up: 'speech',
  answer: 'answer',
  hold: 'speech',
  complete: 'reporter',
  add_information: 'reporter',
  confirm: 'reporter',
  dispute: 'reporter',
  archive: 'problem',
  expire_hold: 'problem',
  expire_identity: 'problem',
  refuse_identity: 'problem',
  state_identity: 'reporter',
  task_follow_up: 'speech',
  task_done: 'answer',
  promise_kept: 'answer',
  task_declined: 'problem',
  take_over: 'problem',
  deadline_missed: 'problem',
}

/** A report's history as its page tells it. */
export function timelineEntries(
  page: Pick<PageFrame, 't' | 'language'>,
  report: PublicReport,
): readonly TimelineEntry[] {
  return report.timeline.map((event) => ({
    id: `kabar-${event.seq}`,
    title: titleOf(page.t, event),
    actor: actorOf(page.t, event),
    time: formatDateTime(event.at, page.language, report.time_zone),
    datetime: event.at.toISOString(),
    text: textOf(page.t, event),
    kind:
      event.type === 'complete' && event.by.kind === 'institution' ? 'speech' : (KIND[event.type] ?? 'step'),
    children: <AnswerFacts page={page} data={event.data} />,
    // What came with the report itself stands beside its text.
    attachments:
      event.type === 'submit' ? [] : event.attachments.map((attachment) => attachmentView(page, attachment)),
  }))
}

function titleOf(t: PageFrame['t'], event: PresentedEvent): string {
  const key = `report.event.${event.type}${event.data.binding === true ? '.binding' : ''}`
  const deadline = `deadline.${event.data.deadline}`
  const named = event.target === null ? key : `${key}.to`
  const found = isMessageKey(named) ? named : key
  return t(isMessageKey(found) ? found : 'report.event.other', {
    by: event.by.kind === 'institution' ? event.by.short_name : '',
    target: event.target?.short_name ?? '',
    deadline: isMessageKey(deadline) ? t(deadline).toLowerCase() : '',
    rating: typeof event.data.rating === 'number' ? event.data.rating : 0,
  })
}

function actorOf(t: PageFrame['t'], event: PresentedEvent): string {
  if (event.by.kind === 'institution') return event.by.name
  return t(event.by.kind === 'system' ? 'report.by.system' : 'report.by.reporter')
}

function textOf(t: PageFrame['t'], event: PresentedEvent): string | null {
  const { reason } = event.data
  const words = [
    typeof reason === 'string' && event.type === 'archive' ? archiveReason(t, reason) : null,
    event.text,
    event.data.escalated === true ? t('report.event.escalated') : null,
  ].filter((text) => text !== null)
  return words.length === 0 ? null : words.join('\n')
}
