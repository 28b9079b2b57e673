import type { ContactKind } from '../db/index.ts'
import {
  formatDateTime,
  formatDayMonth,
  isMessageKey,
  type MessageKey,
  type Translate,
  translator,
} from '../i18n/index.ts'
import type { Sealer } from '../identity/index.ts'
import {
  codeOf,
  followSecret,
  groupTrackingNumber,
  type ReportRecord,
  shortFollowLink,
  shortSurveyLink,
  surveyLink,
} from '../reports/index.ts'
import { withAutofill } from './contact-message.ts'
import type { Choice } from './sender.ts'

export interface Message {
  readonly subject: string
  readonly body: string
  /** The address in the body that must stay whole. */
  readonly link: string | null
  /** It holds a one-time code, which is worth nothing later. */
  readonly isCode: boolean
  /** What the reader can answer with a button, where the channel has them. */
  readonly choices: readonly Choice[]
}

interface ComposeDeps {
  readonly sealer: Sealer
  readonly baseUrl: string
  readonly clock: { now(): Date }
}

type Happened = ReportRecord['events'][number]

/** What the reporter reads: what happened, what comes next and until when, and the way to their report. */
export function composeForReporter(
  deps: ComposeDeps,
  record: ReportRecord,
  event: Happened,
  { asksSurvey = false }: { readonly asksSurvey?: boolean } = {},
): Message | null {
  const language = record.report.language === 'en' ? 'en' : 'id'
  const t = translator(language)
  const key = keyOf(event)
  if (!isMessageKey(`${key}.subject`) || !isMessageKey(`${key}.body`)) return null
  const reason = typeof event.data.reason === 'string' ? archiveReasonText(t, event.data.reason) : ''
  const due = record.report.due_at
  const kind = record.contact?.kind
  const zone = record.institution.time_zone
  const number = record.report.tracking_number
  const values = {
    title: record.report.title,
    // That it was handed on, everybody may know; what was said of it stays inside.
    text: event.visibility === 'internal' ? '' : (event.text ?? ''),
    reason,
    system: typeof event.data.system === 'string' ? event.data.system : '',
    code: event.type === 'submit' ? presentCode(deps, record) : '',
  }
  const long = {
    ...values,
    number: groupTrackingNumber(number),
    institution: record.holder.name,
    by: event.by?.name ?? record.holder.name,
    due: due === null ? '' : formatDateTime(due, language, zone),
    link: followLink(deps, record),
  }
  // Each character is paid, and read on a small screen.
  const short = {
    ...values,
    number,
    institution: record.holder.short_name,
    by: event.by?.short_name ?? record.holder.short_name,
    due: due === null ? '-' : formatDayMonth(due, language, zone),
    link: shortFollowLink(deps, record.report),
  }
  const said = inWordsOf(kind, key)
  const form = said.endsWith('.sms')
    ? short
    : said.endsWith('.chat')
      ? { ...long, number, link: short.link }
      : long
  const isSms = said.endsWith('.sms')
  // An SMS has room for one address; from the survey the way leads to the report.
  const survey = asksSurvey ? surveyInvitation(deps, record, said) : null
  const text = t(said, survey !== null && isSms ? { ...form, link: '' } : form)
  const told =
    survey === null ? text : `${text}${isSms ? ' ' : '\n\n'}${t(survey.key, { survey: survey.link })}`
  const body = isSms ? told.replaceAll(/ {2,}/g, ' ').trim() : told
  const { code } = values
  const link = survey !== null && isSms ? survey.link : form.link
  return {
    subject: t(`${key}.subject` as MessageKey, long),
    body: code === '' || kind === undefined ? body : withAutofill(body, kind, code, deps.baseUrl),
    link: body.includes(link) ? link : null,
    choices: choicesFor(t, event.type, number),
    isCode: code !== '',
  }
}

/** What asks for the survey, with its address in the form the message takes. */
function surveyInvitation(deps: ComposeDeps, { report }: ReportRecord, said: MessageKey) {
  const form = said.endsWith('.sms') ? 'sms' : said.endsWith('.chat') ? 'chat' : 'body'
  const link = form === 'body' ? surveyLink(deps, report) : shortSurveyLink(deps, report)
  return { key: `survey.invite.${form}`, link } as const
}

/** Where people answer in the same place they are asked to, instead of being sent to a page. */
const CHATS: ReadonlySet<ContactKind> = new Set(['whatsapp', 'telegram', 'x'])

/** The text for the way it goes: short where each character is paid, to be answered where it is a conversation. */
function inWordsOf(kind: ContactKind | undefined, key: string): MessageKey {
  const own = kind === 'phone' ? `${key}.sms` : kind !== undefined && CHATS.has(kind) ? `${key}.chat` : ''
  return isMessageKey(own) ? own : (`${key}.body` as MessageKey)
}

/** What a report lacks of an identity has its own words. */
function keyOf({ type, data }: Happened): string {
  const key = `notify.reporter.${type}`
  return type === 'confirm_contact' ? `${key}.${data.lacks}` : key
}

/** What staff read: that something waits, without a word of the report itself, which stays behind the sign-in. */
export function composeForStaff(deps: ComposeDeps, record: ReportRecord, event: Happened): Message {
  const t = translator('id')
  const key = `notify.staff.${event.type}.subject`
  const due = record.report.due_at
  const values = {
    number: groupTrackingNumber(record.report.tracking_number),
    institution: record.holder.name,
    due: due === null ? '—' : formatDateTime(due, 'id', record.institution.time_zone),
    link: `${deps.baseUrl}/petugas/laporan/${record.report.tracking_number}`,
  }
  return {
    subject: t(isMessageKey(key) ? key : 'notify.staff.other.subject', values),
    body: t('notify.staff.body', values),
    link: values.link,
    isCode: false,
    choices: [],
  }
}

/** What the reporter can answer an event with, as they would write it. */
function choicesFor(t: Translate, event: string, number: string): Choice[] {
  if (event !== 'answer' && event !== 'close' && event !== 'close_silent') return []
  const dispute = { value: `BELUM ${number}`, label: t('channels.offer.dispute') }
  return event === 'answer'
    ? [{ value: `SELESAI ${number}`, label: t('channels.offer.confirm') }, dispute]
    : [dispute]
}

/** The address that shows a reporter their own report. */
export function followLink(deps: { sealer: Sealer; baseUrl: string }, record: ReportRecord): string {
  const { id, tracking_number } = record.report
  return `${deps.baseUrl}/laporan/${tracking_number}?kunci=${followSecret(deps.sealer, id)}`
}

function presentCode(deps: ComposeDeps, record: ReportRecord): string {
  return record.codeSentAt === null ? '' : codeOf(deps.sealer, record.report.id, record.codeSentAt)
}

function archiveReasonText(t: Translate, reason: string): string {
  const key = `archive_reason.${reason}`
  return isMessageKey(key) ? t(key) : reason
}
