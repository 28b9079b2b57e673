import type { ColumnType } from 'kysely'

/** Tables that serve the work of staff in the console. */
export interface ConsoleTables {
  bulk_runs: {
    id: string
    account_id: number
    action: 'assign' | 'hold' | 'archive' | 'follow_up'
    results: ColumnType<unknown, string, never>
    finished_at: Date
  }
  /** Who read the sealed identity of a report's reporter. */
  access_log: {
    report_id: number
    seq: number
    at: Date
    account_id: number
    channel: string
    prev_hash: Buffer
    hash: Buffer
  }
}
