import { printable } from '../../check-text.ts'
import type { IdentityLack } from '../../db/index.ts'
import { DomainError } from '../../errors.ts'
import { hashSecret } from '../../identity/index.ts'
import { readIdentityWait, type SubmissionInput, submitReport } from '../../reports/index.ts'
import type { InboundMessage } from '../channel.ts'
import { sayWaiting } from './ask-identity.ts'
import type { Asking, Place } from './asking.ts'
import type { Answer, Turn } from './converse.ts'
import { readKnownSender } from './known-sender.ts'
import { plainReply, questionReply, say, withOffers } from './reply.ts'
import { offersFor, sayOfReport } from './report-replies.ts'

/** What a sender wrote, with what belongs to it. */
export interface Told {
  readonly body: string
  readonly institutionCode: string | null
  readonly attachments: readonly string[]
  readonly location: Place | null
}

/** Make a report of what was told, unless the very same was told before; say its number and what happens next. */
export async function reportOf(turn: Turn, told: Told): Promise<Answer> {
  return { ...(await submitAndSay(turn, told)), toldHash: textHashOf(told.body) }
}

async function submitAndSay(turn: Turn, told: Told): Promise<Answer> {
  const { deps, heard, sender, style } = turn
  const earlier = await findRepeated(turn, told.body)
  const key = await submit(turn, told, earlier)
  const known = await readKnownSender(deps, heard.message, turn.now)
  const report = known.reports.find(({ tracking_number }) => tracking_number === key.trackingNumber)
  const { lacks = null } = key
  if (report === undefined && lacks !== null) {
    return sayWaiting(turn, { id: key.id, tracking_number: key.trackingNumber, lacks })
  }
  if (report === undefined)
    return { reply: plainReply(say(style, 'channels.prove_by_reply')), reportId: key.id }
  if (key.repeated) {
    return {
      reply: sayOfReport(linkDeps(turn), style, 'channels.repeated', report, sender.language),
      reportId: key.id,
    }
  }
  const lacksPlace =
    told.institutionCode === null && told.location === null && heard.channel.channel !== 'sms'
  const said = sayOfReport(
    linkDeps(turn),
    style,
    lacksPlace ? 'channels.received_without_place' : 'channels.received',
    report,
    sender.language,
  )
  const place = lacksPlace
    ? [{ value: 'LOKASI', label: style.t('channels.offer.place'), asks: 'location' as const }]
    : []
  return {
    reply: withOffers(style, said, [...place, ...offersFor(style.t, report)]),
    reportId: key.id,
    ...(lacksPlace ? { asking: { kind: 'place', number: report.tracking_number } } : {}),
  }
}

/** Ask which of the institutions a keyword may mean; the text waits meanwhile, and goes on without if nobody answers. */
export async function askInstitution(
  turn: Turn,
  told: Omit<Told, 'institutionCode'> & { readonly codes: readonly string[] },
): Promise<Answer> {
  const rows = await turn.deps.db
    .selectFrom('institutions')
    .select(['code', 'short_name'])
    .where('code', 'in', told.codes)
    .where('active', '=', true)
    .orderBy('short_name')
    .limit(MOST_CHOICES)
    .execute()
  const [only, another] = rows
  const isRepeated = (await findRepeated(turn, told.body))?.ended === false
  if (only === undefined || another === undefined || isRepeated) {
    return reportOf(turn, { ...told, institutionCode: only?.code ?? null })
  }
  const choices = rows.map(({ code, short_name }) => ({ value: `INSTANSI ${code}`, label: short_name }))
  return {
    reply: questionReply(turn.style, say(turn.style, 'channels.ask_institution'), choices),
    asking: { kind: 'institution', ...told, codes: rows.map(({ code }) => code) },
  }
}

/** More than so many lines nobody reads in an SMS. */
const MOST_CHOICES = 9

/** Send a report on whose institution was asked for in vain. @returns its id */
export async function submitPending(
  turn: Turn,
  asking: Extract<Asking, { kind: 'institution' }>,
): Promise<number> {
  const { id } = await submit(turn, { ...asking, institutionCode: null }, null)
  return id
}

