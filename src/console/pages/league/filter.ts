import type { Db } from '../../../db/index.ts'
import { invalid } from '../../../errors.ts'
import { areaByCode, categoryByCode, INSTITUTION_KINDS } from '../../../institutions/index.ts'
import { REPORT_CLASSES } from '../../../reports/index.ts'
import { LEAGUE_SHARES, type LeagueFilter, type LeagueShare } from '../../../statistics/index.ts'

export interface LeagueChoice extends LeagueFilter {
  readonly by: LeagueShare
  readonly class: string
  readonly categoryCode: string
}

/** @throws DomainError invalid_input for whatever is no kind, province, class, category or measure */
export async function readLeagueChoice(db: Db, query: (name: string) => string): Promise<LeagueChoice> {
  const asked = query('menurut')
  const by = asked === '' ? 'followed_up' : LEAGUE_SHARES.find((share) => share === asked)
  if (by === undefined) throw invalid([{ field: 'menurut', code: 'unknown_part' }])
  const kind = query('jenis')
  if (kind !== '' && !INSTITUTION_KINDS.some((known) => known === kind))
    throw invalid([{ field: 'jenis', code: 'unknown_institution_kind' }])
  const province = query('provinsi')
  const area = /^\d{2}$/.test(province) ? await areaByCode(db, province) : null
  if (province !== '' && area === null) throw invalid([{ field: 'provinsi', code: 'unknown_province' }])
  const className = query('laporan')
  if (className !== '' && !REPORT_CLASSES.some((known) => known === className))
    throw invalid([{ field: 'laporan', code: 'unknown_class' }])
  const categoryCode = query('kategori')
  const category = categoryCode === '' ? null : await categoryByCode(db, categoryCode)
  if (categoryCode !== '' && category === null)
    throw invalid([{ field: 'kategori', code: 'unknown_category' }])
  if (className !== '' && category !== null) throw invalid([{ field: 'kategori', code: 'one_part' }])
  return {
    by,
    kind: kind === '' ? null : kind,
    province: area?.code ?? null,
    class: className,
    categoryCode,
    part:
      category !== null
        ? { dimension: 'category', key: String(category.id) }
        : className !== ''
          ? { dimension: 'class', key: className }
          : undefined,
  }
}
