import type { ContactKind } from '../db/index.ts'

/**
 * The last line by which a phone's browser fills the code in by itself: the site and the code.
 * Source: WICG "Origin-bound one-time codes delivered via SMS".
 */
export function withAutofill(body: string, kind: ContactKind, code: string, baseUrl: string): string {
  return kind === 'phone' ? `${body}\n\n@${new URL(baseUrl).hostname} #${code}` : body
}

/** A phone number is reached by SMS. */
export function messageChannel(kind: ContactKind) {
  return kind === 'phone' ? 'sms' : kind
}