/** The same text of the same sender within a week is the same report, as long as that one is not ended. */
const REPEATED_WITHIN_MS = 7 * 86_400_000

interface Earlier {
  readonly id: number
  readonly tracking_number: string
  readonly ended: boolean
}

async function findRepeated(turn: Turn, body: string): Promise<Earlier | null> {
  const row = await turn.deps.reads.toldBefore({
    addressHash: turn.sender.addressHash,
    textHash: textHashOf(body),
    inboundId: turn.heard.inboundId,
    since: new Date(turn.now.getTime() - REPEATED_WITHIN_MS),
  })
  if (row === null) return null
  return { ...row, ended: row.state === 'closed' || row.state === 'archived' }
}

/** A text as a sender would repeat it: case, blanks and punctuation are no matter. */
export function textHashOf(text: string): Buffer {
  return hashSecret(
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  )
}

interface Sent {
  readonly id: number
  readonly trackingNumber: string
  readonly repeated: boolean
  readonly lacks?: IdentityLack | null
}

async function submit(turn: Turn, told: Told, earlier: Earlier | null): Promise<Sent> {
  const { deps, heard, sender, style } = turn
  if (earlier !== null && !earlier.ended) {
    const wait = await readIdentityWait(deps.db, earlier.id)
    const lacks = wait?.lacks ?? null
    return { id: earlier.id, trackingNumber: earlier.tracking_number, repeated: true, lacks }
  }
  const { message } = heard
  // Two that arrive at the same instant meet at this key, and one that is understood again later; after the earlier one
  // ended it is another.
  const day = message.receivedAt.toISOString().slice(0, 10)
  const content = hashSecret(
    `${sender.addressHash.toString('hex')} ${textHashOf(told.body).toString('hex')} ${day} ${earlier?.id ?? ''}`,
  )
  const idempotencyKey = `${message.channel}:${content.toString('hex')}`
  const { kind, address: value, isProved = true } = message.sender
  try {
    return await submitReport(deps, {
      input: inputOf(message, told, style.t('channels.nameless')),
      channel: message.channel,
      language: sender.language,
      idempotencyKey,
      confirmedContact: isProved ? { kind, value } : null,
    })
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'idempotency_key_reused')) throw error
    const row = await deps.db
      .selectFrom('submission_keys')
      .innerJoin('reports', 'reports.id', 'submission_keys.report_id')
      .select(['reports.id', 'tracking_number'])
      .where('key', '=', idempotencyKey)
      .executeTakeFirstOrThrow()
    return { id: row.id, trackingNumber: row.tracking_number, repeated: true }
  }
}

/** The longest text of a report; what is longer is cut, as nobody reads it. */
const LONGEST = 10_000

function inputOf(message: InboundMessage, told: Told, nameless: string): SubmissionInput {
  const { sender, subject } = message
  const name = printable(sender.name ?? '').trim()
  const title = printable(subject ?? '').trim()
  const place = told.location
  return {
    body: [...printable(told.body)].slice(0, LONGEST).join(''),
    title: [...title].length >= 5 ? [...title].slice(0, 150).join('') : null,
    institution_code: told.institutionCode,
    attachments: told.attachments.slice(0, 5),
    name: nameOf(name, sender.isProved === false ? nameless : null),
    // Only claimed: it is sent a code.
    ...(sender.isProved === false ? { email: sender.address } : {}),
    ...(place !== null && isInIndonesia(place)
      ? { latitude: place.latitude, longitude: place.longitude, location_text: place.label?.slice(0, 300) }
      : {}),
  }
}

/** The account's own name; an account without one stays nameless unless a name is needed. */
function nameOf(name: string, otherwise: string | null): string | null {
  return [...name].length >= 2 ? [...name].slice(0, 100).join('') : otherwise
}

function isInIndonesia({ latitude, longitude }: Place): boolean {
  return latitude >= -11.5 && latitude <= 6.5 && longitude >= 94.5 && longitude <= 141.5
}

export function linkDeps({ deps }: Turn) {
  return { sealer: deps.sealer, baseUrl: deps.baseUrl }
}
