import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely'
import type { ReportClass } from './schema.ts'

export interface RoutingTables {
  routing_models: RoutingModelsTable
  competence_rules: CompetenceRulesTable
  proposals: ProposalsTable
  report_words: ReportWordsTable
  report_photos: ReportPhotosTable
  routing_settings: RoutingSettingsTable
  automation_objections: { report_id: number; objected_at: Date }
  likely_duplicates: { report_id: number; other_id: number; probability: number; found_at: Date }
}

interface RoutingModelsTable {
  id: GeneratedAlways<number>
  version: string
  /** Of the program that trained it. */
  program: string
  trained_at: Date
  examples: number
  figures: ColumnType<Record<string, number>, string, never>
  block: Buffer
}

interface CompetenceRulesTable {
  id: GeneratedAlways<number>
  /** Codes of categories or of their groups; empty holds for all. */
  categories: string[]
  words: string[]
  except_words: string[]
  area_prefix: string | null
  handler_level: 'national' | 'province' | 'regency'
  /** Code of a national institution, or a function of a local government. */
  handler_name: string
  priority: number
  strength: number
  enabled: Generated<boolean>
  note: string
  edited_at: Date | null
}
export type CompetenceRuleRow = Selectable<CompetenceRulesTable>

/** What was proposed for a report; kept as it was, also when a later one is made. */
interface ProposalsTable {
  id: GeneratedAlways<number>
  report_id: number
  model_version: string
  inputs_hash: Buffer
  handlers: ColumnType<unknown, string, never>
  class: ReportClass
  category_code: string | null
  oversight: boolean
  place: ColumnType<unknown, string, never>
  urgency: ColumnType<unknown, string, never>
  abstain: boolean
  created_at: Date
}

/** What the machine may do alone for an institution. */
interface RoutingSettingsTable {
  institution_id: number
  /** 0.5 to 1; null never. */
  assign_from: number | null
  archive_nobody: boolean
  changed_at: Date
  changed_by_id: number | null
}

/** The telling words of a report, each with the kabupaten or kota it was said of: "33.75:sriwijaya". */
interface ReportWordsTable {
  report_id: number
  created_at: Date
  words: string[]
}

/** The pictures of a report by their hash, under the kabupaten or kota it was told of. */
interface ReportPhotosTable {
  report_id: number
  created_at: Date
  regency: string
  hash: string
}
