import { readSms, type SmsWords } from '../../routing/index.ts'
import type { Asking } from './asking.ts'
import {
  type ReportCommand,
  readBareCommand,
  readNewReport,
  readNumberedWithdrawal,
  readPlainCommand,
} from './commands.ts'
import type { KnownReport } from './known-sender.ts'

/** What a message asks for, in the light of what was said before. */
export type Intent =
  | { readonly kind: 'report'; readonly institutionCode: string | null; readonly body: string }
  | { readonly kind: 'ask_institution'; readonly codes: readonly string[]; readonly body: string }
  /** `number` as written; null when it was left out. */
  | { readonly kind: 'act'; readonly command: ReportCommand; readonly number: string | null }
  /** A free text that belongs to a report which waits for the reporter, or was just made. */
  | { readonly kind: 'add_free'; readonly number: string; readonly text: string }
  /** The answer to which institution is meant. */
  | { readonly kind: 'chosen_institution'; readonly code: string }
  /** A report of its own of what was taken as an addition before. */
  | { readonly kind: 'new_of_added' }
  | { readonly kind: 'ask_body'; readonly institutionCode: string | null }
  | { readonly kind: 'stop' | 'start' | 'help' | 'greeting' | 'english' | 'indonesian' | 'sign_in' }

export interface IntentContext {
  readonly asking: Asking | null
  readonly reports: readonly KnownReport[]
  /** Where it was written says which report it is about. */
  readonly spokenOf: KnownReport | null
  readonly words: SmsWords
  readonly hasFiles: boolean
  /** A text soon after a report belongs to it: on channels where people write in pieces. */
  readonly inPieces: boolean
  readonly now: Date
}

/** Who writes in pieces does so within minutes. */
const PIECES_MS = 10 * 60_000
/** A report needs so many characters; less is a greeting or a slip. */
const SHORTEST = 5

export function readIntent(text: string, context: IntentContext): Intent {
  const { asking, reports, spokenOf, words, now } = context
  const answer = asking === null ? null : readAnswer(text, asking)
  if (answer !== null) return answer

  const fresh = readNewReport(text)
  if (fresh !== null) {
    if (fresh.rest.length >= SHORTEST) return ofReport(fresh.rest, words)
    if (asking?.kind === 'added') return { kind: 'new_of_added' }
    if (fresh.rest === '') return { kind: 'ask_body', institutionCode: null }
  }
  const withdrawn = readNumberedWithdrawal(text)
  if (withdrawn !== null) return { kind: 'act', command: { name: 'withdraw' }, number: withdrawn }
  const plain = readPlainCommand(text)
  if (plain !== null && plain !== 'new') return { kind: plain }

  const read = readSms(text, words)
  if (read.intent === 'stop' || read.intent === 'help') return { kind: read.intent }
  if (read.intent !== 'report') {
    const { trackingNumber: number, ...rest } = read
    return { kind: 'act', number, command: commandOf(rest) }
  }
  const bare = readBareCommand(text, {
    judge: reports.some((report) => report.disputable),
    add: reports.some(({ state }) => canAdd(state)),
    rate: true,
  })
  if (bare !== null) return { kind: 'act', command: bare, number: spokenOf?.tracking_number ?? null }
  if (spokenOf !== null && canAdd(spokenOf.state)) {
    return { kind: 'add_free', number: spokenOf.tracking_number, text: text.trim() }
  }

  if (asking?.kind === 'institution' && read.body === '' && read.institutionCode !== null) {
    if (asking.codes.includes(read.institutionCode))
      return { kind: 'chosen_institution', code: read.institutionCode }
  }
  const named = read.institutionCode !== null || read.ask.length > 0
  if (!named) {
    const waiting = waitingReport(context)
    if (waiting !== null && (text.trim() !== '' || context.hasFiles)) {
      return { kind: 'add_free', number: waiting.tracking_number, text: text.trim() }
    }
  }
  if (read.body.length < SHORTEST) {
    if (read.body === '' || named) return { kind: 'ask_body', institutionCode: read.institutionCode }
    return context.hasFiles ? { kind: 'ask_body', institutionCode: null } : { kind: 'greeting' }
  }
  if (asking?.kind === 'body' && !named) {
    return { kind: 'report', institutionCode: asking.institutionCode, body: read.body }
  }
  return read.ask.length > 0
    ? { kind: 'ask_institution', codes: read.ask, body: read.body }
    : { kind: 'report', institutionCode: read.institutionCode, body: read.body }

  function waitingReport({ inPieces }: IntentContext): KnownReport | null {
    if (asking?.kind === 'place' || asking?.kind === 'reason') {
      return reports.find(({ tracking_number }) => tracking_number === asking.number) ?? null
    }
    const waiting = reports.filter(({ state }) => state === 'on_hold' || state === 'answered')
    const [one, another] = waiting
    if (one !== undefined && another === undefined) return one
    const [newest] = reports
    const recent =
      newest !== undefined && now.getTime() - newest.created_at.getTime() < PIECES_MS && canAdd(newest.state)
    return inPieces && recent ? newest : null
  }
}

/** A number or a word that answers what we asked; null when the text is about something else. */
function readAnswer(text: string, asking: Asking): Intent | null {
  const choice = /^\s*(\d{1,2})\s*[.)]?\s*$/.exec(text)?.[1]
  const index = choice === undefined ? -1 : Number(choice) - 1
  if (asking.kind === 'institution') {
    const pressed = /^\s*instansi\s+(\S+)\s*$/i.exec(text)?.[1]
    const code = asking.codes.find((candidate) => candidate === pressed) ?? asking.codes[index]
    return code === undefined ? null : { kind: 'chosen_institution', code }
  }
  if (asking.kind === 'report') {
    const number = asking.numbers[index]
    return number === undefined ? null : { kind: 'act', command: asking.command, number }
  }
  if (asking.kind === 'rating' && index >= 0 && index <= 4) {
    return { kind: 'act', command: { name: 'rate', rating: index + 1 }, number: asking.number }
  }
  if (asking.kind === 'reason' && text.trim().length >= SHORTEST && readPlainCommand(text) === null) {
    return { kind: 'act', command: { name: 'dispute', text: text.trim() }, number: asking.number }
  }
  return null
}

function ofReport(body: string, words: SmsWords): Intent {
  const read = readSms(body, words)
  if (read.intent !== 'report') return { kind: 'report', institutionCode: null, body }
  if (read.body.length < SHORTEST) return { kind: 'ask_body', institutionCode: read.institutionCode }
  return read.ask.length > 0
    ? { kind: 'ask_institution', codes: read.ask, body: read.body }
    : { kind: 'report', institutionCode: read.institutionCode, body: read.body }
}

function commandOf(
  read:
    | { intent: 'status' }
    | { intent: 'add'; body: string }
    | { intent: 'confirm' }
    | { intent: 'dispute'; body: string }
    | { intent: 'rate'; rating: number },
): ReportCommand {
  switch (read.intent) {
    case 'add':
      return { name: 'add', text: read.body }
    case 'dispute':
      return { name: 'dispute', text: read.body }
    case 'rate':
      return { name: 'rate', rating: read.rating }
    default:
      return { name: read.intent }
  }
}

const ADDABLE = new Set(['submitted', 'on_hold', 'assigned', 'in_progress', 'answered'])

export function canAdd(state: KnownReport['state']): boolean {
  return ADDABLE.has(state)
}
