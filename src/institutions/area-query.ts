import type { AreaLevel } from '../db/index.ts'
import { searchWords } from './search-text.ts'

/** One way to understand what a person typed for a region. */
export interface AreaReading {
  readonly words: readonly string[]
  /** Null: any level. */
  readonly level: AreaLevel | null
  /** How the region's name must begin, as in "Kota "; null: in any way. */
  readonly namePrefix: string | null
}

/** Longer input is no name of a place; the rest of it is not looked at. */
const MOST_CHARACTERS = 120
const MOST_WORDS = 8

const KINDS: Readonly<Record<string, { level: AreaLevel; namePrefix?: string }>> = {
  provinsi: { level: 'province' },
  kabupaten: { level: 'regency', namePrefix: 'Kabupaten ' },
  kota: { level: 'regency', namePrefix: 'Kota ' },
  kecamatan: { level: 'district' },
  distrik: { level: 'district' },
  kelurahan: { level: 'village' },
  desa: { level: 'village' },
}

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  prov: 'provinsi',
  prop: 'provinsi',
  propinsi: 'provinsi',
  pemprov: 'provinsi',
  kab: 'kabupaten',
  pemkab: 'kabupaten',
  pemkot: 'kota',
  kec: 'kecamatan',
  kel: 'kelurahan',
  ds: 'desa',
  adm: 'administrasi',
  kep: 'kepulauan',
  tj: 'tanjung',
  tjg: 'tanjung',
}

/**
 * The ways to read a typed region, the likelier first: "kota pekalongan" means the kota of that name, and only then
 * any place with both words. Empty when there is nothing to look for.
 * `lastResort` leaves the kinds out, for who mistakes a kota for the kabupaten; it is for when nothing else is found.
 */
export function readAreaQuery(text: string): { readings: AreaReading[]; lastResort: AreaReading | null } {
  const words = searchWords(text.slice(0, MOST_CHARACTERS))
    .slice(0, MOST_WORDS)
    .map((word) => ABBREVIATIONS[word] ?? word)
  const [first, ...rest] = words
  if (first === undefined) return { readings: [], lastResort: null }
  const bare = words.filter((word) => KINDS[word] === undefined)
  const lastResort = bare.length > 0 && bare.length < words.length ? anyLevel(bare) : null
  const asWritten = anyLevel([first, ...withoutIntroductions(rest)])
  const kind = KINDS[first]
  if (kind === undefined || rest.length === 0) return { readings: [asWritten], lastResort }
  const ofKind = {
    words: withoutIntroductions(rest),
    level: kind.level,
    namePrefix: kind.namePrefix ?? null,
  }
  return { readings: ofKind.words.length > 0 ? [ofKind, asWritten] : [asWritten], lastResort }
}

function anyLevel(words: readonly string[]): AreaReading {
  return { words, level: null, namePrefix: null }
}

/** Further in, "kec." and the like only introduce the next name; kota and kabupaten still tell two regions apart. */
function withoutIntroductions(words: readonly string[]): string[] {
  return words.filter((word) => {
    const level = KINDS[word]?.level
    return level === undefined || level === 'regency'
  })
}
