import type { Generated, GeneratedAlways, Selectable } from 'kysely'
import type { ReportClass } from './schema.ts'

export interface ReporterTables {
  reporter_contacts: ReporterContactsTable
  sign_in_codes: SignInCodesTable
  reporter_sessions: {
    token_hash: Buffer
    reporter_id: number
    created_at: Date
    last_seen_at: Date
    expires_at: Date
  }
  reporter_passkeys: {
    id: GeneratedAlways<number>
    reporter_id: number
    credential_id: string
    public_key: Buffer
    counter: number
    transports: string[]
    name: string
    created_at: Date
    last_used_at: Date | null
  }
  unseal_requests: UnsealRequestsTable
  unseal_log: {
    id: GeneratedAlways<number>
    request_id: number
    at: Date
    account_id: number | null
    action: 'requested' | 'approved' | 'refused' | 'read' | 'told'
    prev_hash: Buffer
    hash: Buffer
  }
  identity_rules: {
    id: GeneratedAlways<number>
    class: ReportClass | null
    category_id: number | null
    step: IdentityStep
    edited_at: Date
  }
  identity_waits: IdentityWaitsTable
  retention_rules: { class: ReportClass; months: number; source: string }
  attempts: { scope: string; key_hash: Buffer; window_start: Date; count: number }
}

/**
 * `contact`: a confirmed contact is enough. `stated`: name and NIK are needed too. `verified`: the population registry
 * has to know them as one person's.
 */
export type IdentityStep = 'contact' | 'stated' | 'verified'

/** What a report that waits still lacks: name and NIK, the registry's answer, or a correction of what it refused. */
export type IdentityLack = 'statement' | 'answer' | 'correction'

interface IdentityWaitsTable {
  report_id: number
  reporter_id: number
  lacks: IdentityLack
  since: Date
  attempts: Generated<number>
  /** Set while the registry's answer is waited for. */
  next_try_at: Date | null
  last_problem: string | null
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

interface SignInCodesTable {
  id: string
  purpose: 'sign_in' | 'add_contact'
  reporter_id: number | null
  contact_kind: ContactKind
  contact_sealed: Buffer
  sent_to_kind: ContactKind
  sent_to_sealed: Buffer
  /** False when nobody reported by this contact: nothing is sent, and the page looks the same. */
  sends: boolean
  language: 'id' | 'en'
  sent_at: Date
  expires_at: Date
  tries: Generated<number>
  used_at: Date | null
}
export type SignInCodeRow = Selectable<SignInCodesTable>

interface UnsealRequestsTable {
  id: GeneratedAlways<number>
  report_id: number
  requested_by: number
  reason: string
  requested_at: Date
  decided_by: number | null
  decided_at: Date | null
  decision: 'approved' | 'refused' | null
  decision_reason: string | null
  expires_at: Date | null
  told_at: Date | null
}
export type UnsealRequestRow = Selectable<UnsealRequestsTable>
