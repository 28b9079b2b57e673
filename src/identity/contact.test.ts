import { expect, test } from 'vitest'
import { maskContact, readContact, readEmail, readPhone } from './contact.ts'

test.each([
  '081234567890',
  '0812-3456-7890',
  '+62 812 3456 7890',
  '6281234567890',
  '(0812) 3456.7890',
  '62 812-3456-7890',
])('%s is understood as an Indonesian number', (text) => {
  expect(readPhone(text)).toBe('+6281234567890')
})

test.each(['', '12', '0812', 'nomor saya', '08123456789012345678', '0812345\0'])(
  '%j is no phone number',
  (text) => {
    expect(readPhone(text)).toBeNull()
  },
)

test('an e-mail address is lower-cased and checked', () => {
  expect(readEmail(' Siti@Contoh.ID ')).toBe('siti@contoh.id')
  for (const wrong of [
    'siti',
    'siti@',
    'siti@contoh',
    '@contoh.id',
    'si ti@contoh.id',
    `${'a'.repeat(65)}@contoh.id`,
  ]) {
    expect(readEmail(wrong)).toBeNull()
  }
})

test('one field takes either', () => {
  expect(readContact('siti@contoh.id')).toEqual({ kind: 'email', value: 'siti@contoh.id' })
  expect(readContact('0812 3456 7890')).toEqual({ kind: 'phone', value: '+6281234567890' })
})

test('a masked contact is recognised by its owner only', () => {
  expect(maskContact({ kind: 'phone', value: '+6281234567890' })).toBe('0812•••••890')
  expect(maskContact({ kind: 'email', value: 'siti@contoh.id' })).toBe('s•••@contoh.id')
})
