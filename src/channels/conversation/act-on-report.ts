import { DomainError } from '../../errors.ts'
import { hashSecret } from '../../identity/index.ts'
import {
  type Actor,
  addInformation,
  asksSurvey,
  completeReport,
  confirmReport,
  disputeReport,
  presentForPublic,
  RepeatedRequest,
  readReport,
  readTrackingNumber,
  shortSurveyLink,
  withdrawReport,
} from '../../reports/index.ts'
import { sayIfWaiting } from './ask-identity.ts'
import type { ReportCommand } from './commands.ts'
import type { Answer, Turn } from './converse.ts'
import { type KnownReport, readKnownSender } from './known-sender.ts'
import { canAdd } from './read-intent.ts'
import { plainReply, questionReply, say, withOffers } from './reply.ts'
import { offersFor, ratingChoices, sayOfReport, sayStatus } from './report-replies.ts'
import { linkDeps } from './tell-report.ts'

/** The shortest text a use case takes; a photo needs none. */
const SHORTEST = 5

/** Do what a command asks of one of the sender's reports; ask which where it may be several. */
export async function actOnReport(
  turn: Turn,
  command: ReportCommand,
  written: string | null,
  { free = false } = {},
): Promise<Answer> {
  const { sender, style } = turn
  if (written !== null) {
    const report = ofNumber(sender.reports, written)
    if (report !== null) return perform(turn, command, report, free)
    const waiting = await sayIfWaiting(turn, written.replaceAll(/\D/g, ''))
    if (waiting !== null) return waiting
    return command.name === 'status' ? publicStatus(turn, written) : unknownNumber(turn, written)
  }
  const candidates = sender.reports.filter((report) => isCandidate(command, report))
  const [one, another] = candidates
  if (one !== undefined && another === undefined) return perform(turn, command, one, free)
  if (one === undefined) {
    const waiting = command.name === 'status' ? await sayIfWaiting(turn, null) : null
    if (waiting !== null) return waiting
    const [newest] = sender.reports
    if (command.name === 'status' && newest !== undefined) return perform(turn, command, newest, free)
    return { reply: plainReply(say(style, `channels.none.${NONE[command.name]}`)) }
  }
  const shown = candidates.slice(0, 9)
  return {
    reply: questionReply(
      style,
      say(style, 'channels.ask_report'),
      shown.map(({ tracking_number, title }) => ({
        value: commandText(command, tracking_number),
        label: `${tracking_number} ${shorten(title)}`,
      })),
    ),
    asking: { kind: 'report', command, numbers: shown.map(({ tracking_number }) => tracking_number) },
  }
}

const NONE = {
  status: 'status',
  add: 'add',
  confirm: 'judge',
  dispute: 'judge',
  rate: 'judge',
  withdraw: 'withdraw',
} as const

function isCandidate(command: ReportCommand, report: KnownReport): boolean {
  switch (command.name) {
    case 'status':
      return report.state !== 'closed' && report.state !== 'archived'
    case 'add':
      return canAdd(report.state)
    case 'confirm':
      return report.state === 'answered'
    case 'dispute':
      return report.disputable
    case 'rate':
      return report.rating === null && (report.state === 'answered' || report.state === 'closed')
    case 'withdraw':
      return report.state === 'submitted' || report.state === 'on_hold'
  }
}

/** The whole number, or its end where that is clear: people copy the last digits. */
function ofNumber(reports: readonly KnownReport[], written: string): KnownReport | null {
  const [one, another] = reports.filter(({ tracking_number }) => tracking_number.endsWith(written))
  return one !== undefined && another === undefined ? one : null
}

async function perform(
  turn: Turn,
  command: ReportCommand,
  report: KnownReport,
  free: boolean,
): Promise<Answer> {
  const { deps, heard, style, sender } = turn
  const number = report.tracking_number
  const reportId = report.id
  if (command.name === 'status') {
    return { reply: sayStatus(linkDeps(turn), style, report, sender.language), reportId }
  }
  // An address that is only claimed changes nothing.
  if (heard.message.sender.isProved === false && heard.message.trackingNumber !== number) {
    return { reply: plainReply(say(style, 'channels.prove_for_report', { number })), reportId }
  }
  if (command.name === 'dispute' && command.text.length < SHORTEST) {
    return {
      reply: plainReply(say(style, 'channels.ask_reason', { number })),
      reportId,
      asking: { kind: 'reason', number },
    }
  }
  const addition = command.name === 'add' ? additionText(turn, command.text) : null
  if (command.name === 'add' && addition === null) {
    return { reply: plainReply(say(style, 'channels.ask_addition', { number })), reportId }
  }
  const actor: Actor = {
    kind: 'reporter',
    channel: heard.message.channel,
    requestKey: { key: `inbound:${heard.inboundId}`, hash: hashSecret(JSON.stringify([number, command])) },
  }
  const { attachments } = heard
  const completes = report.state === 'on_hold'
  try {
    switch (command.name) {
      case 'add': {
        const text = addition ?? ''
        await (completes ? completeReport : addInformation)(deps, actor, number, { text, attachments })
        break
      }
      case 'confirm':
        await confirmReport(deps, actor, number, { rating: null })
        break
      case 'rate':
        await confirmReport(deps, actor, number, { rating: command.rating })
        break
      case 'dispute':
        await disputeReport(deps, actor, number, { text: command.text, attachments })
        break
      case 'withdraw':
        await withdrawReport(deps, actor, number, {})
    }
  } catch (error) {
    if (error instanceof DomainError && error.code === 'action_not_possible') {
      return { reply: notPossible(turn, command, report), reportId }
    }
    // Done before a fault of ours; only its answer is still owed.
    if (!(error instanceof RepeatedRequest)) throw error
  }
  const done = await sayDone(turn, command, number, { free, completes, text: addition ?? '' })
  return report.state === 'answered' ? withSurvey(turn, report, command, done) : done
}

