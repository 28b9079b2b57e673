import type { DeadlineRuleRow, HolidayRow } from '../../../db/index.ts'
import type { CategoryGroup } from '../../../institutions/index.ts'
import type { ConsoleFrame } from '../../console-page.tsx'
import type { Refused } from '../../form-values.ts'

export const REGISTRY_PARTS = ['kategori', 'libur', 'tenggat'] as const
export type RegistryPart = (typeof REGISTRY_PARTS)[number]

export const REGISTRY_NOTICES = [
  'category_add',
  'category_edit',
  'holiday_add',
  'holiday_edit',
  'holiday_remove',
  'holiday_import',
  'rule_add',
] as const

export interface RegistryPageProps {
  readonly frame: ConsoleFrame
  readonly part: RegistryPart
  readonly year: number
  readonly categories: readonly CategoryGroup[]
  /** Names of the national institutions that categories name by their code. */
  readonly handlerNames: ReadonlyMap<string, string>
  readonly holidays: readonly HolidayRow[]
  readonly rules: readonly DeadlineRuleRow[]
  /** May edit what holds for the whole nation. */
  readonly national: boolean
  /** May set a deadline rule, of the nation or of one's own institution. */
  readonly mayBind: boolean
  /** The code of the category, or the id of the day off, whose form is open. */
  readonly editing: string | null
  readonly refused: Refused | null
  readonly notice: (typeof REGISTRY_NOTICES)[number] | null
}
