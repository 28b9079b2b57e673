import { expect, test } from 'vitest'
import { checkPassword } from './password-rule.ts'

const SARI = { email: 'sari.dewi@pekalongankota.go.id', name: 'Sari Dewi Lestari' }

async function verdict(password: string): Promise<string> {
  try {
    await checkPassword('password', password, SARI)
    return 'taken'
  } catch (error) {
    return Reflect.get(Object(error), 'fields')[0].code
  }
}

test('a long phrase is taken, whatever kinds of characters it has', async () => {
  expect(await verdict('becak biru lewat pasar')).toBe('taken')
  expect(await verdict('kopipagidiberanda')).toBe('taken')
  expect(await verdict('ꦱꦸꦒꦼꦁꦫꦮꦸꦃꦏꦧꦺꦃ')).toBe('taken')
})

test('a short puzzle is refused', async () => {
  expect(await verdict('P@5sw0rd!')).toBe('password_too_short')
  expect(await verdict('a'.repeat(201))).toBe('too_long')
})

test('what everybody would try is refused, also with a year and a mark behind it', async () => {
  expect(await verdict('password1234')).toBe('password_common')
  expect(await verdict('Indonesia2026!')).toBe('password_common')
  expect(await verdict('bismillah12345')).toBe('password_common')
  expect(await verdict('R@hasiaRahasia')).toBe('password_common')
})

test('rows and repetitions are refused', async () => {
  expect(await verdict('2345678901234')).toBe('password_pattern')
  expect(await verdict('zzzzzzzzzzzzz')).toBe('password_pattern')
  expect(await verdict('xkqxkqxkqxkq')).toBe('password_pattern')
  expect(await verdict('ABCDEFGHIJKLM')).toBe('password_pattern')
})

test('one’s own name is refused', async () => {
  expect(await verdict('sari.dewi.lestari')).toBe('password_personal')
  expect(await verdict('Lestari-19870412')).toBe('password_personal')
})
