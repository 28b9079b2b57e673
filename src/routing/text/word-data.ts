import { join } from 'node:path'
import { readTable, splitCell } from './read-table.ts'

/** What is known of Indonesian words: files of registry/routing. */
export interface WordData {
  /** As people write it → the word meant. */
  readonly slang: ReadonlyMap<string, string>
  readonly stopWords: ReadonlySet<string>
  /** Every word of the word lists: words of the language, not names. */
  readonly known: ReadonlySet<string>
  /** The plainest of them, without terms of administration. */
  readonly common: ReadonlySet<string>
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
  const terms = ['category-words.csv', 'class-words.csv'].flatMap((file) => wordsOfColumn(folder, file))
  const language = new Set([
    ...slang.keys(),
    ...stems,
    ...stopWords,
    ...wordsOfColumn(folder, 'language-words.csv'),
  ])
  const namesToo = readTable(join(folder, 'place-common-words.csv')).map((row) => row.word ?? '')
  const common = new Set([...language, ...namesToo])
  return { slang, stopWords, stems, common, known: new Set([...language, ...terms]) }
}

function wordsOfColumn(folder: string, file: string): string[] {
  return readTable(join(folder, file)).flatMap((row) => (row.words ?? '').toLowerCase().split(/[^a-z]+/))
}
