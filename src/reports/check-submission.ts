import { hasControlCharacters } from '../check-text.ts'
import type { ReportClass } from '../db/index.ts'
import { type FieldError, invalid } from '../errors.ts'
import { type ChannelContact, type Contact, isPlausibleNik, readEmail, readPhone } from '../identity/index.ts'
import { isUuids } from './attachments.ts'

/** What a person sends, as typed; every channel makes one of these. */
export interface SubmissionInput {
  readonly class?: string | null | undefined
  readonly title?: string | null | undefined
  readonly body: string
  readonly occurred_on?: string | null | undefined
  readonly area_code?: string | null | undefined
  readonly location_text?: string | null | undefined
  readonly latitude?: number | null | undefined
  readonly longitude?: number | null | undefined
  readonly category_code?: string | null | undefined
  readonly institution_code?: string | null | undefined
  readonly anonymous?: boolean | undefined
  readonly secret?: boolean | undefined
  readonly name?: string | null | undefined
  readonly phone?: string | null | undefined
  readonly email?: string | null | undefined
  readonly nik?: string | null | undefined
  /** The tracking number of a public report of the same incident: "I have this too". */
  readonly supports?: string | null | undefined
  /** Ids of files uploaded before. */
  readonly attachments?: readonly string[] | undefined
}

/** The same, checked and cleaned; codes are still to be found in the registry. */
export interface CheckedSubmission {
  readonly class: ReportClass
  readonly title: string
  readonly body: string
  readonly occurredOn: string | null
  readonly areaCode: string | null
  readonly locationText: string | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly categoryCode: string | null
  readonly institutionCode: string | null
  readonly anonymous: boolean
  readonly secret: boolean
  /** Null when a channel knows its sender without a name. */
  readonly name: string | null
  readonly contact: ChannelContact
  readonly nik: string | null
  readonly attachments: readonly string[]
}

export const REPORT_CLASSES: readonly ReportClass[] = ['complaint', 'aspiration', 'information_request']

export const SUBMISSION_LIMITS = {
  title: { min: 5, max: 150 },
  body: { min: 5, max: 10_000 },
  location_text: 300,
  name: { min: 2, max: 100 },
  attachments: 5,
} as const

/** Indonesia's places lie in this box; a position outside is a slip of the device, not a place of ours. */
const INDONESIA = { south: -11.5, north: 6.5, west: 94.5, east: 141.5 }
const EARLIEST_OCCURRENCE = '1970-01-01'

/**
 * Check a submission and clean it.
 * @param today the date in Indonesia's easternmost zone: what happened "today" there must not count as the future
 * @param known the contact that a channel or a sign-in has proved: then neither contact nor name need be written
 * @throws DomainError invalid_input with every wrong field at once
 */
