import type { Generated, GeneratedAlways, Selectable } from 'kysely'

export interface ReporterTables {
  reporter_contacts: ReporterContactsTable
}

/** What a person can be reached by. A WhatsApp number is its phone number; Telegram and X know an account's number. */
export type ContactKind = 'phone' | 'email' | 'whatsapp' | 'telegram' | 'x'

interface ReporterContactsTable {
  id: GeneratedAlways<number>
  reporter_id: number
  kind: ContactKind
  /** Keyed hash of kind and address: finds the contact without opening any. */
  contact_hash: Buffer
  contact_sealed: Buffer
  is_primary: Generated<boolean>
  confirmed_at: Date | null
  /** A message to it was refused for good. */
  undeliverable_at: Date | null
  created_at: Date
}
export type ReporterContactRow = Selectable<ReporterContactsTable>
