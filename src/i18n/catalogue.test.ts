import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, test } from 'vitest'
import { catalogues, type Language } from './catalogue.ts'

type Messages = Record<string, string>

function filesOf(language: string): [file: string, messages: Messages][] {
  const folder = join(import.meta.dirname, language)
  return readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))])
}

/** What a sentence is filled with, in all its branches. */
function placeholdersOf(text: string): string[] {
  const names = new Set<string>()
  const visit = (elements: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const element of elements) {
      if (element.type !== TEXT && element.type !== POUND) names.add(element.value)
      if ('options' in element) for (const { value } of Object.values(element.options)) visit(value)
    }
  }
  visit(new IntlMessageFormat(text, 'id', undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

/** Parts of a parsed message that are no placeholder. */
const TEXT = 0
const POUND = 7

test.each<Language>(['id', 'en'])(
  'each sentence stands in one file only, and every file is read: %s',
  (language) => {
    const seen = new Map<string, string>()
    for (const [file, messages] of filesOf(language)) {
      for (const key of Object.keys(messages)) {
        expect(seen.get(key), `${key} of ${file}`).toBeUndefined()
        seen.set(key, file)
      }
    }
    expect(Object.keys(catalogues[language]).sort()).toEqual([...seen.keys()].sort())
  },
)

test('both languages have the same sentences, filled with the same things', () => {
  const { id, en } = catalogues
  expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort())
  const differing = Object.entries<string>(id).filter(
    ([key, text]) => String(placeholdersOf(text)) !== String(placeholdersOf((en as Messages)[key] ?? '')),
  )
  expect(differing).toEqual([])
})
