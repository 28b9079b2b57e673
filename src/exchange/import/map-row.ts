import type { ReportClass } from '../../db/index.ts'
import { type ChannelContact, readEmail, readPhone } from '../../identity/index.ts'
import { ARCHIVE_REASONS, REPORT_CLASSES, SUBMISSION_LIMITS, titleFromBody } from '../../reports/index.ts'
import type { ImportField, ImportMapping } from './mapping.ts'
import type { SourceRow } from './read-rows.ts'

/** Where an imported report stands: finished in the old system, or to be verified here. */
export const IMPORT_STATES = ['submitted', 'closed', 'archived'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

export interface ImportedReport {
  readonly line: number
  readonly externalId: string
  readonly submittedAt: Date
  readonly title: string
  readonly body: string
  readonly class: ReportClass
  readonly categoryCode: string | null
  readonly institutionCode: string
  readonly areaCode: string | null
  readonly locationText: string | null
  readonly state: ImportState
  readonly answer: string | null
  readonly answeredAt: Date | null
  readonly endedAt: Date | null
  readonly archiveReason: string | null
  readonly rating: number | null
  readonly name: string | null
  readonly contact: ChannelContact | null
}

export interface Refusal {
  readonly line: number
  readonly field: string
  readonly reason: string
  readonly value: string
}

/** Read one row by the map: a report, or everything that is wrong with it. */
export function mapRow(
  mapping: ImportMapping,
  row: SourceRow,
  now: Date,
): ImportedReport | readonly Refusal[] {
  if (row.broken !== undefined) return [{ line: row.line, field: '', reason: row.broken, value: '' }]
  const refusals: Refusal[] = []
  const refuse = (field: string, reason: string, value: string) => {
    // One reason a field: the others follow from the first.
    if (refusals.some((refusal) => refusal.field === field)) return
    refusals.push({ line: row.line, field, reason, value: value.slice(0, 200) })
  }

  const text = (field: ImportField, max = 200): string => {
    const column = mapping.columns.get(field)
    const raw = (column === undefined ? '' : (row.values[column.column] ?? '')).trim()
    const known = column?.values?.[raw] ?? (column?.values === null || column === undefined ? raw : null)
    const value = (known ?? '') || (mapping.defaults.get(field) ?? '')
    if (known === null && raw !== '') refuse(field, 'the map does not say what this value means', raw)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL knows no NUL, and old exports hold worse
    const clean = value.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ').toWellFormed()
    // A character may take two places, and one place is never two characters.
    if (clean.length > max && [...clean].length > max) refuse(field, `longer than ${max} characters`, clean)
    return clean
  }
  const oneOf = <Word extends string>(
    field: ImportField,
    words: readonly Word[],
    value: string,
  ): Word | null => {
    const word = words.find((candidate) => candidate === value)
    if (word === undefined) refuse(field, `must be one of ${words.join(', ')}`, value)
    return word ?? null
  }
  const instant = (field: ImportField): Date | null => {
    const value = text(field)
    if (value === '') return null
    const format = mapping.columns.get(field)?.format ?? null
    // A spreadsheet's own dates come in ISO 8601, whatever form the text in other cells has.
    const at = readInstant(value, format, mapping.timeZone) ?? readInstant(value, null, mapping.timeZone)
    if (at === null) refuse(field, 'no instant in the form the map says', value)
    else if (at > now || at.getUTCFullYear() < 1990) refuse(field, 'lies in the future or before 1990', value)
    return at
  }

  const externalId = text('external_id')
  if (externalId === '') refuse('external_id', 'missing', '')
  const submittedAt = instant('submitted_at')
  if (submittedAt === null && text('submitted_at') === '') refuse('submitted_at', 'missing', '')
  const body = text('body', SUBMISSION_LIMITS.body.max)
  if (body === '') refuse('body', 'missing', '')
  const reportClass = oneOf('class', REPORT_CLASSES, text('class') || 'complaint')
  const state = oneOf('state', IMPORT_STATES, text('state'))
  const institutionCode = text('institution_code')
  if (institutionCode === '') refuse('institution_code', 'missing', '')
  const rating = text('rating')
  if (rating !== '' && !/^[1-5]$/.test(rating)) refuse('rating', 'must be 1 to 5', rating)
  const archiveReason =
    state === 'archived'
      ? oneOf('archive_reason', ARCHIVE_REASONS, text('archive_reason') || 'too_general')
      : null
  const contact = contactOf(text('phone'), text('email'), refuse)
  const answeredAt = instant('answered_at')
  const closedAt = instant('closed_at')
  if (refusals.length > 0 || submittedAt === null || reportClass === null || state === null) return refusals
  const later = (at: Date | null) => (at === null || at < submittedAt ? submittedAt : at)
  const answer = text('answer', SUBMISSION_LIMITS.body.max) || null
  return {
    line: row.line,
    externalId,
    submittedAt,
    title: text('title', SUBMISSION_LIMITS.title.max) || titleFromBody(body),
    body,
    class: reportClass,
    categoryCode: text('category_code') || null,
    institutionCode,
    areaCode: text('area_code') || null,
    locationText: text('location_text', SUBMISSION_LIMITS.location_text) || null,
    state,
    answer,
    answeredAt: answer === null ? null : later(answeredAt ?? closedAt),
    endedAt: state === 'submitted' ? null : later(closedAt ?? answeredAt),
    archiveReason,
    rating: rating === '' ? null : Number(rating),
    name: text('name', SUBMISSION_LIMITS.name.max) || null,
    contact,
  }
}

function contactOf(
  phone: string,
  email: string,
  refuse: (field: string, reason: string, value: string) => void,
) {
  if (phone !== '') {
    const value = readPhone(phone)
    if (value !== null) return { kind: 'phone' as const, value }
    refuse('phone', 'no possible phone number', phone)
  }
  if (email !== '') {
    const value = readEmail(email)
    if (value !== null) return { kind: 'email' as const, value }
    refuse('email', 'no possible e-mail address', email)
  }
  return null
}

/** The parts of an instant as a format names them. */
const PARTS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
  ss: '(?<second>\\d{2})',
}

/** Read an instant written in a format such as `DD/MM/YYYY HH:mm`, or in ISO 8601; null when it is none. */
export function readInstant(value: string, format: string | null, zone: string): Date | null {
  if (format === null) {
    const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(Z|[+-]\d{2}:?\d{2})?$/.exec(
      value,
    )
    return iso?.[1] === undefined ? null : dateOf(iso[1], iso[2] ?? '00:00', iso[3] ?? zone)
  }
  const parts = patternOf(format).exec(value)?.groups
  if (parts === undefined) return null
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0')
  const day = `${parts.year ?? ''}-${two(parts.month)}-${two(parts.day)}`
  return dateOf(day, `${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}`, zone)
}

/** The same format stands in a million rows; a map names only a few. */
const patterns = new Map<string, RegExp>()

function patternOf(format: string): RegExp {
  const known = patterns.get(format)
  if (known !== undefined) return known
  const parts = format
    .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/YYYY|MM|DD|HH|mm|ss/g, (part) => PARTS[part] ?? part)
  const pattern = new RegExp(`^${parts}$`)
  patterns.set(format, pattern)
  return pattern
}

/** A real date only: JavaScript would read 31 February as 3 March. */
function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight) && new Date(midnight).getUTCDate() === Number(day.slice(8))
}

function dateOf(day: string, time: string, zone: string): Date | null {
  if (!isDay(day)) return null
  const at = new Date(`${day}T${time}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at
}
