import type { ReportClass, ReportState } from '../../db/index.ts'
import type { InboxFilter } from '../../reports/index.ts'

/** What was chosen of a list of reports, with the names to show beside it. */
export interface ReportsFilter {
  readonly q: string
  readonly state: ReportState | null
  readonly class: ReportClass | null
  readonly category: {
    readonly id: number
    readonly code: string
    readonly name_id: string
    readonly name_en: string
  } | null
  readonly area: { readonly code: string; readonly name: string } | null
  readonly holder: { readonly id: number; readonly code: string; readonly name: string } | null
  readonly overdue: boolean
  readonly warned: boolean
  readonly disputed: boolean
  readonly returned: boolean
  readonly order: 'newest' | 'urgent'
}

/** The same filter as parameters of an address. */
export function parametersOf(filter: ReportsFilter): Record<string, string | undefined> {
  return {
    q: filter.q,
    keadaan: filter.state ?? undefined,
    jenis: filter.class ?? undefined,
    kategori: filter.category?.code,
    wilayah: filter.area?.name,
    wilayah_code: filter.area?.code,
    pemegang: filter.holder?.name,
    pemegang_code: filter.holder?.code,
    lewat: filter.overdue ? '1' : undefined,
    hampir: filter.warned ? '1' : undefined,
    sanggah: filter.disputed ? '1' : undefined,
    kembali: filter.returned ? '1' : undefined,
    urut: filter.order === 'urgent' ? 'tenggat' : undefined,
  }
}

/** The same filter as the inbox query takes it. */
export function conditionsOf(filter: ReportsFilter): Omit<InboxFilter, 'scope' | 'now' | 'limit'> {
  return {
    q: filter.q,
    state: filter.state ?? undefined,
    class: filter.class ?? undefined,
    categoryId: filter.category?.id,
    areaCode: filter.area?.code,
    holderId: filter.holder?.id,
    overdue: filter.overdue,
    warned: filter.warned,
    disputed: filter.disputed,
    returned: filter.returned,
    order: filter.order,
  }
}

/** The same as the text of an address's query, as the console's list reads it. */
export function queryText(filter: ReportsFilter): string {
  const given = Object.entries(parametersOf(filter)).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  )
  return new URLSearchParams(given).toString()
}
