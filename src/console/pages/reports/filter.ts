import type { Db } from '../../../db/index.ts'
import {
  areaByCode,
  categoryByCode,
  institutionByCode,
  searchAreas,
  searchInstitutions,
} from '../../../institutions/index.ts'
import { REPORT_CLASSES } from '../../../reports/index.ts'
import type { ReportsFilter } from '../../../statistics/index.ts'
import { STAFF_STATES } from '../../open-states.ts'

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
