import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely'

export interface SystemTables {
  connected_systems: ConnectedSystemsTable
  system_keys: SystemKeysTable
  system_tokens: { token_hash: Buffer; system_id: number; scopes: string[]; expires_at: Date }
  imported_reports: { source: string; external_id: string; report_id: number; imported_at: Date }
  webhooks: WebhooksTable
  embed_settings: { institution_id: number; origins: string[]; edited_at: Date }
  webhook_deliveries: WebhookDeliveriesTable
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

interface WebhooksTable {
  id: GeneratedAlways<number>
  system_id: number
  /** `events`: asked for by the system itself. `exchange`: where the messages of the exchange go. */
  kind: ColumnType<'events' | 'exchange', 'events' | 'exchange' | undefined, never>
  url: string
  secret_sealed: Buffer
  /** The partner's own key for us, sent along as a bearer token. */
  bearer_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  /** Types of events; empty means all. */
  event_types: string[]
  active: Generated<boolean>
  created_at: Date
  ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}
export type WebhookRow = Selectable<WebhooksTable>

interface WebhookDeliveriesTable {
  id: GeneratedAlways<number>
  webhook_id: number
  /** Null for a test. */
  report_id: number | null
  seq: number | null
  message_id: string
  type: string
  /** The very bytes that are signed, but for an identity; null once forgotten. */
  payload: string | null
  /** Name and contact that the message holds; null once they arrived. */
  identity_sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>
  state: Generated<'queued' | 'delivered' | 'failed'>
  attempts: Generated<number>
  created_at: Date
  next_try_at: Date | null
  /** Another worker leaves it alone until then. */
  claimed_until: ColumnType<Date | null, Date | null | undefined, Date | null>
  delivered_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  last_status: ColumnType<number | null, number | null | undefined, number | null>
  last_error: ColumnType<string | null, string | null | undefined, string | null>
}
export type WebhookDeliveryRow = Selectable<WebhookDeliveriesTable>
