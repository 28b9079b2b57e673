import type { ExchangeShareRow, ReportEventRow } from '../../db/index.ts'
import { maskPersonalData } from '../../reports/index.ts'
import { type ExchangeLink, wordFor } from './links.ts'
import type { ExchangeFile, MessageContent } from './message.ts'

export type ToldEvent = Pick<
  ReportEventRow,
  'seq' | 'type' | 'from_state' | 'to_state' | 'actor_kind' | 'visibility' | 'text' | 'data'
>

interface Telling {
  readonly link: Pick<ExchangeLink, 'states'>
  readonly share: Pick<ExchangeShareRow, 'direction'>
  readonly events: readonly ToldEvent[]
  /** What may go over of the files of an entry. */
  readonly filesOf: (seq: number) => readonly ExchangeFile[]
}

/**
 * What a partner is told of entries of a report's history; what is not here stays in the house. As the reporter is
 * ours, what is said of them goes over masked, in later words as in the first.
 */
export function composeMessages({ link, share, events, filesOf }: Telling): MessageContent[] {
  const isHome = share.direction === 'out'
  const compose = isHome ? HOME : HANDLER
  return events.flatMap((event) => {
    const said = event.visibility === 'internal' ? null : event.text
    const text = said === null || !isHome ? said : maskPersonalData(said)
    const messages = [compose[event.type]?.({ ...event, text }, link) ?? []].flat()
    const attachments = [...filesOf(event.seq)]
    return attachments.length === 0 ? messages : messages.map((message) => ({ ...message, attachments }))
  })
}

type Compose = (event: ToldEvent, link: Telling['link']) => MessageContent | readonly []

const dayOf = (value: unknown) => (typeof value === 'string' ? value : null)

const say: Compose = ({ text }) => (text === null ? [] : { type: 'update', text })

/** The partner handles it; we have the reporter. */
const HOME: Readonly<Record<string, Compose>> = {
  add_information: say,
  complete: say,
  follow_up: say,
  answer: say,
  dispute: ({ text }, link) => ({ type: 'update', text, state: wordFor(link, 'in_progress'), reopens: true }),
  confirm: ({ text, data, from_state }) =>
    from_state === 'closed'
      ? []
      : {
          type: 'close',
          outcome: 'confirmed',
          text,
          rating: typeof data.rating === 'number' ? data.rating : null,
        },
  close_silent: () => ({ type: 'close', outcome: 'silence' }),
  close: ({ text }) => ({ type: 'close', outcome: 'closed', text }),
  withdraw: ({ text }) => ({ type: 'close', outcome: 'withdrawn', text }),
  archive: ({ text }) => ({ type: 'close', outcome: 'archived', text }),
  expire_hold: () => ({ type: 'close', outcome: 'archived' }),
  recall: ({ text }) => ({ type: 'close', outcome: 'taken_back', text }),
}

/** We handle it; the partner has the reporter. */
const HANDLER: Readonly<Record<string, Compose>> = {
  assign: ({ from_state }, link) =>
    from_state === 'submitted' ? { type: 'update', state: wordFor(link, 'assigned') } : [],
  follow_up: ({ text, to_state }, link) =>
    text === null ? [] : { type: 'update', text, state: wordFor(link, to_state) },
  hold: ({ text }, link) => ({ type: 'update', text, state: wordFor(link, 'on_hold') }),
  answer: ({ text, data }, link) => ({
    type: 'answer',
    text,
    state: wordFor(link, 'answered'),
    done_on: dayOf(data.done_on),
    promised_on: dayOf(data.promised_on),
  }),
  archive: ({ text, data }) => ({ type: 'refuse', text, reason: dayOf(data.reason) }),
  close: ({ text }) => ({ type: 'close', outcome: 'closed', text }),
}
