import { DomainError } from '../../errors.ts'
import { errorText, fieldErrorText } from '../../http/index.ts'
import { formatDate, translator } from '../../i18n/index.ts'
import type { ReportDeps, SubmitDeps } from '../../reports/index.ts'
import type { SmsWords } from '../../routing/index.ts'
import type { Channel, InboundMessage } from '../channel.ts'
import { actOnReport } from './act-on-report.ts'
import { takeIdentity } from './ask-identity.ts'
import type { Asking } from './asking.ts'
import { keepShared } from './keep-shared.ts'
import { type KnownSender, readKnownSender } from './known-sender.ts'
import { isYes, letInByReply } from './let-in-by-reply.ts'
import { canAdd, type Intent, readIntent } from './read-intent.ts'
import { plainReply, type Reply, type ReplyStyle, say, withOffers } from './reply.ts'
import { offersFor, sayOfReport } from './report-replies.ts'
import type { SharedReads } from './shared-reads.ts'
import { signInLink } from './sign-in-link.ts'
import { askInstitution, linkDeps, reportOf, submitPending } from './tell-report.ts'

export interface ConverseDeps extends ReportDeps, SubmitDeps {
  readonly baseUrl: string
  readonly smsWords: () => SmsWords
  readonly reads: SharedReads
  /** For what takes connections of its own, unlike a report, which is written together with others: few at a time. */
  readonly alone: <Result>(run: () => Promise<Result>) => Promise<Result>
}

/** A message with everything that belongs to it, ready to be answered. */
export interface Heard {
  readonly message: InboundMessage
  readonly inboundId: number
  readonly channel: Channel
  /** Ids of its files, stored already. */
  readonly attachments: readonly string[]
  /** What to tell of files that could not be taken. */
  readonly fileProblems: readonly string[]
}

/** What came of a message: the answer, and what the conversation remembers. */
export interface Conversed {
  readonly reply: Reply
  readonly reportId: number | null
  readonly asking: Asking | null
  readonly language: 'id' | 'en'
  readonly stopped: boolean
  /** Hash of the words that became a report, by which a repetition is known. */
  readonly toldHash: Buffer | null
}

/** What the parts of the engine work with for one message. */
export interface Turn {
  readonly deps: ConverseDeps
  readonly heard: Heard
  readonly sender: KnownSender
  readonly style: ReplyStyle
  readonly now: Date
}

/** What a part of the engine answers; what it leaves out stays as it was. */
export interface Answer {
  readonly reply: Reply
  readonly reportId?: number | null
  readonly asking?: Asking
  readonly toldHash?: Buffer
}

/**
 * Do what a message asks for and say what came of it. Safe to run again for the same message: what was done then is
 * not done twice.
 */
export async function converse(deps: ConverseDeps, heard: Heard): Promise<Conversed> {
  const { message, channel } = heard
  const isLetIn = await letInByReply(deps, message)
  const turn = await openTurn(deps, heard)
  const { sender, now } = turn
  const text = (message.button ?? message.text).trim()
  const intent = readIntent(text, {
    asking: sender.asking,
    reports: sender.reports,
    spokenOf: sender.spokenOf,
    words: deps.smsWords(),
    hasFiles: heard.attachments.length > 0 || message.location !== null,
    inPieces: channel.channel !== 'sms',
    now,
  })
  const before = await keepUnanswered(turn, intent)
  const answer =
    (await answerAtOnce(turn, isLetIn, text)) ??
    (await refusalsAsAnswers(
      turn,
      async () =>
        (await takeIdentity(turn, text)) ??
        (intent.kind === 'report'
          ? await answerIntent(turn, intent)
          : await deps.alone(() => answerIntent(turn, intent))),
    ))
  const language = intent.kind === 'english' ? 'en' : intent.kind === 'indonesian' ? 'id' : sender.language
  return {
    reply: withFileProblems(answer.reply, heard.fileProblems),
    reportId: answer.reportId ?? before,
    toldHash: answer.toldHash ?? null,
    asking: answer.asking ?? null,
    language,
    stopped: intent.kind === 'stop' || (sender.stopped && !RESUMES.has(intent.kind)),
  }
}

async function openTurn(deps: ConverseDeps, heard: Heard): Promise<Turn> {
  const { message, channel } = heard
  const now = deps.clock.now()
  const sender = await readKnownSender(deps, message, now)
  const style: ReplyStyle = {
    t: translator(sender.language),
    limits: channel.limits,
    buttons: channel.buttons,
    listLines: channel.listLines,
    isPublic: message.isPublic,
  }
  return { deps, heard, sender, style, now }
}

/** Send a report on whose institution was asked for in vain. Null when nothing is asked any more. */
export async function goOnWithout(deps: ConverseDeps, heard: Heard): Promise<Answer | null> {
  const turn = await openTurn(deps, heard)
  const { asking } = turn.sender
  if (asking?.kind !== 'institution') return null
  return refusalsAsAnswers(turn, () => reportOf(turn, { ...asking, institutionCode: null }))
}

