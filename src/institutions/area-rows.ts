import type { AreaLevel, AreaRow } from '../db/index.ts'
import type { RegistryFiles } from './registry-files.ts'
import { searchText, searchWords } from './search-text.ts'

/** A region as it is loaded; `words` are the lexemes that searchAreas looks for. */
export interface NewArea extends Omit<AreaRow, 'words'> {
  readonly words: readonly string[]
}

const REGENCY_TYPE = /^(Kabupaten|Kota)( Administrasi)? /

/** All regions from the province down to the village, parents before their children. */
export function buildAreas(files: RegistryFiles): NewArea[] {
  const usage = new Map(files.rows('area-aliases.csv').map((row) => [row.area_code, row]))
  const areas: NewArea[] = []
  const above = new Map<string | null, { fullName: string; words: readonly string[] }>()
  const add = (level: AreaLevel, code = '', name = '', parentCode: string | null = null) => {
    const parent = above.get(parentCode)
    const used = usage.get(code)
    // "Kota" is no word of a kota's own, or every kota would be found by it; a village may well be named so.
    const bare = level === 'regency' ? name.replace(REGENCY_TYPE, '') : name
    const plain = used?.common_name || bare
    const names = [...new Set([plain, bare, ...splitList(used?.aliases)])]
    const ownWords = new Set(names.flatMap(searchWords))
    const all = new Set([...ownWords, ...(bare === name ? [] : searchWords(name)), ...(parent?.words ?? [])])
    const fullName = parent === undefined ? name : `${name}, ${parent.fullName}`
    areas.push({
      code,
      level,
      name,
      parent_code: parentCode,
      full_name: fullName,
      search_name: searchText(plain),
      words: [
        ...all,
        ...[...ownWords].map((word) => `=${word}`),
        ...new Set([name, ...names].map((one) => `==${searchWords(one).join('')}`)),
      ],
    })
    if (level !== 'village') above.set(code, { fullName, words: [...all] })
  }
  for (const row of files.rows('provinces.csv')) add('province', row.code, row.name)
  for (const row of files.rows('regencies.csv')) add('regency', row.code, row.name, row.province_code)
  for (const row of files.rows('districts.csv')) add('district', row.code, row.name, row.regency_code)
  for (const row of files.rows('villages.csv')) add('village', row.code, row.name, row.district_code)
  return areas
}

/** A cell with several values, separated by "|". */
export function splitList(cell: string | undefined): string[] {
  return (cell ?? '')
    .split('|')
    .map((value) => value.trim())
    .filter((value) => value !== '')
}
