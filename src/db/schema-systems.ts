import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely'

export interface SystemTables {
  connected_systems: ConnectedSystemsTable
  system_keys: SystemKeysTable
  system_tokens: { token_hash: Buffer; system_id: number; scopes: string[]; expires_at: Date }
  system_calls: { system_id: number; hour: Date; route: string; status: number; calls: number }
}

interface ConnectedSystemsTable {
  id: GeneratedAlways<number>
  code: string
  name: string
  contact_email: string | null
  /** The node of the tree to which, with everything below it, the system's rights are limited. */
  institution_id: number
  scopes: string[]
  /** It has confirmed its reporters' contacts itself, so that none of them is sent a code again. */
  vouches_for_contacts: Generated<boolean>
  sandbox: Generated<boolean>
  requests_per_minute: Generated<number>
  active: Generated<boolean>
  created_at: Date
  created_by_id: number | null
  /** The account by which it acts; nobody can sign in to it. */
  account_id: ColumnType<number | null, number | null | undefined, number | null>
}
export type ConnectedSystemRow = Selectable<ConnectedSystemsTable>

interface SystemKeysTable {
  id: GeneratedAlways<number>
  system_id: number
  key_hash: Buffer
  /** The last characters, by which people tell keys apart. */
  ending: string
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
}