/** What needs no understanding: a confirmation we asked for, a number handed over by a button. */
async function answerAtOnce(turn: Turn, isLetIn: boolean, text: string): Promise<Answer | null> {
  const { deps, heard, sender, style } = turn
  const report = sender.spokenOf
  if (isLetIn && report !== null && isYes(text)) {
    return {
      reply: withOffers(
        style,
        sayOfReport(linkDeps(turn), style, 'channels.received', report, sender.language),
        offersFor(style.t, report),
      ),
      reportId: report.id,
    }
  }
  if (heard.message.shared === undefined) return null
  const isKept = await keepShared(deps, heard.message)
  return { reply: plainReply(say(style, isKept ? 'channels.number_kept' : 'channels.greeting')) }
}

/** Who reports anew wants to hear of it. */
const RESUMES: ReadonlySet<Intent['kind']> = new Set([
  'start',
  'report',
  'chosen_institution',
  'new_of_added',
])

/** A report whose institution we asked for goes its way without, when the sender speaks of something else. */
async function keepUnanswered(turn: Turn, intent: Intent): Promise<number | null> {
  const { asking } = turn.sender
  if (asking?.kind !== 'institution' || intent.kind === 'chosen_institution') return null
  if (intent.kind === 'ask_institution' && intent.body === asking.body) return null
  return submitPending(turn, asking)
}

async function answerIntent(turn: Turn, intent: Intent): Promise<Answer> {
  const { style, sender, heard } = turn
  const files = { attachments: heard.attachments, location: heard.message.location }
  switch (intent.kind) {
    case 'report':
      return reportOf(turn, {
        ...withAsked(sender.asking, files),
        body: intent.body,
        institutionCode: intent.institutionCode,
      })
    case 'ask_institution':
      return askInstitution(turn, { ...files, codes: intent.codes, body: intent.body })
    case 'chosen_institution': {
      const asked = sender.asking
      if (asked?.kind !== 'institution') return { reply: plainReply(say(style, 'channels.ask_body')) }
      return reportOf(turn, { ...asked, institutionCode: intent.code })
    }
    case 'new_of_added': {
      const asked = sender.asking
      if (asked?.kind !== 'added') return { reply: plainReply(say(style, 'channels.ask_body')) }
      return reportOf(turn, { body: asked.body, institutionCode: null, attachments: [], location: null })
    }
    case 'ask_body':
      return {
        reply: plainReply(say(style, 'channels.ask_body')),
        asking: { kind: 'body', ...files, institutionCode: intent.institutionCode },
      }
    case 'act':
      return actOnReport(turn, intent.command, intent.number)
    case 'add_free':
      return actOnReport(turn, { name: 'add', text: intent.text }, intent.number, { free: true })
    case 'stop':
      return { reply: plainReply(say(style, 'channels.stopped')) }
    case 'start':
      return { reply: plainReply(say(style, 'channels.started')) }
    case 'sign_in':
      return signInLink(turn)
    case 'help':
      return { reply: helpReply(turn) }
    case 'greeting':
      return { reply: helpReply(turn, 'channels.greeting') }
    case 'english':
    case 'indonesian': {
      const t = translator(intent.kind === 'english' ? 'en' : 'id')
      return { reply: plainReply(t('channels.language_set')) }
    }
  }
}

/** What was sent before its words: a photo, a place. */
function withAsked(
  asking: Asking | null,
  files: { attachments: readonly string[]; location: InboundMessage['location'] },
) {
  if (asking?.kind !== 'body') return files
  return {
    attachments: [...asking.attachments, ...files.attachments],
    location: files.location ?? asking.location,
  }
}

function helpReply(turn: Turn, key: 'channels.help' | 'channels.greeting' = 'channels.help'): Reply {
  const { style, sender } = turn
  const open = sender.reports.filter(({ state }) => canAdd(state))
  const [one] = open
  const offers =
    one === undefined
      ? []
      : [{ value: `STATUS ${one.tracking_number}`, label: style.t('channels.offer.status') }]
  return withOffers(style, plainReply(say(style, key)), offers)
}

/** A refusal that a person can act on is an answer like any other. */
async function refusalsAsAnswers(turn: Turn, run: () => Promise<Answer>): Promise<Answer> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.code === 'reporter_blocked') return { reply: sayBlocked(turn, error) }
    const { t } = turn.style
    const [field] = error.fields
    return { reply: plainReply(field === undefined ? errorText(t, error) : fieldErrorText(t, field)) }
  }
}

/** Never silent: why nothing new is taken, until when, and where to object. */
function sayBlocked({ deps, style, sender }: Turn, { values }: DomainError): Reply {
  const link = style.isPublic ? '' : `${deps.baseUrl}/keberatan`
  const until = formatDate(new Date(Number(values.until)), sender.language)
  return plainReply(
    say(style, 'channels.blocked', { reason: values.reason ?? '', until, link }),
    link || null,
  )
}

function withFileProblems(reply: Reply, problems: readonly string[]): Reply {
  return problems.length === 0 ? reply : { ...reply, text: [reply.text, ...problems].join('\n') }
}
