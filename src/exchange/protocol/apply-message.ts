import type { ExchangeShareRow, ReportRow } from '../../db/index.ts'
import { DomainError, invalid } from '../../errors.ts'
import { translator } from '../../i18n/index.ts'
import { staffOfAccount } from '../../identity/index.ts'
import {
  type Actor,
  addInformation,
  answerReport,
  assignReport,
  closeAsElsewhere,
  completeReport,
  confirmReport,
  disputeReport,
  EXCHANGE_CHANNEL,
  followUpReport,
  holdReport,
  REPORTER_ELSEWHERE,
  type ReceiveDeps,
  recallReport,
  returnReport,
} from '../../reports/index.ts'
import { wordsOfPartner } from '../partner-words.ts'
import { askIdentity, takeIdentity } from './identity.ts'
import { type ExchangeLink, meaningOf } from './links.ts'
import type { ExchangeMessage, Received } from './message.ts'
import { send } from './pass-on.ts'

type Judged = Pick<Received, 'outcome' | 'reason'>
const APPLIED: Judged = { outcome: 'applied', reason: null }

/** What is said of one report: whose turn it is decides what it can mean. */
export function applyToShare(said: Said): Promise<Judged> {
  return said.share.direction === 'out' ? fromHandler(said) : fromHome(said)
}

export interface Said {
  readonly deps: ReceiveDeps
  readonly link: ExchangeLink
  readonly share: ExchangeShareRow
  readonly report: ReportRow
  readonly message: ExchangeMessage
}

/** The partner handles it. What it decided before it knew of our own last decision does not count. */
async function fromHandler(said: Said): Promise<Judged> {
  const { deps, link, share, report, message } = said
  const { data } = message
  if (message.type === 'exchange.accept') {
    await setShare(said, {
      remote_number: data.number,
      ...(share.state === 'offered' ? { state: 'accepted' } : {}),
    })
    // Given up here while its answer was on the way: the report is elsewhere by now.
    if (share.state === 'refused')
      await send(deps, link, report, share, [{ type: 'close', outcome: 'taken_back' }])
    return APPLIED
  }
  if (message.type === 'exchange.ask_identity') return askIdentity(said)
  if (data.saw < share.decided_seq || share.state === 'ended') return { outcome: 'superseded', reason: null }
  const actor = await partnerActor(said)
  const number = report.tracking_number
  switch (message.type) {
    case 'exchange.refuse':
      await returnReport(deps, actor, number, { reason: worded(said, 'exchange.refused') })
      await setShare(said, { state: 'refused' })
      return APPLIED
    case 'exchange.update':
      return hasFilesAlone(said) ? APPLIED : updateFromHandler(said, actor)
    case 'exchange.answer':
      await takeUp(said, actor)
      await answerReport(deps, actor, number, answerOf(said))
      return APPLIED
    case 'exchange.close':
      if (report.state !== 'answered') return { outcome: 'refused', reason: 'action_not_possible' }
      await closeAsElsewhere(deps, number, { silent: false, text: data.text ?? null })
      return APPLIED
    default:
      return { outcome: 'refused', reason: 'not_yours_to_say' }
  }

  function answerOf({ message: { data } }: Said) {
    return {
      text: worded(said, 'exchange.answered'),
      done_on: data.done_on ?? null,
      promised_on: data.promised_on ?? null,
      open_tasks_reason: translator('id')('exchange.tasks_reason', { system: link.systemName }),
    }
  }
}

