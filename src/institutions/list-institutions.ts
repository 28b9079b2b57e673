import { sql } from 'kysely'
import type { Db, InstitutionRow } from '../db/index.ts'
import { invalid } from '../errors.ts'
import { matchesWords } from './matches-words.ts'

export interface InstitutionFilter {
  readonly kind?: string | undefined
  /** Only what stands directly below this one. */
  readonly parentCode?: string | undefined
  readonly q?: string | undefined
  readonly cursor?: string | undefined
  readonly limit: number
  /** The console also lists what is deactivated. */
  readonly includeInactive?: boolean
}

export interface ListedInstitution extends InstitutionRow {
  readonly parent_code: string | null
}

/**
 * Institutions and units by name, by pages.
 * @returns the page and the cursor of the next one, null at the end
 * @throws DomainError invalid_input on `cursor`
 */
export async function listInstitutions(
  db: Db,
  filter: InstitutionFilter,
): Promise<{ institutions: ListedInstitution[]; nextCursor: string | null }> {
  let query = db
    .selectFrom('institutions as institution')
    .leftJoin('institutions as parent', 'parent.id', 'institution.parent_id')
    .selectAll('institution')
    .select('parent.code as parent_code')
    .orderBy('institution.name')
    .orderBy('institution.id')
    .limit(filter.limit + 1)
  if (!filter.includeInactive) query = query.where('institution.active', '=', true)
  if (filter.kind !== undefined) query = query.where('institution.kind', '=', filter.kind)
  if (filter.parentCode !== undefined) query = query.where('parent.code', '=', filter.parentCode)
  if (filter.q !== undefined) query = query.where(matchesWords(sql.ref('institution.search_name'), filter.q))
  if (filter.cursor !== undefined) {
    const after = readCursor(filter.cursor)
    query = query.where(
      sql<boolean>`(institution.name, institution.id) > (${after.name}, ${after.id}::integer)`,
    )
  }
  const rows = await query.execute()
  const institutions = rows.slice(0, filter.limit)
  const last = institutions.at(-1)
  return {
    institutions,
    nextCursor: rows.length > filter.limit && last !== undefined ? writeCursor(last) : null,
  }
}

function writeCursor(last: { name: string; id: number }): string {
  return Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url')
}

const LARGEST_ID = 2 ** 31 - 1

function readCursor(cursor: string): { name: string; id: number } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parsed)) {
      const [name, id]: unknown[] = parsed
      const isName = typeof name === 'string' && !name.includes('\0')
      if (isName && typeof id === 'number' && Number.isInteger(id) && id > 0 && id <= LARGEST_ID)
        return { name, id }
    }
  } catch {
    // Not a cursor of ours: told below.
  }
  throw invalid([{ field: 'cursor', code: 'invalid' }])
}
