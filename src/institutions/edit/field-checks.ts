import { type FieldError, invalid } from '../../errors.ts'

/** Collects what is wrong with the fields of an edit, so that all of it is told at once. */
export interface FieldChecks {
  refuse(field: string, code: string, values?: FieldError['values']): void
  /** The text without spaces around it; refused when it is empty, too long or has control characters. */
  text(field: string, text: string, max: number): string
  /** The same for a text that may be left out: null when it is empty. */
  optionalText(field: string, text: string | null | undefined, max: number): string | null
  /** Lower-case words joined by hyphens, as codes are. */
  code(field: string, text: string): string
  date(field: string, text: string): string
  /** @throws DomainError invalid_input when anything was refused */
  done(): void
}

const LONGEST_CODE = 80

export function fieldChecks(): FieldChecks {
  const errors: FieldError[] = []
  const refuse: FieldChecks['refuse'] = (field, code, values) => {
    errors.push(values === undefined ? { field, code } : { field, code, values })
  }
  const text: FieldChecks['text'] = (field, given, max) => {
    const trimmed = given.trim()
    if (trimmed === '') refuse(field, 'registry_missing')
    else if (/\p{Cc}/u.test(trimmed)) refuse(field, 'control_characters')
    else if ([...trimmed].length > max) refuse(field, 'too_long', { max })
    return trimmed
  }
  return {
    refuse,
    text,
    optionalText: (field, given, max) =>
      given === null || given === undefined || given.trim() === '' ? null : text(field, given, max),
    code(field, given) {
      const code = given.trim()
      if (code === '') refuse(field, 'registry_missing')
      else if (code.length > LONGEST_CODE || !/^[a-z0-9]+([.-][a-z0-9]+)*$/.test(code))
        refuse(field, 'invalid_registry_code')
      return code
    },
    date(field, given) {
      const date = given.trim()
      if (!isCalendarDate(date)) refuse(field, 'invalid_date')
      return date
    },
    done() {
      if (errors.length > 0) throw invalid(errors)
    },
  }
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