async function updateFromHandler(said: Said, actor: Actor): Promise<Judged> {
  const { deps, link, report, message } = said
  const { data } = message
  const number = report.tracking_number
  const state = data.state ? meaningOf(link, data.state) : null
  if (data.state && state === null) throw invalid([{ field: 'state', code: 'unknown_state' }])
  if (state === 'answered' || state === 'closed') {
    if (report.state === 'answered' || report.state === 'closed') return APPLIED
    await takeUp(said, actor)
    await answerReport(deps, actor, number, { text: worded(said, 'exchange.answered') })
    return APPLIED
  }
  if (state === 'archived') {
    await returnReport(deps, actor, number, { reason: worded(said, 'exchange.refused') })
    await setShare(said, { state: 'refused' })
    return APPLIED
  }
  await takeUp(said, actor)
  if (state === 'assigned' && !data.text) return APPLIED
  if (state === 'on_hold') {
    await holdReport(deps, actor, number, { text: worded(said, 'exchange.held') })
  } else {
    if (report.state === 'on_hold')
      await completeReport(deps, actor, number, { text: worded(said, 'exchange.updated') })
    await followUpReport(deps, actor, number, {
      text: worded(said, 'exchange.updated'),
      visibility: 'public',
    })
  }
  return APPLIED
}

/** In the full model the partner verifies too: its first word on a report that waits here takes it up. */
async function takeUp({ deps, link, report }: Said, actor: Actor): Promise<void> {
  if (report.state === 'submitted')
    await assignReport(deps, actor, report.tracking_number, { institution_code: link.nodeCode })
}

/** The partner has the reporter: what it says is the reporter's word, or that system's own last one. */
async function fromHome(said: Said): Promise<Judged> {
  const { deps, report, message } = said
  const { data } = message
  const number = report.tracking_number
  switch (message.type) {
    case 'exchange.update': {
      if (hasFilesAlone(said)) return APPLIED
      const text = worded(said, 'exchange.updated')
      if (data.reopens === true) await disputeReport(deps, REPORTER_ELSEWHERE, number, { text })
      else if (report.state === 'on_hold') await completeReport(deps, REPORTER_ELSEWHERE, number, { text })
      else await addInformation(deps, REPORTER_ELSEWHERE, number, { text })
      return APPLIED
    }
    case 'exchange.close':
      return closeFromHome(said)
    case 'exchange.identity':
      return takeIdentity(said)
    default:
      return { outcome: 'refused', reason: 'not_yours_to_say' }
  }
}

async function closeFromHome(said: Said): Promise<Judged> {
  const { deps, report, message } = said
  const { outcome = 'closed', rating, text } = message.data
  const number = report.tracking_number
  const over = report.state === 'closed' || report.state === 'archived'
  if (outcome === 'confirmed') {
    if (report.state === 'answered')
      await confirmReport(deps, REPORTER_ELSEWHERE, number, { rating: rating ?? null, text: text ?? null })
    else if (report.state === 'closed' && report.rating === null && rating)
      await confirmReport(deps, REPORTER_ELSEWHERE, number, { rating, text: text ?? null })
    else if (!over) throw new DomainError('action_not_possible', 409)
    return APPLIED
  }
  if (outcome === 'silence' || outcome === 'closed') {
    if (!over) await closeAsElsewhere(deps, number, { silent: outcome === 'silence', text: text ?? null })
    return APPLIED
  }
  if (!over) {
    await recallReport(deps, number, {
      reason: outcome === 'withdrawn' ? 'withdrawn' : 'taken_back',
      text: text ?? null,
    })
  }
  await setShare(said, { state: 'ended' })
  return APPLIED
}

/** A file that came to the partner after the words it belongs to: no entry of its own. */
function hasFilesAlone({ message: { data } }: Said): boolean {
  return !data.text && !data.state && data.reopens !== true && (data.attachments ?? []).length > 0
}

async function partnerActor({ deps, link }: Said): Promise<Actor> {
  const staff = await staffOfAccount(deps.db, link.accountId)
  if (staff === null) throw new DomainError('exchange_off', 409)
  return { kind: 'staff', staff, channel: EXCHANGE_CHANNEL }
}

function worded({ link, message }: Said, sentence: Parameters<typeof wordsOfPartner>[2]): string {
  return wordsOfPartner(message.data.text ?? message.data.reason ?? '', link.systemName, sentence)
}

export function setShare(
  { deps, share }: Said,
  changes: Partial<Pick<ExchangeShareRow, 'remote_number' | 'state'>>,
) {
  return deps.db.updateTable('exchange_shares').set(changes).where('id', '=', share.id).execute()
}
