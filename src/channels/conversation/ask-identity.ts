import type { IdentityLack } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { fieldErrorText } from '../../http/index.ts'
import { stateIdentity } from '../../reports/index.ts'
import type { Answer, Turn } from './converse.ts'
import { readKnownSender } from './known-sender.ts'
import { plainReply, say, withOffers } from './reply.ts'
import { offersFor, sayOfReport } from './report-replies.ts'

/** A report of the sender that is safe but waits for their identity. */
interface WaitingReport {
  readonly id: number
  readonly tracking_number: string
  readonly lacks: IdentityLack
}

/** The sender's report that waits for an identity, the newest or the one of a number; null when none does. */
async function readWaiting(turn: Turn, number: string | null): Promise<WaitingReport | null> {
  // An address that is only claimed learns nothing of reports.
  if (turn.heard.message.sender.isProved === false) return null
  const row = await turn.deps.db
    .selectFrom('identity_waits as wait')
    .innerJoin('reports as report', 'report.id', 'wait.report_id')
    .innerJoin('reporter_contacts as contact', 'contact.reporter_id', 'wait.reporter_id')
    .select(['report.id', 'report.tracking_number', 'wait.lacks'])
    .where('contact.contact_hash', '=', turn.sender.addressHash)
    .where('contact.confirmed_at', 'is not', null)
    .where('report.state', '=', 'awaiting_identity')
    .orderBy('report.id', 'desc')
    .$if(number !== null, (query) => query.where('report.tracking_number', 'like', `%${number}`))
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** What a report waits for; in public nobody is asked for anything personal. */
export function sayWaiting(turn: Turn, report: WaitingReport): Answer {
  const { style, sender } = turn
  const facts = { ...NOTHING_ELSE, ...report }
  const key = `channels.identity.${report.lacks}` as const
  const reply = sayOfReport(linksOf(turn), style, key, facts, sender.language)
  const asks = report.lacks !== 'answer' && !style.isPublic
  return {
    reply,
    reportId: report.id,
    ...(asks ? { asking: { kind: 'identity', number: report.tracking_number } as const } : {}),
  }
}

/** The same for whichever report of the sender waits; null when none does. */
export async function sayIfWaiting(turn: Turn, number: string | null): Promise<Answer | null> {
  const waiting = await readWaiting(turn, number)
  return waiting === null ? null : sayWaiting(turn, waiting)
}

/**
 * Name and NIK, in one message or in two, for a report that waits for them. Null when the message is about something
 * else. Public places are no place for a NIK: there it is never taken.
 */
export async function takeIdentity(turn: Turn, text: string): Promise<Answer | null> {
  const { deps, heard, sender, style } = turn
  const asked = sender.asking?.kind === 'identity' ? sender.asking : null
  const stated = readStatement(text, asked !== null)
  if (stated === null || style.isPublic) return null
  const waiting = await readWaiting(turn, asked?.number ?? null)
  if (waiting === null || waiting.lacks === 'answer') return null
  const actor = { kind: 'reporter', channel: heard.message.channel } as const
  const askAgain = (reply: string): Answer => ({
    reply: plainReply(reply),
    reportId: waiting.id,
    asking: { kind: 'identity', number: waiting.tracking_number },
  })
  try {
    const missing = await stateIdentity(deps, actor, waiting.tracking_number, stated, { inPieces: true })
    if (missing !== null) return askAgain(say(style, `channels.identity.missing_${missing}`))
  } catch (error) {
    const [field] = error instanceof DomainError ? error.fields : []
    if (field === undefined) throw error
    return askAgain(fieldErrorText(style.t, field))
  }
  const known = await readKnownSender(deps, heard.message, turn.now)
  const report = known.reports.find(({ id }) => id === waiting.id)
  if (report === undefined) return sayWaiting(turn, { ...waiting, lacks: 'answer' })
  const said = sayOfReport(linksOf(turn), style, 'channels.received', report, sender.language)
  return { reply: withOffers(style, said, offersFor(style.t, report)), reportId: report.id }
}

/** Sixteen digits, however they are grouped. */
const NIK = /(?<!\d)(?:\d[\s.-]?){15}\d(?!\d)/
/** As the answer to our question it is one with a few digits too few or too many; a tracking number is shorter. */
const NEARLY_NIK = /(?<!\d)(?:\d[\s.-]?){11,19}\d(?!\d)/
const LABELS = /\b(?:nik|nama|nm|no|nomor|ktp|e-?ktp|kk|saya|adalah|ini|name|my|is)\b/giu
/** A name is a few words; a longer text is about something else. */
const NAME = /^[\p{L}.'’ -]{2,80}$/u

/** Null when the text is neither; a name alone counts only as the answer to our question. */
function readStatement(text: string, isAsked: boolean): { nik: string; name: string } | null {
  const nik = (isAsked ? (NIK.exec(text) ?? NEARLY_NIK.exec(text)) : NIK.exec(text))?.[0] ?? ''
  const rest = text
    .replace(nik, ' ')
    .replaceAll(LABELS, ' ')
    .replaceAll(/[:;,=#\n/()]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^[.-]+\s*|\s*[.-]+$/g, '')
  const isName = NAME.test(rest) && rest.split(' ').length <= 8
  if (nik !== '') return rest === '' || isName ? { nik, name: isName ? rest : '' } : null
  const words = rest.split(' ').length
  return isAsked && isName && words <= 6 && !COMMAND.test(rest) ? { nik: '', name: rest } : null
}

/** Words by which a sender asks for something else. */
const COMMAND =
  /^(?:cek|status|batal|batalkan|stop|berhenti|mulai|bantuan|help|menu|baru|tidak|tdk|kenapa|mengapa|apa|untuk apa|english|indonesia|halo|hai|masuk|selesai|belum)\b/iu

/** What a report that nobody at an institution sees yet has none of. */
const NOTHING_ELSE = {
  state: 'awaiting_identity',
  title: '',
  rating: null,
  due_at: null,
  created_at: new Date(0),
  secret: false,
  holder: '',
  time_zone: 'Asia/Jakarta',
  archive_reason: null,
  disputable: false,
} as const

function linksOf({ deps }: Turn) {
  return { sealer: deps.sealer, baseUrl: deps.baseUrl }
}
