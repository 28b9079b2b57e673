import { sql } from 'kysely'
import type { Db, InstitutionRow } from '../db/index.ts'
import { matchesWords } from './matches-words.ts'
import { searchText } from './search-text.ts'

export interface InstitutionSearch {
  /** Only this institution or unit and what stands below it. */
  readonly withinId?: number | undefined
  readonly limit: number
}

/** Below this likeness a name only shares some letters with what was typed. */
const LEAST_SIMILARITY = 0.45

/**
 * Active institutions and units that fit what is typed so far, best first: the whole name, names that begin so,
 * all words in any order; only when nothing fits, names that are spelled nearly so.
 */
export async function searchInstitutions(
  db: Db,
  text: string,
  search: InstitutionSearch,
): Promise<InstitutionRow[]> {
  const typed = searchText(text).slice(0, 120)
  if (typed === '') return []
  const scope =
    search.withinId === undefined
      ? sql<boolean>`true`
      : sql<boolean>`path @> array[${search.withinId}::integer]`
  const { rows } = await sql<InstitutionRow>`
    select * from institutions
    where active and ${scope} and ${matchesWords(sql`search_name`, typed)}
    order by code = ${typed.replaceAll(' ', '-')} desc,
      lower(short_name) = ${typed} or lower(name) = ${typed} desc,
      lower(short_name) like ${`${typed}%`} or search_name like ${`${typed}%`} desc,
      ' ' || search_name || ' ' like ${`% ${typed} %`} desc,
      cardinality(path), length(name), name
    limit ${search.limit}
  `.execute(db)
  return rows.length > 0 ? rows : spelledNearlySo(db, typed, { scope, limit: search.limit })
}

async function spelledNearlySo(
  db: Db,
  typed: string,
  where: { scope: ReturnType<typeof sql<boolean>>; limit: number },
): Promise<InstitutionRow[]> {
  const { rows } = await sql<InstitutionRow>`
    select * from institutions
    where active and ${where.scope} and word_similarity(${typed}, search_name) >= ${LEAST_SIMILARITY}
    order by word_similarity(${typed}, search_name) desc, cardinality(path), length(name), name
    limit ${where.limit}
  `.execute(db)
  return rows
}
