import type { Db, ReportClass, ReportState } from '../../../db/index.ts'
import { categoryByCode, institutionByCode } from '../../../institutions/index.ts'
import { REPORT_CLASSES, type ReportFilter } from '../../../reports/index.ts'
import { AREAS, type Candidate, findNamed, INSTITUTIONS, type Named } from '../../find-named.ts'

/** The states in which a report can be public, in the order of its life. */
export const LISTED_STATES: readonly ReportState[] = [
  'submitted',
  'assigned',
  'in_progress',
  'on_hold',
  'answered',
  'closed',
  'archived',
]

const PAGE = 20

/** A list's filters as they stand in its address. */
export interface ListQuery {
  readonly q: string
  readonly state: string
  readonly class: string
  readonly category: string
  readonly area: string
  readonly area_code: string
  readonly institution: string
  readonly institution_code: string
  readonly cursor: string
}

/** The same, read: what the database is asked, and what of it was understood. */
export interface ReadFilter {
  readonly filter: ReportFilter
  readonly state: ReportState | null
  readonly class: ReportClass | null
  readonly category: { readonly code: string; readonly name_id: string; readonly name_en: string } | null
  readonly area: Candidate | null
  readonly institution: Candidate | null
  /** Typed names that nothing fits; the list is then empty, as nothing can match. */
  readonly unknown: readonly string[]
}

export function readListQuery(query: (name: string) => string): ListQuery {
  return {
    q: query('q'),
    state: query('status'),
    class: query('jenis'),
    category: query('kategori'),
    area: query('wilayah'),
    area_code: query('wilayah_code'),
    institution: query('instansi'),
    institution_code: query('instansi_code'),
    cursor: query('lanjut'),
  }
}

/** Find what the filters mean; of several that fit a typed name, the best is taken. */
export async function readFilter(db: Db, query: ListQuery): Promise<ReadFilter> {
  const [category, area, institution] = await Promise.all([
    query.category === '' ? null : categoryByCode(db, query.category),
    findNamed(db, AREAS, { text: query.area, code: query.area_code }),
    findNamed(db, INSTITUTIONS, { text: query.institution, code: query.institution_code }),
  ])
  const foundArea = bestOf(area)
  const foundInstitution = bestOf(institution)
  const node = foundInstitution === null ? null : await institutionByCode(db, foundInstitution.code)
  const state = LISTED_STATES.find((candidate) => candidate === query.state) ?? null
  const reportClass = REPORT_CLASSES.find((candidate) => candidate === query.class) ?? null
  return {
    filter: {
      limit: PAGE,
      q: query.q === '' ? undefined : query.q,
      state: state ?? undefined,
      class: reportClass ?? undefined,
      categoryId: category?.id,
      areaCode: foundArea?.code,
      institutionId: node?.id,
      cursor: query.cursor === '' ? undefined : query.cursor,
    },
    state,
    class: reportClass,
    category,
    area: foundArea,
    institution: foundInstitution,
    unknown: [
      ...(area.kind === 'unknown' ? [query.area] : []),
      ...(institution.kind === 'unknown' ? [query.institution] : []),
    ],
  }
}

function bestOf(named: Named): Candidate | null {
  if (named.kind === 'found') return named.candidate
  return named.kind === 'several' ? (named.candidates[0] ?? null) : null
}
