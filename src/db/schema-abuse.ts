import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely'
import type { ContactKind } from './schema-reporters.ts'

export interface AbuseTables {
  change_log: ChangeLogTable
  false_marks: FalseMarksTable
  reporter_blocks: ReporterBlocksTable
  blocked_contacts: { block_id: number; contact_hash: Buffer }
  appeals: AppealsTable
  abuse_rules: AbuseRulesTable
}

interface ChangeLogTable {
  id: GeneratedAlways<number>
  at: Date
  account_id: number | null
  area: string
  action: string
  subject: string
  data: ColumnType<unknown, string, never>
  prev_hash: Buffer
  hash: Buffer
}
export type ChangeLogRow = Selectable<ChangeLogTable>

interface FalseMarksTable {
  id: GeneratedAlways<number>
  report_id: number
  reporter_id: number
  marked_by: number
  marked_at: Date
  reason: string
  undone_by: ColumnType<number | null, number | null | undefined, number | null>
  undone_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  undone_reason: ColumnType<string | null, string | null | undefined, string | null>
}

interface ReporterBlocksTable {
  id: GeneratedAlways<number>
  reporter_id: number | null
  because_of: number | null
  contact_kind: ContactKind | null
  contact_sealed: Buffer | null
  reason: string
  blocked_by: number | null
  blocked_at: Date
  expires_at: Date
  ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  ended_by: ColumnType<number | null, number | null | undefined, number | null>
  end_reason: ColumnType<string | null, string | null | undefined, string | null>
}
export type ReporterBlockRow = Selectable<ReporterBlocksTable>

interface AppealsTable {
  id: GeneratedAlways<number>
  block_id: number | null
  mark_id: number | null
  text: string
  made_at: Date
  decided_by: ColumnType<number | null, number | null | undefined, number | null>
  decided_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  granted: ColumnType<boolean | null, boolean | null | undefined, boolean | null>
  decision_reason: ColumnType<string | null, string | null | undefined, string | null>
}

/** What false reports lead to, counted over the last `within_days`. */
interface AbuseRulesTable {
  only_row: Generated<boolean>
  within_days: number
  marks_for_identity: number
  marks_for_block: number
  block_days: number
}
export type AbuseRules = Omit<Selectable<AbuseRulesTable>, 'only_row'>
