import { type RawBuilder, sql } from 'kysely'
import type { Db, InstitutionRow } from '../db/index.ts'
import { searchWords } from './search-text.ts'

export interface InstitutionSearch {
  readonly limit?: number | undefined
  /** Only this institution or unit and what is below it. */
  readonly withinId?: number | undefined
  readonly unitsOnly?: boolean | undefined
  readonly institutionsOnly?: boolean | undefined
  /** Deactivated ones too, for the console's registry. */
  readonly inactiveToo?: boolean | undefined
}

const MOST_CHARACTERS = 120
const MOST_WORDS = 8

/**
 * Institutions and units that fit what is typed so far, best first: the exact name, code or alias, names that begin
 * so, names with all the words; when none has all the words, names that are spelled nearly so.
 */
export async function searchInstitutions(
  db: Db,
  text: string,
  search: InstitutionSearch = {},
): Promise<InstitutionRow[]> {
  const words = searchWords(text.slice(0, MOST_CHARACTERS)).slice(0, MOST_WORDS)
  if (words.length === 0) return []
  const all = sql.join(
    words.map((word) => sql`node.search_name like ${`%${word}%`}`),
    sql` and `,
  )
  const found = await matching(db, words, sql`(${all})`, search)
  if (found.length > 0) return found
  return await matching(db, words, sql`${words.join(' ')} <% node.search_name`, search)
}

async function matching(
  db: Db,
  words: readonly string[],
  fits: RawBuilder<boolean>,
  search: InstitutionSearch,
): Promise<InstitutionRow[]> {
  const typed = words.join(' ')
  const wordBeginnings = sql.join(
    words.map((word) => sql`(' ' || node.search_name like ${`% ${word}%`})::integer`),
    sql` + `,
  )
  const ownNames = sql`array[lower(node.name), lower(node.short_name), replace(node.code, '-', ' ')] || node.aliases`
  const { rows } = await sql<InstitutionRow>`
    select node.* from institutions as node
    where ${fits} and ${scope(search)}
    order by
      exists (select from unnest(${ownNames}) as own where lower(own) = ${typed}) desc,
      exists (select from unnest(${ownNames}) as own where starts_with(lower(own), ${typed})) desc,
      ${wordBeginnings} desc,
      cardinality(node.path),
      strict_word_similarity(${typed}, node.search_name) desc,
      length(node.search_name), node.name, node.id
    limit ${search.limit ?? 10}
  `.execute(db)
  return rows
}

function scope(search: InstitutionSearch): RawBuilder<boolean> {
  const conditions = [sql<boolean>`true`]
  if (!search.inactiveToo) conditions.push(sql`node.active`)
  if (search.withinId !== undefined) conditions.push(sql`node.path @> array[${search.withinId}::integer]`)
  if (search.unitsOnly) conditions.push(sql`node.institution_id <> node.id`)
  if (search.institutionsOnly) conditions.push(sql`node.institution_id = node.id`)
  return sql`${sql.join(conditions, sql` and `)}`
}
