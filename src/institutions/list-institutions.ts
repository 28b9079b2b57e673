import type { Db, InstitutionRow } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { searchInstitutions } from './search-institutions.ts'

export interface InstitutionFilter {
  readonly q?: string | undefined
  readonly kind?: string | undefined
  /** Only what is directly below it; without it, institutions but no units. */
  readonly parentCode?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}

export type ListedInstitution = InstitutionRow & { readonly parent_code: string | null }

export interface InstitutionPage {
  readonly institutions: ListedInstitution[]
  readonly nextCursor: string | null
}

/**
 * Active institutions in a stable order, page by page; with `q` the best matches among institutions and units, on one
 * page.
 * @throws DomainError invalid_input on `cursor`
 */
export async function listInstitutions(db: Db, filter: InstitutionFilter): Promise<InstitutionPage> {
  const ids = filter.q === undefined ? null : await matchingIds(db, filter.q, filter.limit)
  if (ids?.length === 0) return { institutions: [], nextCursor: null }
  let query = db
    .selectFrom('institutions as node')
    .leftJoin('institutions as parent', 'parent.id', 'node.parent_id')
    .selectAll('node')
    .select('parent.code as parent_code')
    .where('node.active', '=', true)
    .orderBy('node.id')
    .limit(filter.limit + 1)
  if (ids !== null) query = query.where('node.id', 'in', ids)
  if (filter.kind !== undefined) query = query.where('node.kind', '=', filter.kind)
  if (filter.parentCode !== undefined) query = query.where('parent.code', '=', filter.parentCode)
  else if (ids === null) query = query.whereRef('node.institution_id', '=', 'node.id')
  if (filter.cursor !== undefined) query = query.where('node.id', '>', readCursor(filter.cursor))
  const rows = await query.execute()
  if (ids !== null) rows.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
  const institutions = rows.slice(0, filter.limit)
  const last = institutions.at(-1)
  return {
    institutions,
    nextCursor: rows.length > filter.limit && last !== undefined ? writeCursor(last.id) : null,
  }
}

async function matchingIds(db: Db, text: string, limit: number): Promise<number[]> {
  return (await searchInstitutions(db, text, { limit })).map((row) => row.id)
}

function writeCursor(id: number): string {
  return Buffer.from(String(id)).toString('base64url')
}

function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1')
  if (!/^\d{1,9}$/.test(text)) throw invalid([{ field: 'cursor', code: 'invalid_cursor' }])
  return Number(text)
}
