import { createHash } from 'node:crypto'
import type { FieldError } from '../../../errors.ts'
import type { PostedForm } from '../../../http/index.ts'
import { isUuids, type SubmissionInput } from '../../../reports/index.ts'
import { contactFields } from '../../contact-fields.ts'

/** The fields of the form in the order in which they stand on the page. */
export const TELL_FIELDS = [
  'class',
  'body',
  'title',
  'occurred_on',
  'area',
  'area_code',
  'location_text',
  'latitude',
  'longitude',
  'category_code',
  'institution',
  'institution_code',
  'name',
  'contact',
  'nik',
  'anonymous',
  'secret',
  'submission_key',
] as const
export type TellField = (typeof TELL_FIELDS)[number]

/** What was typed, as it was typed; a checkbox is `on` or empty. */
export type TellValues = Readonly<Record<TellField, string>>

/** An untouched form. Its key lets a form that is sent twice make one report. */
export function emptyValues(): TellValues {
  return { ...valuesFrom(() => ''), class: 'complaint', submission_key: crypto.randomUUID() }
}

/** The fields of a posted form. */
export function postedValues(form: PostedForm): TellValues {
  const values = valuesFrom((field) => form.get(field).replaceAll('\r\n', '\n'))
  return {
    ...values,
    occurred_on: readDate(values.occurred_on),
    submission_key: isUuids([values.submission_key]) ? values.submission_key : crypto.randomUUID(),
  }
}

/** The fields of a kept draft; one of an older form may lack some. */
export function keptValues(kept: Readonly<Record<string, unknown>>): TellValues {
  const empty = emptyValues()
  return valuesFrom((field) => {
    const value = kept[field]
    return typeof value === 'string' ? value : empty[field]
  })
}

/** Whether anything was written that would be a pity to lose. */
export function holdsWords(values: TellValues): boolean {
  return (['body', 'title', 'location_text', 'name', 'contact'] as const).some(
    (field) => values[field].trim() !== '',
  )
}

/** Bytes that were no UTF-8 arrive as U+FFFD; storing that would keep the damage for ever. */
export function unreadableFields(values: TellValues): FieldError[] {
  return TELL_FIELDS.filter((field) => values[field].includes('\ufffd')).map((field) => ({
    field,
    code: 'control_characters',
  }))
}

/** The same without characters that cannot be seen, and so not be found and mended by a person. */
export function visibleValues(values: TellValues): TellValues {
  return valuesFrom((field) => values[field].toWellFormed().replaceAll(/[^\P{Cc}\n\t]|[\ufffd-\uffff]/gu, ''))
}

/** What a use case is told; `attachments` are ids of kept files. */
export function submissionOf(values: TellValues, attachments: readonly string[]): SubmissionInput {
  return {
    class: values.class === '' ? null : values.class,
    title: values.title,
    body: values.body,
    occurred_on: values.occurred_on,
    area_code: values.area_code,
    location_text: values.location_text,
    latitude: readCoordinate(values.latitude),
    longitude: readCoordinate(values.longitude),
    category_code: values.category_code,
    institution_code: values.institution_code,
    anonymous: values.anonymous !== '',
    secret: values.secret !== '',
    name: values.name,
    nik: values.nik,
    ...contactFields(values.contact),
    attachments,
  }
}

/** The same words and the same files have the same digest: a form that is sent again, not a new one. */
export function digestOf(values: TellValues, form: Pick<PostedForm, 'files' | 'getAll'>): string {
  const uploads = form.getAll('upload_keys')
  const hash = createHash('sha256').update(
    JSON.stringify([values, form.getAll('attachments_kept'), ...uploads]),
  )
  for (const file of form.files) hash.update(file.name).update(file.bytes)
  return hash.digest('hex')
}

/** Browsers without a date picker let people type 24-11-2026 or 24/11/2026. */
function readDate(text: string): string {
  const written = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text.trim())
  if (written === null) return text
  const [, day = '', month = '', year = ''] = written
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

function readCoordinate(text: string): number | null {
  return text.trim() === '' ? null : Number(text)
}

function valuesFrom(read: (field: TellField) => string): TellValues {
  return Object.fromEntries(TELL_FIELDS.map((field) => [field, read(field)])) as Record<TellField, string>
}
