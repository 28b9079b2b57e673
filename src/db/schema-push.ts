import type { GeneratedAlways } from 'kysely'

export interface PushTables {
  push_subscriptions: {
    id: GeneratedAlways<number>
    reporter_id: number
    /** Null: all reports of the reporter, who was signed in. */
    report_id: number | null
    endpoint_hash: Buffer
    subscription_sealed: Buffer
    created_at: Date
  }
  push_keys: { id: number; public_key: string; private_key_sealed: Buffer; created_at: Date }
}
