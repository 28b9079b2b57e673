import { join } from 'node:path'
import type { AreaLevel } from '../../db/index.ts'
import type { RegistryView } from '../registry-view.ts'
import { readTable } from '../text/read-table.ts'
import { plainForm } from '../text/text-forms.ts'
import type { WordData } from '../text/word-data.ts'
import { openPositions, type PositionIndex, readPositions } from './positions.ts'

export type PlaceKind = AreaLevel | 'place' | 'street' | 'estate'

/** All names of regions, found by their letters without spaces. */
export interface Gazetteer {
  readonly codes: readonly string[]
  readonly names: readonly string[]
  /** Positions in `codes` of the regions of a name. */
  named(key: string): readonly number[]
  /** Regions above the district whose name differs by one letter. */
  nearlyNamed(key: string): readonly number[]
  isCity(position: number): boolean
  readonly longestName: number
  /** "kec", "desa", "puskesmas": what the word before a name says of it. */
  readonly kinds: ReadonlyMap<string, { readonly kind: PlaceKind; readonly city: boolean | null }>
  /** A village or district so named is a word of the language as well. */
  isCommonWord(key: string, level: AreaLevel): boolean
  readonly positions: PositionIndex
}

const REGENCY_TYPE = /^(Kabupaten|Kota)( Administrasi)? /
const LEVELS: readonly AreaLevel[] = ['province', 'regency', 'district', 'village']
/** Shorter names are too near to other words for a missing letter to be guessed. */
const GUESSED_FROM = 6

export function levelOfCode(code: string): AreaLevel {
  return LEVELS[code.split('.').length - 1] ?? 'village'
}

/** Build the index of names from the regions and the word lists; about half a second for the whole country. */
export function buildGazetteer(projectDir: string, registry: RegistryView, words: WordData): Gazetteer {
  const folder = join(projectDir, 'registry', 'routing')
  const { areas, areaAliases, institutions } = registry
  const index = new Map<string, number | number[]>()
  const near = new Map<string, Set<number>>()
  const cities = new Set<number>()
  const add = (key: string, position: number) => {
    if (key.length < 3 && !SHORT_NAMES.test(key)) return
    const present = index.get(key)
    if (present === undefined) index.set(key, position)
    else if (typeof present === 'number') {
      if (present !== position) index.set(key, [present, position])
    } else if (!present.includes(position)) present.push(position)
  }
  areas.forEach(({ code, name }, position) => {
    const level = levelOfCode(code)
    if (level === 'regency' && name.startsWith('Kota ')) cities.add(position)
    const bare = level === 'regency' ? name.replace(REGENCY_TYPE, '') : name
    const keys = new Set([bare, ...(areaAliases.get(code) ?? [])].map(joinedKey))
    for (const key of keys) {
      add(key, position)
      if ((level === 'regency' || level === 'province') && key.length >= GUESSED_FROM) {
        for (const shorter of withoutOneLetter(key)) {
          const found = near.get(shorter) ?? new Set()
          near.set(shorter, found.add(position))
        }
      }
    }
  })
  // "Puskesmas Noyontaan" says where it is, though no region bears its name.
  const positionOf = new Map(areas.map(({ code }, position) => [code, position]))
  for (const { areaCode, kind, name, shortName } of institutions) {
    const position = areaCode === null ? undefined : positionOf.get(areaCode)
    if (position === undefined || !PLACED_KINDS.includes(kind)) continue
    add(joinedKey(name), position)
    add(joinedKey(shortName), position)
  }
  const common = new Map(
    readTable(join(folder, 'place-common-words.csv')).map((row) => [row.word ?? '', row.level ?? '']),
  )
  let positions: PositionIndex | null = null
  return {
    codes: areas.map((area) => area.code),
    names: areas.map((area) => area.name),
    named: (key) => {
      const found = index.get(key)
      return found === undefined ? [] : typeof found === 'number' ? [found] : found
    },
    nearlyNamed: (key) =>
      key.length < GUESSED_FROM
        ? []
        : [...new Set(withoutOneLetter(key).flatMap((one) => [...(near.get(one) ?? [])]))],
    isCity: (position) => cities.has(position),
    get positions() {
      // Most reports are told without a position, and the list takes as long to read as all else.
      positions ??= openPositions(readPositions(projectDir))
      return positions
    },
    longestName: 5,
    kinds: new Map(
      readTable(join(folder, 'place-kinds.csv')).map((row) => [
        row.word ?? '',
        {
          kind: kindOf(row.level),
          city: row.kind === 'city' ? true : row.kind === 'regency' ? false : null,
        },
      ]),
    ),
    isCommonWord: (key, level) => {
      const said = common.get(key)
      if (said === 'none' || level === 'province') return false
      if (level === 'regency') return said === 'regency'
      return said !== undefined || words.known.has(key)
    },
  }
}

/** Units that stand where they serve. */
const PLACED_KINDS: readonly string[] = ['district', 'village', 'clinic', 'hospital', 'school']

/** Two letters name a region only where people use them so. */
const SHORT_NAMES = /^(solo)$/

/** "Pasir Kraton Kramat" and "Pasirkratonkramat" are one name. */
export function joinedKey(name: string): string {
  return plainForm(name.replaceAll(/['’‘`"ʼ]/g, '')).replaceAll(/[^a-z0-9]/g, '')
}

/** The word itself and all with one letter left out: two words that share one differ by about one letter. */
function withoutOneLetter(word: string): string[] {
  const forms = [word]
  for (let at = 0; at < word.length; at += 1) forms.push(word.slice(0, at) + word.slice(at + 1))
  return forms
}

const KINDS: readonly PlaceKind[] = [...LEVELS, 'place', 'street', 'estate']

function kindOf(text: string | undefined): PlaceKind {
  return KINDS.find((kind) => kind === text) ?? 'place'
}
