import { type ConnectedSystem, type Contact, readContact } from '../identity/index.ts'

/**
 * The contact that a system has confirmed itself, so that the report goes on at once. Null for any other system, and
 * where name or contact are missing: then the ordinary check of a submission says so.
 */
export function vouchedContact(
  system: ConnectedSystem | null,
  stated: {
    name?: string | null | undefined
    phone?: string | null | undefined
    email?: string | null | undefined
  },
): Contact | null {
  if (system?.vouchesForContacts !== true || (stated.name ?? '').trim() === '') return null
  return readContact((stated.phone ?? '').trim() || (stated.email ?? ''))
}