/** Whoever closes their own report is asked in the same conversation; never in front of everybody. */
async function withSurvey(
  { deps, heard, style }: Turn,
  report: KnownReport,
  command: ReportCommand,
  done: Answer,
): Promise<Answer> {
  const closes = command.name === 'confirm' || command.name === 'rate'
  if (!closes || style.isPublic || !(await asksSurvey(deps.db, report.id))) return done
  const link = shortSurveyLink(deps, report)
  const isSms = heard.message.channel === 'sms'
  const asked = style.t(isSms ? 'survey.invite.sms' : 'survey.invite.chat', { survey: link })
  const gap = isSms ? ' ' : '\n\n'
  return { ...done, reply: { ...done.reply, text: `${done.reply.text}${gap}${asked}`, link } }
}

async function sayDone(
  turn: Turn,
  command: Exclude<ReportCommand, { name: 'status' }>,
  number: string,
  done: { readonly free: boolean; readonly completes: boolean; readonly text: string },
): Promise<Answer> {
  const { deps, heard, style, sender, now } = turn
  // As it stands now: with its new holder and deadline.
  const known = await readKnownSender(deps, heard.message, now)
  const report = known.reports.find(({ tracking_number }) => tracking_number === number)
  if (report === undefined) throw new Error(`report ${number} is gone`)
  const reportId = report.id
  const sayIt = (key: Parameters<typeof sayOfReport>[2], more = {}) =>
    sayOfReport(linkDeps(turn), style, key, report, sender.language, more)
  switch (command.name) {
    case 'add': {
      const key = done.completes ? 'channels.completed' : done.free ? 'channels.added_free' : 'channels.added'
      const fresh = { value: 'BARU', label: style.t('channels.offer.new') }
      const offers = [...(done.free && !done.completes ? [fresh] : []), ...offersFor(style.t, report)]
      return {
        reply: withOffers(style, sayIt(key), offers),
        reportId,
        ...(done.free
          ? { asking: { kind: 'added', body: done.text, attachments: heard.attachments } as const }
          : {}),
      }
    }
    case 'confirm':
      return {
        reply: withOffers(style, sayIt('channels.confirmed'), ratingChoices(style.t, number)),
        reportId,
        asking: { kind: 'rating', number },
      }
    case 'rate':
      return { reply: sayIt('channels.rated', { rating: command.rating }), reportId }
    case 'dispute':
      return { reply: sayIt('channels.disputed'), reportId }
    case 'withdraw':
      return { reply: sayIt('channels.withdrawn'), reportId }
  }
}

function notPossible(turn: Turn, command: ReportCommand, report: KnownReport) {
  const now = sayStatus(linkDeps(turn), turn.style, report, turn.sender.language)
  if (command.name === 'confirm' || command.name === 'rate' || command.name === 'dispute') {
    return sayOfReport(linkDeps(turn), turn.style, 'channels.not_answered', report, turn.sender.language)
  }
  return now
}

/** The words of an addition; a place as words, a photo by itself is enough; null when there is nothing. */
function additionText({ heard, style }: Turn, text: string): string | null {
  const { location } = heard.message
  const place =
    location === null
      ? []
      : [
          style.t('channels.place', {
            label: location.label ?? '',
            position: `${location.latitude.toFixed(6)}, ${location.longitude.toFixed(6)}`,
          }),
        ]
  const words = [text.trim(), ...place].filter((part) => part !== '').join('\n')
  if (words.length >= SHORTEST) return words
  if (heard.attachments.length > 0) return [style.t('channels.photo_only'), words].join(' ').trim()
  return null
}

async function publicStatus(turn: Turn, written: string): Promise<Answer> {
  const number = readTrackingNumber(written)
  const record = number === null ? null : await readReport(turn.deps.db, number)
  const seen = record === null ? null : presentForPublic(record, turn.deps.sealer)
  if (seen === null || !seen.published) return unknownNumber(turn, written)
  const link = `${turn.deps.baseUrl}/laporan/${seen.tracking_number}`
  const text = say(turn.style, 'channels.public_status', {
    number: seen.tracking_number,
    state: turn.style.t(`state.${seen.state}`),
    holder: seen.holder.short_name,
    link,
  })
  return { reply: plainReply(text, link) }
}

function unknownNumber(turn: Turn, number: string): Answer {
  return { reply: plainReply(say(turn.style, 'channels.unknown_number', { number })) }
}

function commandText(command: ReportCommand, number: string): string {
  switch (command.name) {
    case 'status':
      return `STATUS ${number}`
    case 'add':
      return `TAMBAH ${number} ${command.text}`
    case 'confirm':
      return `SELESAI ${number}`
    case 'dispute':
      return `BELUM ${number} ${command.text}`
    case 'rate':
      return `NILAI ${number} ${command.rating}`
    case 'withdraw':
      return `BATAL ${number}`
  }
}

function shorten(title: string): string {
  const characters = [...title]
  return characters.length <= 24 ? title : `${characters.slice(0, 22).join('').trimEnd()}..`
}
