import type { Generated, GeneratedAlways, Selectable } from 'kysely'

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
  retired_at: Date | null
}

interface ReportersTable {
  id: GeneratedAlways<number>
  name_sealed: Buffer | null
  nik_sealed: Buffer | null
  confirmed_at: Date | null
  created_at: Date
}

interface StaffAccountsTable {
  id: GeneratedAlways<number>
  email: string
  name: string
  password_hash: string
  role: StaffRole
  institution_id: number
  training: Generated<boolean>
  /** May approve the answers of others where an institution asks for approval. */
  may_approve: Generated<boolean>
  active: Generated<boolean>
  /** A connected system's own; nobody signs in to it. */
  service: Generated<boolean>
  created_at: Date
  last_seen_at: Date | null
}
export type StaffAccountRow = Selectable<StaffAccountsTable>

interface StaffSessionsTable {
  token_hash: Buffer
  account_id: number
  created_at: Date
  last_seen_at: Date
  expires_at: Date
}

interface StaffTokensTable {
  id: GeneratedAlways<number>
  token_hash: Buffer
  account_id: number
  label: string
  created_at: Date
  revoked_at: Date | null
}
