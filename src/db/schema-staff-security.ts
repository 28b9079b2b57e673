import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely'

export interface StaffSecurityTables {
  staff_steps: StaffStepsTable
  staff_links: StaffLinksTable
  staff_recovery_codes: { account_id: number; code_hash: Buffer; used_at: Date | null }
  staff_passkeys: StaffPasskeysTable
  sign_on_providers: SignOnProvidersTable
  staff_sign_ons: { provider_id: number; subject: string; account_id: number; linked_at: Date }
  sign_in_failures: { id: GeneratedAlways<number>; account_key: Buffer; network: string; at: Date }
  account_events: AccountEventsTable
}

export type SessionMethod = 'password' | 'passkey' | 'sign_on'

/** Something begun and not finished: a sign-in that waits for its second factor, a challenge that waits for its answer. */
interface StaffStepsTable {
  token_hash: Buffer
  kind: 'second_factor' | 'passkey_sign_in' | 'passkey_register' | 'sign_on'
  account_id: number | null
  data: ColumnType<Record<string, unknown>, string, never>
  tries: Generated<number>
  expires_at: Date
}
export type StaffStepKind = StaffStepsTable['kind']

/** `invite`: a new account. `reset`: an admin above gave way in anew, factors included. `password`: asked for by oneself. */
interface StaffLinksTable {
  id: GeneratedAlways<number>
  token_hash: Buffer
  account_id: number
  kind: 'invite' | 'reset' | 'password'
  created_by_id: number | null
  created_at: Date
  expires_at: Date
  used_at: Date | null
}
export type StaffLinkKind = StaffLinksTable['kind']

interface StaffPasskeysTable {
  id: GeneratedAlways<number>
  account_id: number
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
  name: string
  created_at: Date
  last_used_at: Date | null
}

interface SignOnProvidersTable {
  id: GeneratedAlways<number>
  institution_id: number
  name: string
  issuer: string
  client_id: string
  client_secret_sealed: Buffer
  /** The provider asks for a second factor itself; otherwise we ask for ours. */
  asks_second_factor: Generated<boolean>
  active: Generated<boolean>
  edited_at: Date
}
export type SignOnProviderRow = Selectable<SignOnProvidersTable>

interface AccountEventsTable {
  id: GeneratedAlways<number>
  at: Date
  account_id: number
  /** Null for the person's own doing without a session, and for the command line. */
  actor_id: number | null
  type: string
  reason: string | null
  data: ColumnType<Record<string, unknown>, string | undefined, never>
}
