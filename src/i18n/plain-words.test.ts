import { expect, test } from 'vitest'
import { catalogues, type MessageKey } from './catalogue.ts'

/*
 * How plain the words are. Indonesian syllables are regular, so the usual measures for English mislead; what does make
 * a text hard is known: long sentences (over 25 words readers lose the beginning; PermenPAN-RB and the plain-language
 * movement advise 15 to 20), and long words (of more than 13 letters, mostly abstract nouns with per-…-an, ke-…-an).
 * For English the Flesch reading ease is counted too (60 and more is plain English, read at 13 to 15 years).
 */

/** Pages that anybody reads, from the first look to the answer; the console's words are those of officers. */
const FOR_EVERYBODY = /^(home|tell|report|list|mine|ui|app|push|error|field_error|about|class)\b/

const texts = (language: 'id' | 'en' | 'jv') =>
  (Object.entries(catalogues[language]) as [MessageKey, string][])
    .filter(([key]) => FOR_EVERYBODY.test(key))
    .map(([key, text]) => ({ key, text: plain(text) }))

/** Values and choices of ICU as words of usual length. */
function plain(text: string): string {
  let before = ''
  let now = text.replaceAll("''", '’')
  while (now !== before) {
    before = now
    now = now.replace(/\{[^{}]*\}/g, 'nilai')
  }
  return now
}

const sentencesOf = (text: string) =>
  text
    .split(/(?<=[.!?:;])\s+/)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
const wordsOf = (sentence: string) => sentence.match(/[\p{L}\p{N}’'-]+/gu) ?? []

test.each(['id', 'en', 'jv'] as const)(
  'no sentence for everybody is longer than 25 words (%s)',
  (language) => {
    const long = texts(language).flatMap(({ key, text }) =>
      sentencesOf(text)
        .filter((sentence) => wordsOf(sentence).length > 25)
        .map((sentence) => `${key}: ${wordsOf(sentence).length} words: ${sentence}`),
    )
    expect(long).toEqual([])
  },
)

test('sentences for everybody are short on the whole, and long words rare', () => {
  const sentences = texts('id')
    .flatMap(({ text }) => sentencesOf(text))
    .filter((s) => wordsOf(s).length > 3)
  const words = sentences.flatMap(wordsOf)
  expect(words.length / sentences.length).toBeLessThanOrEqual(12)
  const long = words.filter((word) => word.length > 13)
  expect(long.length / words.length).toBeLessThanOrEqual(0.01)
})

test('the English is plain too: Flesch reading ease of 60 or more', () => {
  const sentences = texts('en')
    .flatMap(({ text }) => sentencesOf(text))
    .filter((s) => wordsOf(s).length > 3)
  const words = sentences.flatMap(wordsOf)
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  const ease = 206.835 - 1.015 * (words.length / sentences.length) - 84.6 * (syllables / words.length)
  expect(ease).toBeGreaterThanOrEqual(60)
})

/** Groups of vowels, without a silent e at the end. */
function syllablesOf(word: string): number {
  const groups = word
    .toLowerCase()
    .replace(/e$/, '')
    .match(/[aeiouy]+/g)
  return Math.max(1, groups?.length ?? 0)
}
