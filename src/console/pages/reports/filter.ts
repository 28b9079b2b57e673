import type { Db, ReportClass, ReportState } from '../../../db/index.ts'
import {
  areaByCode,
  categoryByCode,
  institutionByCode,
  searchAreas,
  searchInstitutions,
} from '../../../institutions/index.ts'
import { type InboxFilter, REPORT_CLASSES } from '../../../reports/index.ts'
import { STAFF_STATES } from '../../open-states.ts'

/** What was chosen, with the names to show beside it. */
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

const LONGEST_SEARCH = 300

/** Read the filter of an address; what is unknown there is left out. */
export async function readFilter(db: Db, query: (name: string) => string): Promise<ReportsFilter> {
  const [category, area, holder] = await Promise.all([
    query('kategori') === '' ? null : categoryByCode(db, query('kategori')),
    findArea(db, query('wilayah'), query('wilayah_code')),
    findHolder(db, query('pemegang'), query('pemegang_code')),
  ])
  return {
    q: query('q').slice(0, LONGEST_SEARCH),
    state: STAFF_STATES.find((state) => state === query('keadaan')) ?? null,
    class: REPORT_CLASSES.find((name) => name === query('jenis')) ?? null,
    category,
    area: area && { code: area.code, name: area.full_name },
    holder: holder && { id: holder.id, code: holder.code, name: holder.name },
    overdue: query('lewat') === '1',
    warned: query('hampir') === '1',
    disputed: query('sanggah') === '1',
    returned: query('kembali') === '1',
    order: query('urut') === 'tenggat' ? 'urgent' : 'newest',
  }
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

/** The code counts while the text still is its name; without script the best match of the typed text. */
async function findArea(db: Db, text: string, code: string) {
  if (text === '') return null
  const coded = code === '' ? null : await areaByCode(db, code)
  if (coded !== null && coded.full_name === text) return coded
  const [best] = await searchAreas(db, text, { limit: 1 })
  return best === undefined ? null : await areaByCode(db, best.code)
}

async function findHolder(db: Db, text: string, code: string) {
  if (text === '') return null
  const coded = code === '' ? null : await institutionByCode(db, code)
  if (coded !== null && coded.name === text) return coded
  const [best] = await searchInstitutions(db, text, { limit: 1, inactiveToo: true })
  return best ?? null
}
