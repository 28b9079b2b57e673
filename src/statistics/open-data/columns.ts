import type { MessageKey } from '../../i18n/index.ts'

export type ColumnType = 'text' | 'integer' | 'date'

export interface DataColumn {
  readonly name: string
  readonly type: ColumnType
}

export type DataRow = Readonly<Record<string, string | number | null>>

/** One line for each public report whose reporter shows their name; all others are in the counts alone. */
const REPORTS = {
  tracking_number: 'text',
  class: 'text',
  category_code: 'text',
  category: 'text',
  institution_code: 'text',
  institution: 'text',
  unit_code: 'text',
  unit: 'text',
  area_code: 'text',
  area: 'text',
  channel: 'text',
  state: 'text',
  received_on: 'date',
  published_on: 'date',
  assigned_on: 'date',
  first_follow_up_on: 'date',
  answered_on: 'date',
  closed_on: 'date',
  close_kind: 'text',
  rating: 'integer',
  returns: 'integer',
  reopenings: 'integer',
  title: 'text',
  text: 'text',
} as const satisfies Record<string, ColumnType>

/** One line for each month, institution and class; parts of fewer than five people go together as class `other`. */
const FIGURES = {
  month: 'text',
  institution_code: 'text',
  institution: 'text',
  class: 'text',
  received: 'integer',
  followed_up: 'integer',
  answered: 'integer',
  closed: 'integer',
  archived: 'integer',
  follow_up_in_time: 'integer',
  follow_up_late: 'integer',
  solve_in_time: 'integer',
  solve_late: 'integer',
  rated: 'integer',
  rating_sum: 'integer',
} as const satisfies Record<string, ColumnType>

export const DATA_TABLES = { laporan: columns(REPORTS), angka: columns(FIGURES) } as const
export type DataTable = keyof typeof DATA_TABLES
export const TABLE_NAMES = Object.keys(DATA_TABLES) as readonly DataTable[]

type ColumnName = keyof typeof REPORTS | keyof typeof FIGURES

/** What a column means, as a key of the catalogue. */
export function columnMeaning(name: string): MessageKey {
  return `open_data.column.${name as ColumnName}`
}

function columns(types: Readonly<Record<string, ColumnType>>): readonly DataColumn[] {
  return Object.entries(types).map(([name, type]) => ({ name, type }))
}
