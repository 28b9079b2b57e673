import type { Db } from '../db/index.ts'
import { areaByCode, institutionByCode, searchAreas, searchInstitutions } from '../institutions/index.ts'

/** Something of the registry that a typed text may mean. */
export interface Candidate {
  readonly code: string
  readonly name: string
  readonly detail: string | null
  /** What people call it; several may be called so. */
  readonly shortName: string
}

/** What a typed text means: nothing typed, one thing, one of several, or nothing we know. */
export type Named =
  | { readonly kind: 'empty' }
  | { readonly kind: 'found'; readonly candidate: Candidate }
  | { readonly kind: 'several'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'unknown' }

interface Typed {
  readonly text: string
  /** What was chosen from suggestions; counts only as long as the text is still its name. */
  readonly code: string
}

interface Registry {
  byCode(db: Db, code: string): Promise<Candidate | null>
  search(db: Db, text: string, limit: number): Promise<Candidate[]>
}

/** So many fit on a phone's screen and can be told apart. */
const CANDIDATES = 8
/** Looking at a few only, one of many places of the same name would pass for the only one. */
const LOOKED_AT = 50

export const AREAS: Registry = {
  async byCode(db, code) {
    const area = await areaByCode(db, code)
    return area === null ? null : areaCandidate(area)
  },
  search: async (db, text, limit) => (await searchAreas(db, text, { limit })).map(areaCandidate),
}

export const INSTITUTIONS: Registry = {
  async byCode(db, code) {
    const institution = await institutionByCode(db, code)
    return institution?.active
      ? { code, name: institution.name, detail: null, shortName: institution.short_name }
      : null
  },
  search: async (db, text, limit) =>
    (await searchInstitutions(db, text, { limit })).map((institution) => ({
      code: institution.code,
      name: institution.name,
      detail: institution.short_name === institution.name ? null : institution.short_name,
      shortName: institution.short_name,
    })),
}

/** Find what was typed into a field with suggestions, which also works without them. */
export async function findNamed(db: Db, registry: Registry, typed: Typed): Promise<Named> {
  const text = cleaned(typed.text)
  if (text === '') return { kind: 'empty' }
  const chosen = await readCode(db, registry, typed.code)
  if (chosen !== null && sameWords(chosen.name, text)) return { kind: 'found', candidate: chosen }
  const candidates = await registry.search(db, text, LOOKED_AT)
  const [first] = candidates
  if (first === undefined) return { kind: 'unknown' }
  const named = candidates.filter((candidate) => sameWords(candidate.shortName, text))
  const only =
    one(candidates.filter((candidate) => sameWords(candidate.name, text))) ?? one(named) ?? one(candidates)
  if (only !== null) return { kind: 'found', candidate: only }
  const others = candidates.filter((candidate) => !named.includes(candidate))
  return { kind: 'several', candidates: [...named, ...others].slice(0, CANDIDATES) }
}

/** What a code of ours means; anything that is none means nothing. */
export function readCode(db: Db, registry: Registry, code: string): Promise<Candidate | null> {
  return code === '' || code.length > 100 || cleaned(code) !== code
    ? Promise.resolve(null)
    : registry.byCode(db, code)
}

function one(candidates: readonly Candidate[]): Candidate | null {
  const [first, second] = candidates
  return second === undefined ? (first ?? null) : null
}

function areaCandidate(area: { code: string; name: string; full_name: string }): Candidate {
  return { code: area.code, name: area.full_name, detail: null, shortName: area.name }
}

function cleaned(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, 200)
}

/** Sukamaju and Suka Maju are the same name: people write either. */
function sameWords(one: string, other: string): boolean {
  const joined = (text: string) => text.replaceAll(/[\s-]/g, '')
  return joined(one).localeCompare(joined(other), 'id', { sensitivity: 'base' }) === 0
}
