import type { Generated, GeneratedAlways, Selectable } from 'kysely'
import type { ReportClass } from './schema.ts'

export interface RegistryTables {
  areas: AreasTable
  area_words: AreaWordsTable
  institutions: InstitutionsTable
  institution_fronts: InstitutionFrontsTable
  categories: CategoriesTable
  holidays: HolidaysTable
  deadline_rules: DeadlineRulesTable
  seed_state: SeedStateTable
}

export type AreaLevel = 'province' | 'regency' | 'district' | 'village'

interface AreasTable {
  /** Ministry of Home Affairs code: 33, 33.75, 33.75.01, 33.75.01.1001. */
  code: string
  level: AreaLevel
  name: string
  parent_code: string | null
  /** From the area up to its province: "Medono, Pekalongan Barat, Kota Pekalongan, Jawa Tengah". */
  full_name: string
  /** The usual name in lower case, without Kota or Kabupaten and without marks. */
  search_name: string
  /** Lexemes: words of the area and of all above it, its own words after "=", its whole names joined after "==". */
  words: string
}
export type AreaRow = Selectable<AreasTable>

/** Every word of a region's name, so that a mistyped one finds its neighbours. */
interface AreaWordsTable {
  word: string
}

interface InstitutionsTable {
  id: GeneratedAlways<number>
  code: string
  /** 'national' is the root; ministry, agency, …, province, regency, city are institutions; the rest are units. */
  kind: string
  name: string
  short_name: string
  aliases: Generated<string[]>
  /** What a unit does, as in the category tree's `local:…` without the prefix. */
  functions: Generated<string[]>
  duties: string | null
  parent_id: number | null
  /** The institution a unit belongs to; an institution belongs to itself. Null only while a row is being made. */
  institution_id: number | null
  /** Ids from the root down to the row itself. */
  path: number[]
  area_code: string | null
  time_zone: Generated<string>
  answers_need_approval: Generated<boolean>
  /** The unit that coordinates complaints for an institution. */
  coordinator_id: number | null
  active: Generated<boolean>
  search_name: string
  seeded_hash: string | null
  edited_at: Date | null
}
export type InstitutionRow = Selectable<InstitutionsTable>

/** How an institution shows itself on its own front page. */
interface InstitutionFrontsTable {
  institution_id: number
  name: string | null
  /** `#rrggbb`, dark enough for light text. */
  color: string | null
  /** WebP. */
  emblem: Buffer | null
  emblem_digest: string | null
  /** A host name whose first page is the front page. */
  host: string | null
  edited_at: Date
}

interface CategoriesTable {
  id: GeneratedAlways<number>
  code: string
  parent_id: number | null
  name_id: string
  name_en: string
  default_level: 'national' | 'province' | 'regency'
  default_handler: string | null
  oversight: Generated<boolean>
  active: Generated<boolean>
  position: Generated<number>
  seeded_hash: string | null
  edited_at: Date | null
}
export type CategoryRow = Selectable<CategoriesTable>

interface HolidaysTable {
  id: GeneratedAlways<number>
  date: string
  area_code: string | null
  name: string
  kind: 'holiday' | 'joint_leave'
  removed: Generated<boolean>
  edited_at: Date | null
}
export type HolidayRow = Selectable<HolidaysTable>

interface DeadlineRulesTable {
  id: GeneratedAlways<number>
  kind: 'identity' | 'verify' | 'first_follow_up' | 'solve' | 'reporter_reply' | 'completion'
  class: ReportClass | null
  oversight: boolean | null
  institution_id: number | null
  amount: number
  calendar: 'working' | 'calendar'
  valid_from: string
  valid_until: string | null
  source: string
  edited_at: Date | null
}
export type DeadlineRuleRow = Selectable<DeadlineRulesTable>

/** What was loaded from the registry's files, so that an unchanged file is not loaded again. */
interface SeedStateTable {
  part: string
  source_hash: string
  seeded_at: Date
}
