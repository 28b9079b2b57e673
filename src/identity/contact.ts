import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { ContactKind } from '../db/index.ts'

export type Contact = { kind: 'phone'; value: string } | { kind: 'email'; value: string }

/** What a channel knows its sender by: a number or address, or the number of an account. */
export interface ChannelContact {
  readonly kind: ContactKind
  readonly value: string
}

/**
 * Read a phone number as people in Indonesia write it (0812…, +62 812-…, 62812…) into E.164.
 * @returns null when it is no possible number
 */
export function readPhone(text: string): string | null {
  const digits = text.replace(/[\s().\-–]/g, '')
  if (!/^\+?\d{8,15}$/.test(digits)) return null
  // A mobile number as nearly all write it needs no plan of the world's numbers.
  const mobile = /^(?:\+?62|0)(8\d{7,10})$/.exec(digits)?.[1]
  if (mobile !== undefined) return `+62${mobile}`
  const written = /^62\d{8,}$/.test(digits) ? `+${digits}` : digits
  const parsed = parsePhoneNumberFromString(written, 'ID')
  return parsed?.isPossible() && parsed.number.length >= 10 ? parsed.number : null
}

/** Read an e-mail address, lower-cased. @returns null when it cannot be one (RFC 5321 lengths, one @, a dot in the domain) */
export function readEmail(text: string): string | null {
  const address = text.trim().toLowerCase()
  if (address.length > 254) return null
  return /^[^\s@<>()[\],;:"\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/u.test(address) ? address : null
}

/** One field for both: what has an @ is an e-mail address, anything else a phone number. */
export function readContact(text: string): Contact | null {
  if (text.includes('@')) {
    const value = readEmail(text)
    return value === null ? null : { kind: 'email', value }
  }
  const value = readPhone(text)
  return value === null ? null : { kind: 'phone', value }
}

/** What a person may see of a contact to recognise it: 0812•••••678, b•••@example.id. */
export function maskContact(contact: ChannelContact): string {
  if (contact.kind === 'email') {
    const [name = '', domain = ''] = contact.value.split('@')
    return `${name.slice(0, 1)}•••@${domain}`
  }
  if (contact.kind === 'telegram' || contact.kind === 'x') return `•••${contact.value.slice(-3)}`
  const local = contact.value.replace(/^\+62/, '0')
  return `${local.slice(0, 4)}•••••${local.slice(-3)}`
}
