import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_DIR } from './routing.fixture.ts'
import { readTable, splitCell } from './text/read-table.ts'

const FOLDER = join(PROJECT_DIR, 'registry', 'routing')
const plain = (text: string) =>
  ` ${text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()} `
const lines = globSync('heldout*.jsonl', { cwd: FOLDER })
  .filter((name) => !/sms|duplicates/.test(name))
  .flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').split('\n'))
  .filter((line) => line !== '')
  .map((line) => plain(String(JSON.parse(line).text)))

test('no phrase of the word lists is copied out of a held-out report', () => {
  const phrases = ['category-words.csv', 'class-words.csv'].flatMap((file) =>
    readTable(join(FOLDER, file)).flatMap((row) => splitCell(row.words)),
  )
  // Two or three words in a row are the usual name of a thing; four are somebody's sentence.
  const long = phrases.map(plain).filter((phrase) => phrase.trim().split(' ').length >= 4)
  expect(long.filter((phrase) => lines.some((line) => line.includes(phrase)))).toEqual([])
})

test('no held-out report is among the examples', () => {
  const examples = globSync('examples-*.jsonl', { cwd: FOLDER })
    .flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => plain(String(JSON.parse(line).text)))
  // One word, as "test", is what everybody sends.
  const sentences = new Set(examples.filter((text) => text.trim().includes(' ')))
  expect(lines.filter((line) => sentences.has(line))).toEqual([])
})
