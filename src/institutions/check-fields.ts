import { type FieldError, invalid } from '../errors.ts'

/** Gathers what is wrong with a form, so that a person sees all of it at once. */
export interface FieldCheck {
  refuse(field: string, code: string, values?: FieldError['values']): void
  /** The text without surrounding spaces; `missing` is the code to answer an empty one with. */
  text(field: string, value: string, rules: { missing: string; max: number }): string
  /** The same for a text that may stay empty. */
  optionalText(field: string, value: string | null | undefined, max: number): string | null
  oneOf<Word extends string>(field: string, value: string, words: readonly Word[], code: string): Word | null
  /** @throws DomainError invalid_input when anything was refused */
  finish(): void
}

export function checkFields(): FieldCheck {
  const errors: FieldError[] = []
  const refuse: FieldCheck['refuse'] = (field, code, values) =>
    void errors.push(values === undefined ? { field, code } : { field, code, values })
  const clean = (field: string, value: string, max: number) => {
    const text = value.replaceAll('\r\n', '\n').trim()
    if (/[\p{Cc}\p{Cs}]/u.test(text.replaceAll('\n', ' '))) refuse(field, 'control_characters')
    else if ([...text].length > max) refuse(field, 'too_long', { max })
    return text
  }
  return {
    refuse,
    text(field, value, { missing, max }) {
      const text = clean(field, value, max)
      if (text === '') refuse(field, missing)
      return text
    },
    optionalText(field, value, max) {
      const text = clean(field, value ?? '', max)
      return text === '' ? null : text
    },
    oneOf(field, value, words, code) {
      const word = words.find((candidate) => candidate === value) ?? null
      if (word === null) refuse(field, code)
      return word
    },
    finish() {
      if (errors.length > 0) throw invalid(errors)
    },
  }
}

/** Whether a text is a date of the calendar, written 2026-11-24. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** Codes stand in addresses and files: small letters, digits and single hyphens. */
export const CODE_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** The fields that were given; a field that is there but undefined counts as left out. */
export function withoutUndefined<Fields extends object>(fields: Fields): Partial<Fields> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given) as Partial<Fields>
}
