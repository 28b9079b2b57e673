import { splitList } from './area-rows.ts'
import type { CsvRow, RegistryFiles } from './registry-files.ts'
import { searchText, searchWords } from './search-text.ts'

/** An institution or unit as the registry's files state it. */
export interface SeedNode {
  readonly code: string
  readonly kind: string
  readonly name: string
  readonly short_name: string
  readonly aliases: readonly string[]
  readonly functions: readonly string[]
  readonly duties: string | null
  readonly parent_code: string | null
  readonly area_code: string | null
  readonly time_zone: string
}

/** The governments of provinces, kabupaten and kota, made from the names of the regions. */
export function buildLocalGovernments(files: RegistryFiles, rootCode: string): SeedNode[] {
  const zones = new Map(
    files.rows('province-time-zones.csv').map((row) => [row.province_code, row.time_zone]),
  )
  const usage = new Map(files.rows('area-aliases.csv').map((row) => [row.area_code, row]))
  const regions = [...files.rows('provinces.csv'), ...files.rows('regencies.csv')]
  return regions.map((row) => {
    const areaCode = row.code ?? ''
    const zone = zones.get(areaCode.slice(0, 2))
    if (zone === undefined) throw new Error(`province-time-zones.csv lacks the province of ${areaCode}`)
    return {
      ...governmentOf(row.name ?? '', { isProvince: !areaCode.includes('.'), usage: usage.get(areaCode) }),
      functions: [],
      duties: null,
      parent_code: rootCode,
      area_code: areaCode,
      time_zone: zone,
    }
  })
}

function governmentOf(
  name: string,
  { isProvince, usage }: { isProvince: boolean; usage: CsvRow | undefined },
): Pick<SeedNode, 'code' | 'kind' | 'name' | 'short_name' | 'aliases'> {
  const plain = isProvince ? name : name.replace(/^(Kabupaten|Kota)( Administrasi)? /, '')
  const names = [usage?.common_name || plain, ...splitList(usage?.aliases)]
  if (isProvince) {
    const shortName = usage?.short_name || name
    return {
      code: `prov-${slug(shortName)}`,
      kind: 'province',
      name: `Pemerintah Provinsi ${name}`,
      short_name: `Provinsi ${shortName}`,
      aliases: names.flatMap((one) => spellings(one, ['pemprov', 'prov'])),
    }
  }
  const isCity = name.startsWith('Kota ')
  const prefixes = isCity ? ['pemkot', 'pemko', 'kota'] : ['pemkab', 'kab']
  return {
    code: slug(name.replace(/^Kabupaten/, 'Kab').replace('Administrasi', 'Adm')),
    kind: isCity ? 'city' : 'regency',
    name: `Pemerintah ${name}`,
    short_name: name,
    aliases: names.flatMap((one) => [
      ...spellings(one, prefixes),
      `${searchWords(one).join('')}${isCity ? 'kota' : 'kab'}`,
    ]),
  }
}

/** "pemkot pekalongan" and "pemkotpekalongan": people write both. */
function spellings(name: string, prefixes: readonly string[]): string[] {
  const joined = searchWords(name).join('')
  return prefixes.flatMap((prefix) => [`${prefix} ${searchText(name)}`, `${prefix}${joined}`])
}

function slug(name: string): string {
  return searchWords(name).join('-')
}
