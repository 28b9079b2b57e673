import type { PageFrame } from '../../../ui/index.ts'
import { shortAreaName } from '../../area-name.ts'
import { addressOf } from '../../query.ts'
import type { ListQuery, ReadFilter } from './filter.ts'

interface ActiveFilter {
  readonly label: string
  readonly removeHref: string
}

/** The filters in use, each with the address of the list without it. */
export function activeFilters(
  { t, language }: Pick<PageFrame, 't' | 'language'>,
  query: ListQuery,
  filter: ReadFilter,
): ActiveFilter[] {
  const first = { ...query, cursor: '' }
  const active: (ActiveFilter | null)[] = [
    filter.state === null
      ? null
      : { label: t(`state.${filter.state}`), removeHref: listAddress({ ...first, state: '' }) },
    filter.class === null
      ? null
      : { label: t(`class.${filter.class}`), removeHref: listAddress({ ...first, class: '' }) },
    filter.category === null
      ? null
      : {
          label: language === 'en' ? filter.category.name_en : filter.category.name_id,
          removeHref: listAddress({ ...first, category: '' }),
        },
    filter.area === null
      ? null
      : {
          label: shortAreaName(filter.area.name),
          removeHref: listAddress({ ...first, area: '', area_code: '' }),
        },
    filter.institution === null
      ? null
      : {
          label: filter.institution.name,
          removeHref: listAddress({ ...first, institution: '', institution_code: '' }),
        },
  ]
  return active.filter((entry) => entry !== null)
}

/** The address of a list with these filters. */
export function listAddress(query: ListQuery): string {
  return addressOf('/laporan', {
    q: query.q,
    status: query.state,
    jenis: query.class,
    kategori: query.category,
    wilayah: query.area,
    wilayah_code: query.area_code,
    instansi: query.institution,
    instansi_code: query.institution_code,
    lanjut: query.cursor,
  })
}
