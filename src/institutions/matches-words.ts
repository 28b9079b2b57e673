import { type RawBuilder, sql } from 'kysely'
import { searchWords } from './search-text.ts'

/** A longer query names nothing; the rest of it is not looked at. */
const MOST_CHARACTERS = 120

/** Each word of the query begins a word of the searched name. */
export function matchesWords(searchName: RawBuilder<unknown>, query: string): RawBuilder<boolean> {
  const words = searchWords(query.slice(0, MOST_CHARACTERS))
  if (words.length === 0) return sql<boolean>`false`
  return sql<boolean>`(${sql.join(
    words.map((word) => sql`' ' || ${searchName} like ${`% ${word}%`}`),
    sql` and `,
  )})`
}
