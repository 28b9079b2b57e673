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
}
