import { join } from 'node:path'
import { readTable, splitCell } from './read-table.ts'

/** What is known of Indonesian words: files of registry/routing. */
export interface WordData {
  /** As people write it → the word meant. */
  readonly slang: ReadonlyMap<string, string>
  readonly stopWords: ReadonlySet<string>
  /** Every word of the word lists: words of the language, not names. */
  readonly known: ReadonlySet<string>
  /** Words that are whole as they are. */
  readonly stems: ReadonlySet<string>
}

/** Read the word lists of a checkout. */
export function readWordData(projectDir: string): WordData {
  const folder = join(projectDir, 'registry', 'routing')
  const slang = new Map<string, string>()
  const stems = new Set<string>()
  for (const row of readTable(join(folder, 'slang.csv'))) {
    stems.add(row.meant ?? '')
    for (const written of splitCell(row.written)) slang.set(written, row.meant ?? '')
  }
  for (const row of readTable(join(folder, 'stems.csv'))) stems.add(row.word ?? '')
  const stopWords = new Set(readTable(join(folder, 'stop-words.csv')).map((row) => row.word ?? ''))
  const known = new Set([...slang.keys(), ...stems, ...stopWords])
  for (const file of ['category-words.csv', 'class-words.csv', 'language-words.csv']) {
    for (const row of readTable(join(folder, file))) {
      for (const word of (row.words ?? '').toLowerCase().split(/[^a-z]+/)) known.add(word)
    }
  }
  return { slang, stopWords, stems, known }
}
