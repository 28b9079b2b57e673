/** One wrong field of a command or form; `code` is a catalogue key under `field_error.`. */
export interface FieldError {
  readonly field: string
  readonly code: string
  readonly values?: Record<string, string | number>
}

/**
 * A refusal that a person can act on.
 * `code` is a catalogue key under `error.` and the stable code of the API's problem details;
 * `status` is the HTTP status. Anything else that is thrown is a bug.
 */
export class DomainError extends Error {
  readonly code: string
  readonly status: number
  readonly fields: readonly FieldError[]
  readonly values: Record<string, string | number>

  constructor(
    code: string,
    status: number,
    details: { fields?: readonly FieldError[]; values?: Record<string, string | number> } = {},
  ) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.status = status
    this.fields = details.fields ?? []
    this.values = details.values ?? {}
  }
}

/** The input does not fit; each field says what to write. */
export function invalid(fields: readonly FieldError[]): DomainError {
  return new DomainError('invalid_input', 422, { fields })
}

/** What one may not see does not exist. */
export function notFound(): DomainError {
  return new DomainError('not_found', 404)
}

/** Something the operator must set right before the program can go on; the message says what. */
export class SetupError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SetupError'
  }
}
