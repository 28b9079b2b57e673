import { type FieldError, invalid } from './errors.ts'

/**
 * Clean a text of an action and check its length in characters.
 * @throws DomainError invalid_input on the named field
 */
export function checkText(field: string, text: string, limits: { min: number; max: number }): string {
  const cleaned = text.replaceAll('\r\n', '\n').trim()
  const errors: FieldError[] = []
  if (hasControlCharacters(cleaned)) errors.push({ field, code: 'control_characters' })
  const length = [...cleaned].length
  if (length < limits.min)
    errors.push({
      field,
      code: length === 0 ? 'text_missing' : 'text_too_short',
      values: { min: limits.min },
    })
  if (length > limits.max) errors.push({ field, code: 'too_long', values: { max: limits.max } })
  if (errors.length > 0) throw invalid(errors)
  return cleaned
}

/** The same for a text that may be left out. */
export function checkOptionalText(
  field: string,
  text: string | null | undefined,
  max: number,
): string | null {
  return text === null || text === undefined || text.trim() === ''
    ? null
    : checkText(field, text, { min: 1, max })
}

/** Control characters other than tab and newline: PostgreSQL refuses NUL, and none is ever meant. */
export function hasControlCharacters(text: string): boolean {
  return text !== printable(text)
}

/** A text that we did not write ourselves, without the control characters in it. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what this removes
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
}
