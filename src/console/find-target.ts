import type { Db, InstitutionRow } from '../db/index.ts'
import { institutionByCode, searchInstitutions } from '../institutions/index.ts'

export type FoundTarget =
  | { readonly found: 'one'; readonly code: string }
  | { readonly found: 'none' }
  | { readonly found: 'several'; readonly candidates: readonly InstitutionRow[] }

const MOST_CANDIDATES = 8

/**
 * The institution or unit that is meant: chosen from suggestions, from the candidates of a refused form, or typed.
 * A code counts only while the text beside it still is that node's name: without script a corrected text leaves the
 * old code in the form.
 */
export async function findTarget(
  db: Db,
  given: { readonly text: string; readonly code: string; readonly choice: string },
  withinId: number | null,
): Promise<FoundTarget> {
  const choice = given.choice === '' ? null : await byCode(db, given.choice)
  if (choice !== null) return { found: 'one', code: choice.code }
  const text = given.text.trim()
  const coded = given.code === '' ? null : await byCode(db, given.code)
  if (coded !== null && (text === '' || text === coded.name)) return { found: 'one', code: coded.code }
  if (text === '') return { found: 'none' }
  const exact = await byCode(db, text.toLowerCase())
  if (exact !== null) return { found: 'one', code: exact.code }
  const hits = await searchInstitutions(db, text, { withinId: withinId ?? undefined, limit: MOST_CANDIDATES })
  const named = hits.filter((hit) => [hit.name, hit.short_name].some((name) => same(name, text)))
  const [first, second] = named.length > 0 ? named : hits
  if (first === undefined) return { found: 'none' }
  return second === undefined
    ? { found: 'one', code: first.code }
    : { found: 'several', candidates: named.length > 0 ? named : hits }
}

function byCode(db: Db, code: string): Promise<InstitutionRow | null> {
  return code.includes('\0') ? Promise.resolve(null) : institutionByCode(db, code)
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
