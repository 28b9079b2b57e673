import { expect, test } from 'vitest'
import { DomainError } from '../errors.ts'
import { checkSubmission, type SubmissionInput, titleFromBody } from './check-submission.ts'

const TODAY = '2026-11-10'
const RIGHT: SubmissionInput = {
  body: 'Jalan di depan pasar berlubang besar dan membahayakan pengendara.',
  name: 'Siti Nur Rahma',
  phone: '0812-3456-7890',
}

function errorsOf(input: Partial<SubmissionInput>): Record<string, string> {
  try {
    checkSubmission({ ...RIGHT, ...input }, TODAY)
  } catch (error) {
    if (error instanceof DomainError)
      return Object.fromEntries(error.fields.map(({ field, code }) => [field, code]))
    throw error
  }
  return {}
}

test('a text, a name and a contact are enough', () => {
  const checked = checkSubmission(RIGHT, TODAY)
  expect(checked).toMatchObject({
    class: 'complaint',
    title: 'Jalan di depan pasar berlubang besar dan membahayakan pengendara',
    contact: { kind: 'phone', value: '+6281234567890' },
    anonymous: false,
  })
})

test('all wrong fields are told at once', () => {
  expect(errorsOf({ body: '', name: ' ', phone: '12', occurred_on: '2026-02-30', class: 'gossip' })).toEqual({
    class: 'unknown_class',
    body: 'body_missing',
    occurred_on: 'invalid_date',
    name: 'name_missing',
    phone: 'invalid_phone',
  })
})

test.each<[string, Partial<SubmissionInput>, Record<string, string>]>([
  ['a NUL byte', { body: 'Jalan berlubang \0 besar sekali' }, { body: 'control_characters' }],
  ['half a surrogate pair', { body: 'Jalan berlubang \ud83d besar' }, { body: 'control_characters' }],
  ['a text of 10,001 characters', { body: 'a'.repeat(10_001) }, { body: 'too_long' }],
  ['a day that has not come', { occurred_on: '2026-11-11' }, { occurred_on: 'future_date' }],
  ['a position in another country', { latitude: 52.1, longitude: 4.3 }, { latitude: 'position_outside' }],
  ['half a position', { latitude: -6.8 }, { latitude: 'position_outside' }],
  ['no contact', { phone: null }, { phone: 'contact_missing' }],
  ['a broken address', { phone: null, email: 'siti@contoh' }, { email: 'invalid_email' }],
  ['a NIK of 15 digits', { nik: '337501500190001' }, { nik: 'invalid_nik' }],
  [
    'six files',
    { attachments: [1, 2, 3, 4, 5, 6].map((n) => `9b2f1c9e-3e0a-4a86-8f5c-5f1b7f0f8a1${n}`) },
    { attachments: 'too_many_files' },
  ],
])('%s is told at its field', (_name, input, errors) => {
  expect(errorsOf(input)).toEqual(errors)
})

test('ten thousand emoji are ten thousand characters', () => {
  expect(errorsOf({ body: '🛵'.repeat(10_000) })).toEqual({})
})

test('a title is made from the first sentence, cut at a word', () => {
  expect(titleFromBody('Lampu mati. Sudah tiga hari.')).toBe('Lampu mati')
  const long = titleFromBody(`${'jalan rusak '.repeat(20)}`)
  expect(long.length).toBeLessThanOrEqual(81)
  expect(long.endsWith('…')).toBe(true)
})
