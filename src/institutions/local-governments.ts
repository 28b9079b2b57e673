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
  const node = (row: CsvRow, kind: string, code: string, shortName: string, aliases: string[]): SeedNode => {
    const areaCode = row.code ?? ''
    const zone = zones.get(areaCode.slice(0, 2))
    if (zone === undefined) throw new Error(`province-time-zones.csv lacks the province of ${areaCode}`)
    return {
      code,
      kind,
      name: `Pemerintah ${shortName}`,
      short_name: shortName,
      aliases,
      functions: [],
      duties: null,
      parent_code: rootCode,
      area_code: areaCode,
      time_zone: zone,
    }
  }
  const provinces = files.rows('provinces.csv').map((row) => {
    const name = row.name ?? ''
    const names = namesOf(name, usage.get(row.code))
    return node(row, 'province', `prov-${slug(name)}`, `Provinsi ${name}`, provinceAliases(names))
  })
  const regencies = files.rows('regencies.csv').map((row) => {
    const name = row.name ?? ''
    const isCity = name.startsWith('Kota ')
    const names = namesOf(name.replace(/^(Kabupaten|Kota)( Administrasi)? /, ''), usage.get(row.code))
    const code = slug(name.replace(/^Kabupaten /, 'kab '))
    return node(
      row,
      isCity ? 'city' : 'regency',
      code,
      name,
      isCity ? cityAliases(names) : regencyAliases(names),
    )
  })
  return [...provinces, ...regencies]
}

function namesOf(plain: string, usage: CsvRow | undefined): string[] {
  return [usage?.common_name || plain, ...splitList(usage?.aliases)]
}

function provinceAliases(names: readonly string[]): string[] {
  return names.flatMap((name) => spellings(name, ['pemprov', 'prov']))
}

function cityAliases(names: readonly string[]): string[] {
  return names.flatMap((name) => [...spellings(name, ['pemkot', 'pemko', 'kota']), `${joined(name)}kota`])
}

function regencyAliases(names: readonly string[]): string[] {
  return names.flatMap((name) => [...spellings(name, ['pemkab', 'kab']), `${joined(name)}kab`])
}

/** "pemkot pekalongan" and "pemkotpekalongan": people write both. */
function spellings(name: string, prefixes: readonly string[]): string[] {
  return prefixes.flatMap((prefix) => [`${prefix} ${searchText(name)}`, `${prefix}${joined(name)}`])
}

function joined(name: string): string {
  return searchWords(name).join('')
}

function slug(name: string): string {
  return searchWords(name).join('-')
}
