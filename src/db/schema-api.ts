import type { ColumnType } from 'kysely'

export interface ApiTables {
  /** What was done and answered under an `Idempotency-Key`; without the secrets that were shown once. */
  answered_requests: {
    key: string
    request_hash: Buffer
    /** Null only while it is being done. */
    answer: ColumnType<unknown, string | null, string>
    created_at: Date
  }
}
