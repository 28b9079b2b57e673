import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely'
import type { SessionMethod } from './schema-staff-security.ts'

export interface IdentityTables {
  data_keys: DataKeysTable
  reporters: ReportersTable
  staff_accounts: StaffAccountsTable
  staff_sessions: StaffSessionsTable
  staff_tokens: StaffTokensTable
}

export type StaffRole = 'national_admin' | 'institution_admin' | 'unit_officer' | 'observer'

interface DataKeysTable {
  id: GeneratedAlways<number>
  wrapped: Buffer
  created_at: Date
  /** Every process learns of it before it is used. */
  active_from: Date
  retired_at: Date | null
}

interface ReportersTable {
  id: GeneratedAlways<number>
  name_sealed: Buffer | null
  nik_sealed: Buffer | null
  confirmed_at: Date | null
  /** When the population registry said that name and NIK are one person's. */
  verified_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** Forgotten at their own wish, or as all their reports had served their time. */
  erased_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  created_at: Date
}

interface StaffAccountsTable {
  id: GeneratedAlways<number>
  email: string
  name: string
  /** Null until an invitation is accepted, and where one signs in otherwise. */
  password_hash: string | null
  role: StaffRole
  institution_id: number
  training: Generated<boolean>
  /** May approve the answers of others where an institution asks for approval. */
  may_approve: Generated<boolean>
  /** Decides on requests to open an anonymous reporter's identity. */
  custodian: Generated<boolean>
  active: Generated<boolean>
  /** A connected system's own; nobody signs in to it. */
  service: Generated<boolean>
  created_at: Date
  last_seen_at: Date | null
  totp_sealed: Generated<Buffer | null>
  /** The last 30-second step whose code was taken, so that no code works twice. */
  totp_last_step: Generated<number | null>
  deactivated_at: Generated<Date | null>
}
export type StaffAccountRow = Selectable<StaffAccountsTable>

interface StaffSessionsTable {
  id: GeneratedAlways<number>
  token_hash: Buffer
  account_id: number
  created_at: Date
  last_seen_at: Date
  expires_at: Date
  method: Generated<SessionMethod>
  /** A second factor was shown when it began. */
  secured: Generated<boolean>
  /** The browser, as it called itself, and where it came from; for the person to recognise. */
  agent: Generated<string | null>
  network: Generated<string | null>
}

interface StaffTokensTable {
  id: GeneratedAlways<number>
  token_hash: Buffer
  account_id: number
  label: string
  created_at: Date
  revoked_at: Date | null
}
