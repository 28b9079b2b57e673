import { readContact } from '../identity/index.ts'

/** One field takes a phone number or an e-mail address; what is neither goes on as a number, to be refused as one. */
export function contactFields(text: string): { phone: string } | { email: string } {
  const contact = readContact(text)
  if (contact?.kind === 'email' || text.includes('@')) return { email: text }
  return { phone: text }
}
