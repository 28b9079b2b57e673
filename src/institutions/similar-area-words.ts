import { sql } from 'kysely'
import type { Db } from '../db/index.ts'

/** For each word the words to look for instead; a word that resembles none is left out. */
type Choice = readonly (readonly string[])[]

/**
 * What a person may have meant by words that find nothing together: first only the unknown words are replaced by
 * similar ones of the regions' names, then all of them.
 */
export async function similarAreaWords(db: Db, words: readonly string[]): Promise<Choice[]> {
  const { rows } = await sql<{ word: string; known: boolean; similar: string[] }>`
    select typed.word, exists (
        select from area_words as known where known.word >= typed.word and known.word < typed.word || '~'
      ) as known,
      array(
        select alike.word from area_words as alike where alike.word % typed.word
        order by alike.word <-> typed.word limit 6
      ) as similar
    from unnest(${[...words]}::text[]) with ordinality as typed (word, position)
    where length(typed.word) > 2
    order by typed.position
  `.execute(db)
  const unknownReplaced = rows.map((row) => (row.known ? [row.word] : row.similar))
  const allReplaced = rows.map((row) => [...(row.known ? [row.word] : []), ...row.similar])
  const usable = (choice: string[][]) => choice.filter((alternatives) => alternatives.length > 0)
  return [usable(unknownReplaced), usable(allReplaced)].filter((choice) => choice.length > 0)
}
