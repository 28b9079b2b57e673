import { levelOfCode } from '../place/gazetteer.ts'
import type { RegistryView } from '../registry-view.ts'
import { smsKey } from './sms-key.ts'

/** Names by which an institution is called at the beginning of an SMS: letters and digits only, lower case. */
export interface KeywordIndex {
  find(key: string): readonly string[]
  /** Institutions whose keyword differs by a typing error; several when it may be either. */
  findNear(key: string): readonly string[]
  /** The institution's own short name, as opposed to one of its aliases. */
  isOwnName(key: string): boolean
  readonly longest: number
}

const REGENCY_TYPE = /^(Kabupaten|Kota)( Administrasi)? /
const LOCAL_KINDS: readonly string[] = ['province', 'regency', 'city']
/** What people put before or behind a name of a kabupaten, kota or province. */
const KIND_WORDS: Readonly<Record<string, readonly string[]>> = {
  city: [
    'kota',
    'pemkot',
    'pemko',
    'kotamadya',
    'pemerintahkota',
    'kotaadministrasi',
    'kodya',
    'walikota',
    'kotaadm',
  ],
  regency: [
    'kabupaten',
    'kab',
    'pemkab',
    'pemerintahkabupaten',
    'kbupaten',
    'bupati',
    'kabupatenadministrasi',
  ],
  province: ['provinsi', 'prov', 'pemprov', 'propinsi', 'pemerintahprovinsi', 'gubernur'],
}
/** A keyword of this length may have one wrong letter; of twice as many nearly two. */
const ONE_ERROR_FROM = 6
const TWO_ERRORS_FROM = 10

/** Build the index from every institution below the national level; units have no keyword. */
export function buildKeywordIndex({
  institutions,
  areas,
  areaAliases,
  formerNames,
}: RegistryView): KeywordIndex {
  const keys = new Map<string, Set<string>>()
  const own = new Set<string>()
  const add = (name: string, code: string) => {
    const key = smsKey(name)
    if (key.length < 2 || /^\d+$/.test(key)) return
    keys.set(key, (keys.get(key) ?? new Set()).add(code))
  }
  const root = institutions.find(({ kind }) => kind === 'national')
  const areaNames = new Map(
    areas
      .filter(({ code }) => levelOfCode(code) === 'regency' || !code.includes('.'))
      .map(({ code, name }) => [code, name]),
  )
  for (const institution of institutions) {
    const { code, kind, name, shortName, aliases, areaCode, parentCode } = institution
    if (parentCode !== root?.code) continue
    for (const one of [name, shortName, ...aliases]) add(one, code)
    if (LOCAL_KINDS.includes(kind) && areaCode !== null) {
      const area = (areaNames.get(areaCode) ?? '').replace(REGENCY_TYPE, '')
      for (const bare of [area, ...(areaAliases.get(areaCode) ?? [])]) {
        add(bare, code)
        own.add(smsKey(bare))
        for (const word of KIND_WORDS[kind] ?? []) {
          add(`${word}${bare}`, code)
          add(`${bare}${word}`, code)
        }
      }
    } else {
      own.add(smsKey(shortName))
      own.add(smsKey(code))
      add(code, code)
      add(shortName.replace(/^Kementerian /, 'Kemen'), code)
      const bare = withoutKind(shortName)
      if (bare !== null) add(bare, code)
    }
  }
  for (const { name, code } of formerNames) {
    const bare = withoutKind(name)
    for (const one of bare === null ? [name] : [name, bare]) if (!keys.has(smsKey(one))) add(one, code)
  }
  const byEnds = new Map<string, string[]>()
  for (const key of keys.keys()) {
    if (key.length < ONE_ERROR_FROM) continue
    for (const bucket of bucketsOf(key, key.length)) {
      const present = byEnds.get(bucket)
      if (present === undefined) byEnds.set(bucket, [key])
      else present.push(key)
    }
  }
  return {
    longest: 8,
    isOwnName: (key) => own.has(key),
    find: (key) => [...(keys.get(key) ?? [])],
    findNear(key) {
      if (key.length < ONE_ERROR_FROM - 1) return []
      const candidates = new Set(
        [-2, -1, 0, 1, 2].flatMap((more) =>
          bucketsOf(key, key.length + more).flatMap((bucket) => byEnds.get(bucket) ?? []),
        ),
      )
      let best = 3
      let found = new Set<string>()
      for (const candidate of candidates) {
        const allowed = candidate.length >= TWO_ERRORS_FROM ? 2 : 1
        const distance = typingDistance(key, candidate, allowed)
        if (distance > allowed || distance > best) continue
        if (distance < best) found = new Set()
        best = distance
        for (const code of keys.get(candidate) ?? []) found.add(code)
      }
      return [...found]
    },
  }
}

/** "Kumham" is said for "Kemenkumham"; shorter rests would be words. */
function withoutKind(shortName: string): string | null {
  const rest = /^Kemen(?:terian )?(.{5,})$/i.exec(shortName)?.[1]
  return rest ?? null
}

/** Two keywords that differ by a letter or two have nearly the same length, and begin or end alike. */
function bucketsOf(key: string, length: number): string[] {
  return [`${length}^${key.slice(0, 2)}`, `${length}$${key.slice(-2)}`]
}

/** Letters wrong, missing, too many or swapped with their neighbour (optimal string alignment), up to `most`. */
export function typingDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const above = rows[i - 1] ?? []
      const same = one[i - 1] === other[j - 1]
      let cost = Math.min((above[j] ?? 99) + 1, (row[j - 1] ?? 99) + 1, (above[j - 1] ?? 99) + (same ? 0 : 1))
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        cost = Math.min(cost, (rows[i - 2]?.[j - 2] ?? 99) + 1)
      }
      row.push(cost)
    }
    rows.push(row)
  }
  return rows[one.length]?.[other.length] ?? most + 1
}