export function checkSubmission(
  input: SubmissionInput,
  today: string,
  known: ChannelContact | null = null,
): CheckedSubmission {
  const errors: FieldError[] = []
  const refuse = (field: string, code: string, values?: Record<string, string | number>) => {
    errors.push(values === undefined ? { field, code } : { field, code, values })
  }
  const clean = (field: string, text: string | null | undefined, max: number) => {
    const trimmed = (text ?? '').replaceAll('\r\n', '\n').trim()
    if (hasControlCharacters(trimmed)) refuse(field, 'control_characters')
    else if ([...trimmed].length > max) refuse(field, 'too_long', { max })
    return trimmed
  }

  const reportClass = REPORT_CLASSES.find((candidate) => candidate === (input.class ?? 'complaint'))
  if (reportClass === undefined) refuse('class', 'unknown_class')

  const body = clean('body', input.body, SUBMISSION_LIMITS.body.max)
  if ([...body].length < SUBMISSION_LIMITS.body.min) {
    refuse('body', body === '' ? 'body_missing' : 'body_too_short', { min: SUBMISSION_LIMITS.body.min })
  }
  const title = clean('title', input.title, SUBMISSION_LIMITS.title.max)
  if (title !== '' && [...title].length < SUBMISSION_LIMITS.title.min) {
    refuse('title', 'title_too_short', { min: SUBMISSION_LIMITS.title.min })
  }
  const occurredOn = emptyToNull(input.occurred_on)
  if (occurredOn !== null) {
    if (!isCalendarDate(occurredOn) || occurredOn < EARLIEST_OCCURRENCE) refuse('occurred_on', 'invalid_date')
    else if (occurredOn > today) refuse('occurred_on', 'future_date')
  }
  const position = checkPosition(input, refuse)

  const name = clean('name', input.name, SUBMISSION_LIMITS.name.max).replaceAll(/\s+/g, ' ')
  if ([...name].length < SUBMISSION_LIMITS.name.min && (known === null || name !== ''))
    refuse('name', 'name_missing')
  const contact = known ?? checkContact(input, refuse)
  const nik = (input.nik ?? '').replaceAll(/[\s.-]/g, '')
  if (nik !== '' && !isPlausibleNik(nik)) refuse('nik', 'invalid_nik')

  const attachments = [...new Set(input.attachments ?? [])]
  if (attachments.length > SUBMISSION_LIMITS.attachments) {
    refuse('attachments', 'too_many_files', { max: SUBMISSION_LIMITS.attachments })
  }
  if (!isUuids(attachments)) refuse('attachments', 'unknown_attachment')
  const locationText = clean('location_text', input.location_text, SUBMISSION_LIMITS.location_text)

  if (errors.length > 0 || reportClass === undefined || contact === null) throw invalid(errors)
  return {
    class: reportClass,
    title: title === '' ? titleFromBody(body) : title,
    body,
    occurredOn,
    areaCode: emptyToNull(input.area_code),
    locationText: emptyToNull(locationText),
    ...position,
    categoryCode: emptyToNull(input.category_code),
    institutionCode: emptyToNull(input.institution_code),
    anonymous: input.anonymous ?? false,
    secret: input.secret ?? false,
    name: name === '' ? null : name,
    contact,
    nik: nik === '' ? null : nik,
    attachments,
  }
}

/** A title for a text that has none: its first sentence, cut at a word. */
export function titleFromBody(body: string): string {
  const end = body.search(/(?<=[.!?])\s|\n/u)
  const sentence = (end < 0 ? body : body.slice(0, end)).trim()
  // A character takes two places at most.
  const characters = sentence.length <= 80 ? [] : [...sentence.slice(0, 162)]
  if (characters.length <= 80) return sentence.replace(/[.,;:]+$/u, '')
  const cut = characters.slice(0, 80).join('')
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).replace(/[.,;:\s]+$/u, '')}…`
}

/** A real date of the calendar written YYYY-MM-DD. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

type Refuse = (field: string, code: string) => void

function checkPosition(input: SubmissionInput, refuse: Refuse) {
  const latitude = input.latitude ?? null
  const longitude = input.longitude ?? null
  if (latitude === null && longitude === null) return { latitude, longitude }
  const inside =
    latitude !== null &&
    longitude !== null &&
    latitude >= INDONESIA.south &&
    latitude <= INDONESIA.north &&
    longitude >= INDONESIA.west &&
    longitude <= INDONESIA.east
  if (!inside) refuse('latitude', 'position_outside')
  return { latitude, longitude }
}

function checkContact(input: SubmissionInput, refuse: Refuse): Contact | null {
  const phone = emptyToNull(input.phone)
  const email = emptyToNull(input.email)
  if (phone === null && email === null) {
    refuse('phone', 'contact_missing')
    return null
  }
  if (phone !== null) {
    const value = readPhone(phone)
    if (value !== null) return { kind: 'phone', value }
    refuse('phone', 'invalid_phone')
  }
  if (email !== null) {
    const value = readEmail(email)
    if (value !== null && phone === null) return { kind: 'email', value }
    if (value === null) refuse('email', 'invalid_email')
  }
  return null
}

function emptyToNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
